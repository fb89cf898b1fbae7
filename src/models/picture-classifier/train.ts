/** Learning to look: pictures with answers go in, and every head is told how surprised it should be at the right one.
 *  Read first: ./network.ts, ./pictures.ts. Read next: ./judge.ts
 *  Shapes: B batch, S size, A answers of a question. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Ints, Kernels } from '../../nn/kernels/kernels.ts';
import { crossEntropy } from '../../nn/losses.ts';
import { add } from '../../nn/ops/arithmetic.ts';
import { Adam, clipGradients } from '../../nn/optimise.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import type { Random } from '../../nn/random.ts';
import { cosineDecay } from '../../nn/schedule.ts';
import { type ClassifierConfig, checkClassifier } from './config.ts';
import { classifier, classifierParameters, colours, type Question } from './network.ts';
import type { ExamSource } from './pictures.ts';

/** A trained network, and what it was trained for. */
export interface Classifier {
  readonly config: ClassifierConfig;
  readonly questions: readonly Question[];
  readonly weights: ParameterSet;
}

export interface Lesson {
  /** Steps taken, this one included. */
  readonly step: number;
  /** Surprise at the right answers, the mean over the pictures and the sum over the questions, in nats. */
  readonly loss: number;
}

/** Pixels around 0. */
export const toInput = (pixel: number): number => 2 * pixel - 1;

/** Trains it to its end, step by step. Whoever breaks off, or is done with the weights, frees their arena. */
export function* trainClassifier(
  config: ClassifierConfig,
  source: ExamSource,
  random: Random,
  kernels: Kernels,
): Generator<Lesson, Classifier> {
  checkClassifier(config);
  if (source.size !== config.size) throw new Error(`pictures of ${source.size} pixels for a network of ${config.size}`);
  const { questions } = source;
  const arena = kernels.arena();
  const weights = new ParameterSet(kernels, arena, classifierParameters(config, questions), random.fork());
  const optimiser = new Adam(weights, config);
  const working = kernels.arena();
  let isDone = false;
  try {
    const { graph, x, answers, loss } = record(config, questions, weights, new Graph(kernels, working));
    for (let step = 0; step < config.steps; step++) {
      fill(x, answers, source, random);
      graph.forward();
      graph.backward(loss);
      clipGradients(weights, 1);
      optimiser.step(config.lr * cosineDecay(step, config.steps, config.warmup));
      yield { step: step + 1, loss: loss.value.data[0] };
    }
    isDone = true;
  } finally {
    working.free();
    if (!isDone) arena.free();
  }
  return { config, questions, weights };
}

// #region loss
function record(config: ClassifierConfig, questions: readonly Question[], weights: ParameterSet, graph: Graph) {
  const { batch, size } = config;
  const x = graph.input([batch, size, size, colours]); // [B, S, S, 3]
  const answers = questions.map(() => graph.arena.ints(batch));
  const logits = classifier(x, weights, config, questions);
  const loss = logits.map((each, i) => crossEntropy(each, answers[i])).reduce((sum, each) => add(sum, each)); // [1]
  return { graph, x, answers, loss };
}
// #endregion

/** New pictures and their answers. */
function fill(x: Tensor, answers: readonly Ints[], source: ExamSource, random: Random): void {
  const [batch] = x.shape;
  const { data } = x.value;
  const size = x.value.length / batch;
  for (let i = 0; i < batch; i++) {
    const picture = source.draw(random);
    for (let j = 0; j < size; j++) data[i * size + j] = toInput(picture.pixels[j]);
    answers.forEach((ints, question) => {
      ints.data[i] = picture.answers[question];
    });
  }
}
