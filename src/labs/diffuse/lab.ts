/** From noise to a picture, led by a prompt. Read first: ../../models/diffusion/sample.ts, ../../models/diffusion/learned.ts */
import { InputError } from '../../data/input-error.ts';
import type { Denoiser } from '../../models/diffusion/denoiser.ts';
import { ExactDenoiser } from '../../models/diffusion/exact.ts';
import { LearnedDenoiser, type Model } from '../../models/diffusion/learned.ts';
import { range, toPixel } from '../../models/diffusion/pixels.ts';
import { placesOf } from '../../models/diffusion/prompt.ts';
import { type SampleMoment, sample } from '../../models/diffusion/sample.ts';
import { Random } from '../../nn/random.ts';
import { type Context, defineLab, type NeuralContext } from '../lab.ts';
import { hear, openModel } from './model.ts';
import { type Event, type Heard, type Params, params, type Result, result } from './params.ts';
import { readSketch } from './sketch.ts';
import { type State, viewState } from './view.ts';

export const diffuseLab = defineLab({
  id: 'diffuse',
  title: 'From noise to a picture',
  about:
    'A network guesses what is under the noise, a little of the noise is taken away, and it guesses again. Watch its guess: first ' +
    'a blur of all it could be, then one picture. Go back to an early step and go on with another word.',
  params,
  result,
  kernels: true,
  pace: 16,

  async *run(params, context: NeuralContext): AsyncGenerator<Event, Result> {
    const { data, kernels, rng, seed } = context;
    const model = await openModel(params.weights, data, kernels);
    const chance = { noise: rng.fork(), examples: rng.bits() >>> 0, others: rng.bits() >>> 0 };
    let denoiser: LearnedDenoiser | undefined;
    try {
      const side = model.config.size;
      const heard = hear(params.prompt, model.vocabulary);
      const { words, unknown, unused, heldOut } = heard;
      denoiser = new LearnedDenoiser(model);
      denoiser.prompts = [placesOf(words, model.vocabulary)];
      denoiser.guidance = params.guidance;
      const { schedule, size } = denoiser;
      yield { kind: 'model', params, words, unknown, unused, heldOut, side, noiseSteps: schedule.steps };

      const painter = params.model === 'exact' ? await copier(params, heard, denoiser, chance.examples) : denoiser;
      const { count, steps, sampler } = params;
      const options = {
        schedule,
        sampler,
        steps,
        clip: range,
        init: await initOf(params, side, data),
        from: fromOf(context, count * size),
      };
      const walk = sample(painter, count, options, chance.noise);
      let made: Float32Array;
      for (;;) {
        const { value, done } = walk.next();
        if (done) {
          made = value;
          break;
        }
        const { step, of, t, noise_level, guess } = value;
        const moment = value.moment();
        yield { kind: 'step', step, of, t, noise_level, x: moment.x, guess: guess.slice(), moment };
      }
      const pixels = made.map(toPixel);
      yield { kind: 'done', pixels };
      const nearest = await nearestTo(made, params, heard, model, chance);
      if (nearest) yield nearest;
      return {
        prompt: params.prompt,
        words: [...words],
        unknown: unknown.map(({ word }) => word),
        seed,
        steps,
        guidance: params.guidance,
        sampler,
        model: params.model,
        count,
        width: side,
        height: side,
        channels: 3,
        pixels: Array.from(pixels, (x) => Math.round(x * 1e4) / 1e4),
        nearest: nearest?.found ?? null,
      };
    } finally {
      denoiser?.free();
      model.weights.arena.free();
    }
  },

  start: (params): State => ({ params }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'model': {
        const { params, ...model } = event;
        return { ...state, params, model };
      }
      case 'step': {
        const { moment: _, ...step } = event;
        return { ...state, step, done: undefined, nearest: undefined };
      }
      case 'done':
        return { ...state, done: event };
      case 'nearest':
        return { ...state, nearest: event };
    }
  },

  view: viewState,

  moment: (event) => (event.kind === 'step' ? event.moment : undefined),

  share: (event) => (event.kind === 'step' ? event.step / event.of : undefined),

  line(event) {
    if (event.kind !== 'step') return undefined;
    const { step, of, t, noise_level } = event;
    return { step, of, t, noise_level: Math.round(noise_level * 1e6) / 1e6 };
  },
});

/** A denoiser that knows some training pictures, and nothing else. */
async function copier(
  { examples, guidance }: Params,
  { prompt }: Heard,
  { model, schedule, size }: LearnedDenoiser,
  seed: number,
): Promise<Denoiser> {
  const { albumOf, examplesOf } = await import('./examples.ts');
  const album = albumOf(model);
  if (!album) {
    throw new InputError('nobody knows what these weights were trained on', 'weights', 'Take the learned model.');
  }
  if (examples === 0) throw new InputError('the exact model knows nothing', 'examples', 'Give it some to copy.');
  return new ExactDenoiser(examplesOf(album, guidance === 0 ? {} : prompt, examples, new Random(seed)), size, schedule);
}

/** Only when all is drawn. */
async function nearestTo(
  made: Float32Array,
  { examples: count, guidance }: Params,
  heard: Heard,
  model: Model,
  chance: { readonly examples: number; readonly others: number },
): Promise<Extract<Event, { kind: 'nearest' }> | undefined> {
  if (count === 0) return undefined;
  const { albumOf, compare, examplesOf, othersOf } = await import('./examples.ts');
  const album = albumOf(model);
  if (!album) return undefined;
  const prompt = guidance === 0 ? {} : heard.prompt;
  const examples = examplesOf(album, prompt, count, new Random(chance.examples));
  const { found, picture, example } = compare(
    made,
    examples,
    othersOf(album, prompt, new Random(chance.others)),
    album.side * album.side * 3,
  );
  return { kind: 'nearest', found, picture, pixels: example.map(toPixel) };
}

/** The sketch, once for each picture. */
async function initOf({ init, strength, count }: Params, side: number, data: Context['data']) {
  if (init === undefined) return undefined;
  const sketch = await readSketch(init, side, data);
  const examples = new Float32Array(count * sketch.length);
  for (let i = 0; i < count; i++) examples.set(sketch, i * sketch.length);
  return { examples, strength };
}

/** @throws InputError when the earlier run drew other pictures than this one */
function fromOf({ from }: Context, length: number): SampleMoment | undefined {
  const moment = from as SampleMoment | undefined;
  if (moment && moment.x.length !== length) {
    throw new InputError('pictures of another number or size cannot go on from here', 'count', 'Begin again.');
  }
  return moment;
}
