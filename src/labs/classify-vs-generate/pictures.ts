/** The same two uses of one data set, with pictures: a classifier that says whether there is a cat, a generator that draws one,
 *  and the nearest training picture, to see whether it is new.
 *  Read first: ../../models/picture-classifier/network.ts, ../../models/diffusion/sample.ts */
import { drawScene } from '../../data/scenes/draw.ts';
import { type Album, fullAlbum, randomScene, type Subject } from '../../data/scenes/scene.ts';
import { LearnedDenoiser } from '../../models/diffusion/learned.ts';
import { range, toPixel } from '../../models/diffusion/pixels.ts';
import { placesOf } from '../../models/diffusion/prompt.ts';
import { sample } from '../../models/diffusion/sample.ts';
import { ClassifierConfigSchema } from '../../models/picture-classifier/config.ts';
import { accuracyOf, Judge } from '../../models/picture-classifier/judge.ts';
import { subjectExam } from '../../models/picture-classifier/pictures.ts';
import { type Classifier, trainClassifier } from '../../models/picture-classifier/train.ts';
import type { Random } from '../../nn/random.ts';
import { compare, examplesOf, othersOf } from '../diffuse/examples.ts';
import { openModel } from '../diffuse/model.ts';
import type { NeuralContext } from '../lab.ts';
import type { Params, Pictured, PictureEvent, Shares } from './params.ts';

/** Smaller than the judge of ../diffuse-quality: one question is asked, and nobody wants to wait. */
const network = { widths: [8, 16, 32], hidden: 32, batch: 16, warmup: 20, lr: 0.005 };
const examined = 200;
const compared = 300;
const samplingSteps = 30;
const guidance = 3;
/** Every so many steps something is shown. */
const lessonEvery = 50;
const guessEvery = 3;

export async function* runPictures(params: Params, context: NeuralContext): AsyncGenerator<PictureEvent, Pictured> {
  const { show, subject } = params;
  const { data, kernels, rng, seed } = context;
  const album = fullAlbum;
  const chances = {
    lessons: rng.fork(),
    exam: rng.fork(),
    picture: rng.fork(),
    noise: rng.fork(),
    training: rng.fork(),
  };
  const classifier = yield* learnToTell(params, context, chances.lessons);
  const judge = new Judge(classifier);
  const tell = (pixels: Float32Array): { label: string; p: Shares } => {
    const [{ subject: verdict }] = judge.look([pixels]);
    const names = [subject, 'not'];
    return { label: verdict.answer, p: verdict.p.map((p, i) => ({ token: names[i], p })) };
  };
  let free = (): void => {};
  try {
    const { subject: accuracy } = accuracyOf(judge, subjectExam(subject), examined, chances.exam);
    yield { kind: 'examined', accuracy, pictures: examined };
    const pixels = drawOne(show, album, chances.picture);
    const { label, p } = tell(pixels);
    yield { kind: 'looked', pixels, label, p };

    const model = await openModel(undefined, data, kernels);
    const denoiser = new LearnedDenoiser(model);
    free = () => {
      denoiser.free();
      model.weights.arena.free();
    };
    denoiser.prompts = [placesOf([subject], model.vocabulary)];
    denoiser.guidance = guidance;
    const made = yield* draw(denoiser, chances.noise);
    const examples = examplesOf(album, { subject }, compared, chances.training);
    const { found, example } = compare(made, examples, othersOf(album, { subject }, chances.training), denoiser.size);
    const drawn = { pixels: made.map(toPixel), nearest: example.map(toPixel) };
    const verdict = tell(drawn.pixels);
    const { distance, typical, is_copy } = found;
    yield { kind: 'drawn', ...drawn, distance, typical, is_copy, compared, ...verdict };
    return {
      data: 'pictures',
      show,
      subject,
      label,
      p,
      accuracy,
      width: album.side,
      height: album.side,
      pixels: Array.from(drawn.pixels, (x) => Math.round(x * 1e4) / 1e4),
      distance,
      typical,
      is_copy,
      compared,
      generated_label: verdict.label,
      generated_p: verdict.p,
      seed,
    };
  } finally {
    free();
    judge.free();
    classifier.weights.arena.free();
  }
}

// #region picture-classifier
/** Pictures with labels, read one way: pixels → cat or not. */
function* learnToTell(
  { subject, lessons: steps }: Params,
  { kernels }: NeuralContext,
  random: Random,
): Generator<PictureEvent, Classifier> {
  const config = ClassifierConfigSchema.parse({ ...network, steps });
  const lessons = trainClassifier(config, subjectExam(subject), random, kernels);
  try {
    for (;;) {
      const { value, done } = lessons.next();
      if (done) return value;
      if (value.step % lessonEvery === 0 || value.step === 1) yield { kind: 'lesson', ...value };
    }
  } finally {
    lessons.return(undefined as never);
  }
}
// #endregion

// #region picture-generator
/** The other way: a word → pixels that were never there. The network learned from a million pictures of the same painter. */
function* draw(denoiser: LearnedDenoiser, random: Random): Generator<PictureEvent, Float32Array> {
  const { schedule } = denoiser;
  const walk = sample(denoiser, 1, { schedule, sampler: 'ddim', steps: samplingSteps, clip: range }, random);
  for (;;) {
    const { value, done } = walk.next();
    if (done) return value;
    const { step, of, guess } = value;
    if (step % guessEvery === 1) yield { kind: 'guess', step, of, pixels: guess.map(toPixel) };
  }
}
// #endregion

/** A real picture of a subject, anywhere, at any time. */
function drawOne(subject: Subject, album: Album, random: Random): Float32Array {
  const scene = randomScene(random, album, { landscapes: 0 });
  return drawScene({ ...scene, subject }, random, album).pixels;
}
