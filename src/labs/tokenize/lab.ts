/** Byte-pair encoding before one's eyes: in a small text the commonest pair becomes a token, again and again; what has been
 *  learnt cuts a text that it never saw. */
import { type Context, defineLab } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { cutOf, mostBytes, shownMerge, shownToken, Vocabulary } from './learn.ts';
import { type Event, type Params, params, type Result, result, type Shown } from './params.ts';
import { mergesKept, reduce, start, view } from './view.ts';

const encoder = new TextEncoder();

/** So many merges can be watched one by one. */
const fewMerges = 40;
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
    const isWatched = watched(vocab_size - 257);
    yield tell();
    for (const _ of vocabulary.learn(vocab_size)) if (isWatched(vocabulary.list.length)) yield tell();
    const learned = vocabulary.describe(corpus ?? null);
    if (learned.vocab_size < vocab_size) yield tell(true);
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
  corpus === undefined ? encoder.encode(learn) : bytesOf(corpus, data, mostBytes[split], true);

/** Of few merges each one is seen; of many those whose number has doubled, for nobody can watch thousands.
 *  @param most merges that will be made */
function watched(most: number): (merges: number) => boolean {
  let next = 1;
  return (merges) => {
    if (merges < next && merges < most) return false;
    next = most <= fewMerges ? merges + 1 : 2 * merges;
    return true;
  };
}

function teller(vocabulary: Vocabulary, { text }: Params): (exhausted?: boolean) => Event {
  const { text: whole, list } = vocabulary;
  const head = whole.subarray(0, headOf(whole));
  let told = 0;
  return (exhausted = false) => {
    const tokenizer = vocabulary.tokenizer();
    const { codec, mark } = tokenizer;
    const show = (id: number): Shown => ({ id, text: shownToken(tokenizer, id) });
    const made = list.slice(Math.max(told, list.length - mergesKept));
    told = list.length;
    return {
      merges: list.length,
      made: made.map((merge) => shownMerge(merge, tokenizer)),
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
