/** Two that count and one that computes read the same line, which none of them saw, and predict it word by word.
 *  Read first: ../../models/gpt/words.ts, ../perplexity/models.ts */
import { InputError } from '../../data/input-error.ts';
import { type Believed, WordReader } from '../../models/gpt/words.ts';
import { ngramLanguageModel } from '../../models/ngram/language-model.ts';
import { markText, type NgramModel } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { countedModels, Place, partsOf } from '../perplexity/models.ts';
import { openTextModel } from '../text-model.ts';
import { averageBits, notesOf, told, wholeBits } from './bits.ts';
import {
  type Event,
  nameOf,
  ofEach,
  type Params,
  params,
  type Result,
  readers,
  result,
  type TokenEvent,
} from './params.ts';
import { begin, reduce, viewState } from './view.ts';

/** What all have learnt from: its lines are parted in one way for all of them. */
const corpus = 'toyland';
/** Chances below this are not listed: of the last word, which is looked at closely, and of the others. */
const [least, leastOfOthers] = [0.001, 0.01];
/** Tokens that the transformer needs besides those of the text: a mark before it, and what it thinks might follow. */
const ahead = 12;

export const nextWordLab = defineLab({
  id: 'next-word',
  title: 'Counting or a transformer: who knows the next word?',
  about:
    'A bigram, a trigram and the transformer on board have learnt from the same lines. Now they read one that was kept from all of ' +
    'them, and say at each word what comes next. Who is surprised least? Try a line of your own.',
  params,
  result,
  chance: false,
  kernels: true,
  pace: 4,

  async *run(
    { line, words: most = Number.POSITIVE_INFINITY, whole: isWhole, text, weights }: Params,
    context: NeuralContext,
  ): AsyncGenerator<Event, Result> {
    const { data, cache, seed } = context;
    yield { kind: 'learning' };
    const parts = await partsOf(corpus, data, cache);
    if (text === undefined && line > parts.heldOut.length) {
      const many = parts.heldOut.length;
      throw new InputError(`${many} lines of ${corpus} are kept apart`, 'line', `Give a number up to ${many}.`);
    }
    const model = await openTextModel(weights, context);
    const settings = { corpus, order: 3, unit: 'word', smoothing: 'kneser-ney' } as const;
    const learning = countedModels(settings, { data, cache }, parts);
    let step = await learning.next();
    while (!step.done) step = await learning.next();
    const counted = step.value;
    const all = wordsOf(text ?? parts.heldOut[line - 1], counted[0].model, text === undefined);
    const words = all.slice(0, most);
    if (words.length === 0) throw new InputError('there is nothing to be read in it', 'text', 'Give a few words.');
    const tokensOf = ({ word = '' }: Word): number => model.tokenizer.encode(word).length;
    if (words.reduce((sum, word) => sum + tokensOf(word), ahead) > model.network.context) {
      throw new InputError('the transformer cannot read that much at once', 'text', 'Give a shorter one.');
    }
    const place = new Place(counted);
    const reader = new WordReader(model);
    const tokens: TokenEvent[] = [];
    try {
      place.begin();
      for (const { token, word, id } of words) {
        const [, , bigram, trigram] = place.chances(id);
        const p = { bigram, trigram, gpt: reader.chance(word) };
        const believed = {
          bigram: place.believed(1, least, id),
          trigram: place.believed(2, least, id),
          gpt: reader.believed(tokens.length === words.length - 1 ? least : leastOfOthers),
        };
        const event: TokenEvent = {
          kind: 'token',
          token,
          known: id >= 0,
          p,
          believed: ofEach((one) => listed(believed[one], token, p[one])),
        };
        tokens.push(event);
        yield event;
        place.advance(id);
        if (word !== undefined) reader.push(word);
      }
    } finally {
      reader.end();
    }
    let whole: Result['whole'] = null;
    if (isWhole) {
      yield { kind: 'reading-all' };
      const gpt = new NetworkLanguageModel(model, model.tokenizer);
      const [, bigram, trigram] = counted.map(({ model, smoothed }) => ngramLanguageModel(model, smoothed));
      whole = wholeBits({ bigram, trigram, gpt }, parts.heldOut);
      gpt.end();
      yield { kind: 'whole', whole };
    }
    const last = tokens[tokens.length - 1];
    return {
      seed,
      line: text === undefined ? line : null,
      complete: words.length === all.length,
      ...averageBits(tokens),
      whole,
      tokens: tokens.map(told),
      last: { ...told(last), believed: { ...last.believed } as Result['last']['believed'] },
    };
  },

  start: begin,
  reduce,
  view: viewState,

  line: (event) => (event.kind === 'token' ? told(event) : undefined),

  tell({ line, bits_per_word, whole, tokens }) {
    const said = (bits: Result['bits_per_word']): string =>
      readers.map((reader) => `${nameOf(reader)} ${bits[reader]?.toFixed(2) ?? 'none'}`).join(', ');
    const all = whole ? `; of all ${whole.lines} lines ${said(whole.bits_per_word)}` : '';
    const notes = notesOf(tokens, line === null && whole === null);
    return [`bits a word: ${said(bits_per_word)}${all}`, ...notes].join('. ');
  },
});

interface Word {
  /** As a person reads it. */
  readonly token: string;
  /** With the space in front, if there is one; undefined for the end of the line. */
  readonly word?: string;
  /** -1 for one that the corpus never had. */
  readonly id: number;
}

/** @param closed its end is to be predicted too */
function wordsOf(line: string, model: NgramModel, closed: boolean): Word[] {
  const even = line.replace(/\s+/g, ' ').trim();
  const ids = model.encode(even);
  const words = model.split(even).map((piece, i) => {
    const word = i === 0 ? piece.trimStart() : piece;
    return { token: word.trimStart(), word, id: ids[i] };
  });
  return closed ? [...words, { token: markText, id: MARK }] : words;
}

/** What came is named, however unlikely. */
const listed = (believed: readonly Believed[], token: string, p: number): readonly Believed[] =>
  believed.some((one) => one.token === token) ? believed : [...believed, { token, p }];
