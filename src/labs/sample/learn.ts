/** The model behind the sampler, and what to say when it does not know a word. */
import { distance } from 'fastest-levenshtein';
import type { Corpus, CorpusSource } from '../../data/corpus.ts';
import { learn, type NgramModel } from '../../models/ngram/model.ts';
import type { Unit } from '../../models/ngram/tokenize.ts';
import type { Context } from '../lab.ts';
import type { SampleParams, UnknownWord } from './params.ts';

/** Where to look for a word that a small corpus lacks. */
const largerCorpus = 'toyland';

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

/** Words of the prompt that the corpus never used, with what would work instead. */
export async function unknownWords(
  model: NgramModel,
  { prompt, corpus, unit }: Pick<SampleParams, 'prompt' | 'corpus' | 'unit'>,
  data: CorpusSource,
): Promise<UnknownWord[]> {
  const ids = model.encode(prompt);
  const unknown = model.split(prompt).filter((_, i) => ids[i] < 0);
  if (unknown.length === 0) return [];
  const larger =
    corpus === largerCorpus || unit === 'char' ? undefined : await finished(data.open(largerCorpus), 'word');
  return [...new Set(unknown)].map((word) => ({
    word: word.trim(),
    near: unit === 'word' ? nearest(word.trim(), model) : [],
    elsewhere: larger && larger.encode(word)[0] >= 0 ? largerCorpus : undefined,
  }));
}

async function finished(corpus: Corpus, unit: Unit): Promise<NgramModel> {
  const steps = learn(corpus, 1, unit);
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}

/** Known words that a person may have meant: fewest letters apart, then the commonest. */
function nearest(word: string, model: NgramModel, most = 3): string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const found: { text: string; apart: number; count: number }[] = [];
  for (let id = 1; id < model.vocabulary.size; id++) {
    const text = model.show(id);
    if (Math.abs(text.length - word.length) > limit || !/[\p{L}\p{N}]/u.test(text)) continue;
    const apart = distance(lower, text.toLowerCase());
    if (apart <= limit) found.push({ text, apart, count: model.counts.unigrams[id] });
  }
  found.sort((a, b) => a.apart - b.apart || b.count - a.count);
  return [...new Set(found.map(({ text }) => text))].slice(0, most);
}
