/** The classifier that marks the pictures: trained here and now on scenes drawn afresh, apart from the model that it judges, and
 *  examined itself before it may judge. Read first: ../../models/picture-classifier/train.ts */

import type { Scene } from '../../data/scenes/scene.ts';
import { ClassifierConfigSchema } from '../../models/picture-classifier/config.ts';
import { accuracyOf, type Judge } from '../../models/picture-classifier/judge.ts';
import { classifierParameters } from '../../models/picture-classifier/network.ts';
import { type Share, sceneExam, sceneQuestions } from '../../models/picture-classifier/pictures.ts';
import { type Classifier, type Lesson, trainClassifier } from '../../models/picture-classifier/train.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { Random } from '../../nn/random.ts';
import type { NeuralContext } from '../lab.ts';
import type { Examined, Seen } from './params.ts';

/** The judge is the same whatever is judged, so that two runs can be compared. */
const seed = 1;
const batch = 16;
const lr = 0.004;

/** Trains it, or takes the one that an earlier run of the session left. */
export function* trainJudge(
  steps: number,
  cache: NeuralContext['cache'],
  kernels: Kernels,
): Generator<Lesson, Classifier> {
  const config = ClassifierConfigSchema.parse({ steps, batch, lr });
  const key = `picture classifier ${kernels.name} ${steps}`;
  const kept = cache.get(key) as Float32Array | undefined;
  if (kept) return restored(kept, config, kernels);
  const model = yield* trainClassifier(config, sceneExam(), new Random(seed), kernels);
  cache.set(key, Float32Array.from(model.weights.values.data));
  return model;
}

function restored(values: Float32Array, config: Classifier['config'], kernels: Kernels): Classifier {
  const weights = new ParameterSet(kernels, kernels.arena(), classifierParameters(config, sceneQuestions));
  weights.values.data.set(values);
  return { config, questions: sceneQuestions, weights };
}

/** On real pictures, none of which it has seen. */
export function examine(classifier: Classifier, judge: Judge, count: number): Examined {
  const random = new Random(seed + 1);
  const clean = { spoiled: 0, heldOut: 0, blemished: false };
  const sit = (share: Partial<Share>) => {
    const { subject, place, time, weather, colour } = accuracyOf(
      judge,
      sceneExam({ ...clean, ...share }),
      count,
      random,
    );
    return { subject, place, time, weather, colour };
  };
  return {
    parameters: classifier.weights.size,
    seen: sit({}),
    held_out: sit({ heldOut: 1 }),
    // Landscapes cannot be spoiled, and none is held out.
    refuses: sit({ heldOut: 1, spoiled: 1 }).subject,
    blemished: sit({ heldOut: 0.5, blemished: true }).subject,
  };
}

/** What it sees in pictures that were asked to show a scene.
 *  @param pixels [pictures · size] */
export function look(judge: Judge, pixels: Float32Array, size: number, asked: Scene): Seen[] {
  const each = Array.from({ length: pixels.length / size }, (_, i) => pixels.subarray(i * size, (i + 1) * size));
  const [{ answers }] = sceneQuestions;
  return judge.look(each).map(({ subject, place, time, weather, colour }) => ({
    subject: subject.answer,
    place: place.answer,
    time: time.answer,
    weather: weather.answer,
    colour: colour.answer,
    p: subject.p[answers.indexOf(asked.subject)],
  }));
}
