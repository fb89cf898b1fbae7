/** The model behind the sampler, and what to say when it does not know a word. */
import { distance } from 'fastest-levenshtein';
import type { CorpusSource } from '../../data/corpus.ts';
import { learn, learnAtOnce, type NgramModel, type Predictor } from '../../models/ngram/model.ts';
import type { Context } from '../lab.ts';
import type { SampleParams, UnknownWord } from './params.ts';

/** Where to look for a word that a small corpus lacks. */
const largerCorpus = 'toyland';

/** Words of a prompt that are held against the whole vocabulary. */
export const wordsCompared = 20;

/** What a result says of the model. */
export const namedModel = ({ vocabulary }: NgramModel, { corpus, unit }: Pick<SampleParams, 'corpus' | 'unit'>) => ({
  corpus,
  ...(unit === 'bpe' ? { vocabulary: vocabulary.size } : {}),
});

/** The model of a corpus; learnt once a session. */
export async function* modelOf(
  { corpus, order, unit }: Pick<SampleParams, 'corpus' | 'order' | 'unit'>,
  { data, cache }: Pick<Context, 'data' | 'cache'>,
): AsyncGenerator<number, NgramModel> {
  const key = `ngram ${order} ${unit} ${corpus}`;
  const known = cache.get(key) as NgramModel | undefined;
  if (known) return known;
  const model = yield* learn(data.open(corpus), order, unit);
  cache.set(key, model);
  return model;
}

/** What decides over the next token: the model's counts, or smoothed ones; their code is loaded when it is asked for. */
export async function predictorOf(
  model: NgramModel,
  { corpus, order, unit, smoothing }: Pick<SampleParams, 'corpus' | 'order' | 'unit' | 'smoothing'>,
  cache: Context['cache'],
): Promise<Predictor> {
  if (smoothing === 'none') return model;
  const key = `ngram ${order} ${unit} ${smoothing} ${corpus}`;
  const { smooth } = await import('../../models/ngram/smoothing.ts');
  const predictor = (cache.get(key) as Predictor | undefined) ?? smooth(model, smoothing);
  cache.set(key, predictor);
  return predictor;
}

/** Words of the prompt that the corpus never used, with what would work instead. Signs between words are no loss. */
export async function unknownWords(
  model: NgramModel,
  { prompt, corpus, unit }: Pick<SampleParams, 'prompt' | 'corpus' | 'unit'>,
  data: CorpusSource,
): Promise<UnknownWord[]> {
  const ids = model.encode(prompt);
  const tokens = model.split(prompt).filter((token, i) => ids[i] < 0 && hasLetters(token));
  // To the model a word right behind a sign, as in ("cat"), is another token; to a person it is the same word.
  const words = [...new Set(tokens.map((token) => token.trim()))].filter((word) => !knows(model, word));
  if (words.length === 0) return [];
  const larger = corpus === largerCorpus ? undefined : await learnAtOnce(data.open(largerCorpus), 1, unit);
  return words.map((word, i) => ({
    word,
    near: unit === 'word' && i < wordsCompared ? nearest(word, wordsOf(model)) : [],
    elsewhere: larger && knows(larger, word) ? largerCorpus : undefined,
  }));
}

const knows = (model: NgramModel, word: string): boolean => model.encode(word)[0] >= 0;

/** What a model knows, the mark left out. */
function* wordsOf(model: NgramModel): Generator<Known> {
  for (let id = 1; id < model.vocabulary.size; id++) yield { text: model.show(id), count: model.counts.unigrams[id] };
}

interface Known {
  readonly text: string;
  readonly count: number;
}

/** Known words that a person may have meant, for a slip of the hand: fewest slips, the commonest first.
 *  The shorter a word, the less of it may differ: two letters none but their case, four one but the first. */
export function nearest(word: string, known: Iterable<Known>, most = 2): string[] {
  const lower = word.toLowerCase();
  const limit = word.length < 3 ? 0 : Math.max(1, Math.floor(word.length / 4));
  const found: (Known & { readonly apart: number })[] = [];
  for (const { text, count } of known) {
    if (Math.abs(text.length - word.length) > limit || !hasLetters(text)) continue;
    const apart = slips(lower, text.toLowerCase());
    if (apart <= limit && (word.length > 4 || text[0].toLowerCase() === lower[0])) found.push({ text, apart, count });
  }
  found.sort((a, b) => a.apart - b.apart || b.count - a.count);
  const nearest = found.filter(({ apart }) => apart === found[0].apart);
  return [...new Set(nearest.map(({ text }) => text))].slice(0, most);
}

/** Letters apart; the same letters in another order are one slip. */
function slips(a: string, b: string): number {
  const apart = distance(a, b);
  return apart > 1 && sorted(a) === sorted(b) ? 1 : apart;
}

const sorted = (text: string): string => [...text].sort().join('');

const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
