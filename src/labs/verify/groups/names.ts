import { textCorpus } from '../../../data/text-corpus.ts';
import { score } from '../../../models/language-model/score.ts';
import { ngramLanguageModel } from '../../../models/ngram/language-model.ts';
import { learnAtOnce } from '../../../models/ngram/model.ts';
import { smooth } from '../../../models/ngram/smoothing.ts';
import type { Group } from '../group.ts';
import { names as file } from '../known-texts.ts';

/** Names scored between two breaths. */
const every = 2000;

const source = 'makemore, names.txt (Karpathy 2022)';
/** Published with four decimals. */
const tolerance = 0.00005;

/** Models beside the uniform one, in the order of the figures. */
const models = [
  { order: 1, smoothing: 'none' },
  { order: 2, smoothing: 'none' },
  { order: 2, smoothing: 'add-1' },
  { order: 3, smoothing: 'none' },
  { order: 3, smoothing: 'add-1' },
];

export const names: Group = {
  topic: 'ngram',
  needs: file,
  figures: [
    { name: 'names.txt: uniform (nats)', published: 3.2958, tolerance, source },
    { name: 'names.txt: unigram', published: 2.8227, tolerance, source },
    { name: 'names.txt: bigram', published: 2.454, tolerance, source },
    { name: 'names.txt: bigram, add-1', published: 2.4546, tolerance, source },
    { name: 'names.txt: trigram', published: 2.1857, tolerance, source },
    { name: 'names.txt: trigram, add-1', published: 2.2126, tolerance, source },
  ],
  async *compute({ text }) {
    const ours: number[] = [];
    for (const [i, { order, smoothing }] of models.entries()) {
      yield i / models.length;
      const model = await learnAtOnce(textCorpus(file.name, [text]), order, 'char');
      // Every letter and the end of a name as likely as any other.
      if (i === 0) ours.push(Math.log(model.vocabulary.size));
      const scored = score(ngramLanguageModel(model, smooth(model, smoothing)), text.split('\n'), text.length);
      for (let names = 1; ; names++) {
        const { value, done } = scored.next();
        if (done) {
          ours.push(value.nats_per_token ?? Number.POSITIVE_INFINITY);
          break;
        }
        if (names % every === 0) yield i / models.length;
      }
    }
    return ours;
  },
};
