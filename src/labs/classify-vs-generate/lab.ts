/** One data set, two uses. The classifier learns P(topic | words), the generator P(next word | words before, topic): the
 *  same sixty sentences a topic teach both. With pictures the classifier is P(subject | pixels), the generator draws pixels
 *  for a subject: ./pictures.ts. Read first: ../../models/naive-bayes/model.ts, ../../models/ngram/model.ts */
import { textCorpus } from '../../data/text-corpus.ts';
import { topicNames, topics } from '../../data/topics.ts';
import { wordsOf } from '../../data/words.ts';
import { NaiveBayes } from '../../models/naive-bayes/model.ts';
import { learnAtOnce, type NgramModel } from '../../models/ngram/model.ts';
import type { Random } from '../../nn/random.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { oneDocument } from '../sample/collect.ts';
import { ngramSampler } from '../sample/ngram-sampler.ts';
import type { StepEvent } from '../sample/params.ts';
import { nearest, told } from './nearest.ts';
import { type Event, type Params, params, type Result, result, type Shares, type Written } from './params.ts';
import { reducePictures, viewPictures } from './picture-view.ts';
import { type State, viewState } from './view.ts';

/** Words after which a sentence is cut. */
const longest = 40;
const examplesKept = 20;

export const classifyVsGenerateLab = defineLab({
  id: 'classify-vs-generate',
  title: 'Tell what it is, or make a new one',
  about:
    'The same sentences teach two models. One says which topic a sentence belongs to, the other writes a sentence on a ' +
    'topic. Look at the nearest sentence of the data: is what was written new, or a copy? Then the same with pictures.',
  params,
  result,
  kernels: true,
  pace: 3,

  async *run(params, context: NeuralContext): AsyncGenerator<Event, Result> {
    if (params.data === 'pictures') return yield* (await import('./pictures.ts')).runPictures(params, context);
    const { rng, seed } = context;
    const { topic, order, text } = params;
    const classifier = learnLabels();
    const shares = (probabilities: readonly number[]): Shares =>
      probabilities.map((p, at) => ({ token: classifier.labels[at], p }));
    const sentences = topicNames.flatMap((name) => topics[name]);
    yield {
      kind: 'learned',
      sentences: sentences.length,
      words: classifier.vocabulary,
      p: shares(classifier.priors()),
    };

    const words = wordsOf(text);
    const evidence: Written['evidence'] = [];
    for (const [at, word] of words.entries()) {
      evidence.push(weigh(classifier, word));
      const { probabilities } = classifier.classify(words.slice(0, at + 1));
      yield { kind: 'evidence', evidence: evidence[at], p: shares(probabilities) };
    }
    const { label, probabilities } = classifier.classify(words);
    const p = shares(probabilities);
    const decisive = mostTelling(evidence, label);
    yield { kind: 'verdict', label, p, decisive };

    const model = await learnTopic(params);
    let generated = '';
    for (const step of write(model, params, rng)) {
      yield step;
      generated += step.piece;
    }
    generated = generated.trimEnd();
    const about = wordsOf(generated);
    const { sentence, distance, kept } = nearest(about, sentences);
    const verdict = classifier.classify(about);
    yield {
      kind: 'generated',
      text: generated,
      nearest: sentence,
      distance,
      words: told(generated, kept),
      label: verdict.label,
      p: shares(verdict.probabilities),
    };

    const made = Array.from({ length: params.count }, () => {
      const text = [...write(model, params, rng)].map(({ piece }) => piece).join('');
      return { text: text.trimEnd(), is_copy: nearest(wordsOf(text), sentences).distance === 0 };
    });
    const copies = made.filter(({ is_copy }) => is_copy).length;
    yield { kind: 'shares', made: made.length, copies };
    return {
      data: 'text',
      text,
      label,
      p,
      evidence,
      decisive,
      unknown: [...new Set(evidence.filter(({ known }) => !known).map(({ word }) => word))],
      topic,
      generated,
      nearest: sentence,
      distance,
      is_copy: distance === 0,
      generated_label: verdict.label,
      generated_p: shares(verdict.probabilities),
      made: made.length,
      copies,
      copy_share: copies / made.length,
      examples: made.slice(0, examplesKept),
      order,
      seed,
    };
  },

  start: (params): State => ({ params, evidence: [], text: '', pictures: {} }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'learned':
        return { ...state, learned: event, p: event.p };
      case 'evidence':
        return { ...state, evidence: [...state.evidence, event.evidence], p: event.p };
      case 'verdict':
        return { ...state, verdict: event, p: event.p };
      case 'step':
        return { ...state, step: event, text: state.text + event.piece };
      case 'generated':
        return { ...state, generated: event };
      case 'shares':
        return { ...state, shares: event };
      default:
        return { ...state, pictures: reducePictures(state.pictures, event) };
    }
  },

  view: (state, size) =>
    state.params.data === 'pictures' ? viewPictures(state.params, state.pictures, size) : viewState(state, size),

  line: (event) => ('pixels' in event ? undefined : event),
});

// #region learn
/** Data with labels, read one way: words → topic. */
function learnLabels(): NaiveBayes {
  const classifier = new NaiveBayes(topicNames);
  for (const topic of topicNames) for (const sentence of topics[topic]) classifier.learn(topic, wordsOf(sentence));
  return classifier;
}

/** The same data, read the other way: topic → words. */
const learnTopic = ({ topic, order }: Params): Promise<NgramModel> =>
  learnAtOnce(textCorpus(topic, topics[topic]), order, 'word');
// #endregion

/** A sentence of its own, word by word. */
const write = (model: NgramModel, { temperature }: Params, rng: Random): Generator<StepEvent> =>
  oneDocument(ngramSampler(model, { prompt: '', temperature, top_k: 0, top_p: 1, min_p: 0 }), rng, longest);

/** What a word says: the topic that it speaks for, and how many times more than for the next one. */
function weigh(classifier: NaiveBayes, word: string): Written['evidence'][number] {
  const { known, counts, likelihoods } = classifier.weigh(word);
  const [first, second] = [...likelihoods].sort((a, b) => b - a);
  const favours = classifier.labels[likelihoods.indexOf(first)];
  return { word, known, favours, times: known ? first / second : 1, counts: [...counts] };
}

function mostTelling(evidence: Written['evidence'], label: string): string {
  const best = evidence
    .filter(({ known, favours }) => known && favours === label)
    .reduce<Written['evidence'][number] | undefined>((a, b) => (a && a.times >= b.times ? a : b), undefined);
  return best?.word ?? '';
}
