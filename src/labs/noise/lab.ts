/** The forward process: a picture goes under in noise. Read first: ../../models/diffusion/schedule.ts,
 *  ../../models/diffusion/exact.ts */
import { drawScene } from '../../data/scenes/draw.ts';
import { fullAlbum, randomScene, type Scene } from '../../data/scenes/scene.ts';
import { addNoise } from '../../models/diffusion/denoiser.ts';
import { ExactDenoiser } from '../../models/diffusion/exact.ts';
import { toNumber, toPixel } from '../../models/diffusion/pixels.ts';
import {
  noiseLevel,
  type Schedule,
  scheduleNamed,
  scheduleNames,
  signalToNoise,
} from '../../models/diffusion/schedule.ts';
import type { Random } from '../../nn/random.ts';
import { defineLab } from '../lab.ts';
import { type Event, type Params, params, type Result, result, type Step } from './params.ts';
import { type State, viewState } from './view.ts';

export const noiseLab = defineLab({
  id: 'noise',
  title: 'A picture goes under in noise',
  about:
    'Each step leaves a little less of the picture and adds a little more noise. Watch when your eye gives up, and when the exact ' +
    'guess does: it compares what is left with every picture it knows, and can be sure where you see nothing.',
  params,
  result,
  pace: 4,

  *run(given, { rng, seed }): Generator<Event, Result> {
    const schedule = scheduleNamed(given.schedule, given.noise_steps, given.shift);
    const pictures = picturesOf(given, rng);
    const { side } = fullAlbum;
    const size = side * side * 3;
    const picture = pictures.subarray(0, size);
    const exact = new ExactDenoiser(pictures, size, schedule);
    // One noise for all steps, only more and more of it: each x_t is drawn as it should be, and the film does not flicker.
    const noise = Float32Array.from({ length: size }, () => rng.normal());
    const steps: Step[] = [];
    for (let k = 0; k <= given.steps; k++) {
      const t = Math.round((k * schedule.steps) / given.steps);
      const noisy = new Float32Array(size);
      addNoise(noisy, picture, noise, schedule, t);
      const guess = picture.slice();
      if (t > 0) exact.guess(guess, noisy, t);
      const step: Step = {
        t,
        alpha_bar: schedule.alphaBar[t],
        noise_level: noiseLevel(schedule, t),
        signal_to_noise: t === 0 ? null : signalToNoise(schedule, t),
        chance: t === 0 ? 1 : exact.ask(noisy, t)[0],
        off: distance(guess, picture) / 4,
      };
      steps.push(step);
      yield { ...step, of: schedule.steps, side, noisy: noisy.map(toPixel), guess: guess.map(toPixel) };
    }
    return {
      seed,
      schedule: given.schedule,
      noise_steps: schedule.steps,
      left: schedule.alphaBar[schedule.steps],
      even: schedule.alphaBar.findIndex((kept) => kept <= 0.5),
      lost: steps.find(({ chance }) => chance <= 0.5)?.t ?? null,
      steps,
    };
  },

  start: ({ style, schedule, noise_steps, shift }): State => ({
    style,
    schedule,
    curves: scheduleNames.map((name) => ({ name, ...curveOf(scheduleNamed(name, noise_steps, shift)) })),
  }),

  reduce: (state, event): State => ({ ...state, event }),

  view: viewState,

  share: ({ t, of }) => t / of,

  tell: ({ schedule, noise_steps, left, even, lost, seed }) =>
    `schedule=${schedule} noise_steps=${noise_steps} left=${Number(left.toPrecision(4))} even=${even} lost=${lost} seed=${seed}`,

  line: ({ of: _, side: __, noisy: ___, guess: ____, ...step }) => step,
});

/** The picture, and after it others by chance: [N · side · side · 3], in ±2. */
function picturesOf({ pictures, subject, place, time, colour }: Params, rng: Random): Float32Array {
  const bare = subject === 'none';
  const scene: Scene = { subject, place, time, weather: 'clear', colour: bare ? 'none' : colour };
  const drawn = [scene, ...Array.from({ length: pictures - 1 }, () => randomScene(rng))].map(
    (scene) => drawScene(scene, rng).pixels,
  );
  return Float32Array.from(
    drawn.flatMap((pixels) => Array.from(pixels)),
    toNumber,
  );
}

/** Root mean square of the difference. */
function distance(a: Float32Array, b: Float32Array): number {
  const sum = a.reduce((sum, x, i) => sum + (x - b[i]) * (x - b[i]), 0);
  return Math.sqrt(sum / a.length);
}

/** Signal to noise along the way. */
function curveOf(schedule: Schedule): { readonly t: readonly number[]; readonly ratio: readonly number[] } {
  const t = Array.from({ length: 60 }, (_, i) => Math.max(1, Math.round((i * schedule.steps) / 59)));
  return { t, ratio: t.map((t) => signalToNoise(schedule, t)) };
}
