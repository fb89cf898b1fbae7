import { textCorpus } from '../../../data/text-corpus.ts';
import { KneserNey } from '../../../models/ngram/kneser-ney.ts';
import { learnAtOnce } from '../../../models/ngram/model.ts';
import type { Group } from '../group.ts';

/** Two lines, trigrams, and a look at b after ever shorter contexts. `?` is no word of theirs: what follows it is not at the
 *  beginning of a line. */
const lines = ['a a b a', 'b a a b'];
const contexts = ['? a a', '? a', '?'];

const source = 'KenLM (Heafield et al. 2013), lmplz with its fallback discounts';
/** Published as single-precision floats. */
const tolerance = 1e-6;

export const kneserNey: Group = {
  topic: 'ngram',
  figures: [
    { name: 'KenLM toy: log10 p(b|a a)', published: -0.20102891, tolerance, source },
    { name: 'KenLM toy: log10 p(b|a)', published: -0.58682007, tolerance, source },
    { name: 'KenLM toy: log10 p(b)', published: -0.5720968, tolerance, source },
  ],
  async *compute() {
    yield 0;
    const model = await learnAtOnce(textCorpus('toy', lines), 3, 'word');
    const smoothed = new KneserNey(model, [0.5, 1, 1.5]);
    const b = model.encode('a b')[1];
    return contexts.map((context) => Math.log10(smoothed.probability(model.begin(model.encode(context)), b)));
  },
};
