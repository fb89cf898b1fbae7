/** Byte-pair encoding before one's eyes: in a small text the commonest pair becomes a token, again and again; what has been
 *  learnt cuts a text that it never saw. */
import { wholeOf } from '../../data/corpus.ts';
import { type Context, defineLab } from '../lab.ts';
import { cutOf, mostBytes, shownToken, Vocabulary } from './learn.ts';
import { type Event, type Params, params, type Result, result, type Shown, type ShownMerge } from './params.ts';
import { reduce, start, view } from './view.ts';

const encoder = new TextEncoder();

/** Bytes of a long text whose tokens are drawn. */
const drawn = 480;

export const tokenizeLab = defineLab({
  id: 'tokenize',
  title: 'Text into tokens',
  about:
    'Byte-pair encoding: whatever stands side by side most often in a text becomes one token, again and again. Watch the text ' +
    'shrink and the vocabulary grow, and how what was learnt cuts a text that it has never seen.',
  params,
  result,
  chance: false,
  pace: 2,

  async *run(params, context): AsyncGenerator<Event, Result> {
    const { vocab_size, split, corpus } = params;
    const vocabulary = new Vocabulary(await textOf(params, context), split);
    const tell = teller(vocabulary, params);
    yield tell([], false);
    let untold: ShownMerge[] = [];
    for (const { id, left_id, right_id, count } of vocabulary.learn(vocab_size)) {
      const { list } = vocabulary;
      untold.push({
        id,
        left: vocabulary.shown(left_id),
        right: vocabulary.shown(right_id),
        text: vocabulary.shown(id),
        count,
      });
      if (list.length % every(list.length) !== 0) continue;
      yield tell(untold, false);
      untold = [];
    }
    const learned = vocabulary.describe(corpus ?? null);
    if (untold.length > 0 || learned.vocab_size < vocab_size) yield tell(untold, learned.vocab_size < vocab_size);
    const tokenizer = vocabulary.tokenizer();
    return {
      ...cutOf(tokenizer, tokenizer.encode(params.text)),
      learned: { ...learned, list: vocabulary.list },
      special: tokenizer.mark,
      seed: context.seed,
    };
  },

  start,
  reduce,
  view,
});

const textOf = async ({ corpus, learn, split }: Params, { data }: Context): Promise<Uint8Array> =>
  corpus === undefined ? encoder.encode(learn) : wholeOf(data.open(corpus), mostBytes[split]);

/** Merges from one event to the next: each of the first hundred, then fewer and fewer, for nobody can watch thousands. */
function every(merges: number): number {
  let step = 1;
  while (merges > 100 * step) step *= 10;
  return step;
}

function teller(vocabulary: Vocabulary, { text }: Params) {
  const { text: whole } = vocabulary;
  const head = whole.subarray(0, headOf(whole));
  return (made: readonly ShownMerge[], exhausted: boolean): Event => {
    const tokenizer = vocabulary.tokenizer();
    const { codec, mark } = tokenizer;
    const show = (id: number): Shown => ({ id, text: shownToken(tokenizer, id) });
    return {
      merges: vocabulary.list.length,
      made,
      bytes: whole.length,
      tokens: vocabulary.tokens,
      strip: Array.from(codec.encode(head), show),
      cut: Array.from(tokenizer.encode(text), show),
      cut_bytes: encoder.encode(text).length,
      special: show(mark),
      exhausted,
    };
  };
}

/** Where the part that is drawn ends: before a space, for there a piece ends too. */
function headOf(text: Uint8Array): number {
  if (text.length <= drawn) return text.length;
  const space = text.lastIndexOf(0x20, drawn);
  return space > 0 ? space : drawn;
}
