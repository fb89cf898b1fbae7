/** One prompt, one noise, several guidance scales: what it does to follow a prompt too little, and too much.
 *  Read first: ../diffuse/lab.ts, ../../models/diffusion/learned.ts */
import * as z from 'zod';
import { LearnedDenoiser } from '../../models/diffusion/learned.ts';
import { range, toPixel } from '../../models/diffusion/pixels.ts';
import { placesOf } from '../../models/diffusion/prompt.ts';
import { type SampleStep, sample, samplers } from '../../models/diffusion/sample.ts';
import { type Frame, rows, text } from '../../render/frame.ts';
import { describeHeard, hear, openModel } from '../diffuse/model.ts';
import { type ModelEvent, pictureResult, promptKnob, samplerKnob, stepsKnob, weightsKnob } from '../diffuse/params.ts';
import { imagesOf, imagesOfNumbers, inRows } from '../diffuse/view.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { type NumberList, numbersIn } from '../number-list.ts';

const scalesList: NumberList = {
  name: 'scales',
  largest: 20,
  most: 8,
  form: 'numbers from 0 to 20, up to eight of them, such as "0 1 3"',
};

const params = z.strictObject({
  prompt: promptKnob,
  scales: z.string().default('0 1 2 3 5 8').meta({
    description: 'Guidance scales, one picture each: 0 ignores the prompt, 1 follows it, more exaggerates.',
    placeholder: 'LIST',
    form: scalesList.form,
  }),
  steps: stepsKnob,
  sampler: samplerKnob,
  weights: weightsKnob,
});

const result = z.object({
  prompt: z.string(),
  seed: z.int(),
  steps: z.int(),
  sampler: z.enum(samplers),
  ...pictureResult,
  pictures: z.array(
    z.object({
      guidance: z.number(),
      /** Root mean square a number of a pixel: how far it is from the picture that the same noise gives without a prompt. */
      moved: z.number(),
      /** Share of the numbers that are black or full light: what was pushed to the edge. */
      at_the_edge: z.number(),
      /** Row by row, red, green and blue of each pixel, 0 to 1. */
      pixels: z.array(z.number()),
    }),
  ),
});

type Result = z.infer<typeof result>;
type Measured = Omit<Result['pictures'][number], 'pixels'>;

type Event =
  | ModelEvent
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly of: number;
      readonly t: number;
      readonly noise_level: number;
      /** What is guessed to be under the noise with each scale, as numbers of the network. */
      readonly guesses: Float32Array;
    }
  | { readonly kind: 'done'; readonly pixels: Float32Array; readonly measured: readonly Measured[] };

interface State {
  readonly params: z.infer<typeof params>;
  readonly model?: ModelEvent;
  readonly step?: Extract<Event, { kind: 'step' }>;
  readonly done?: Extract<Event, { kind: 'done' }>;
}

export const guidanceLab = defineLab({
  id: 'guidance',
  title: 'Steering with words',
  about:
    'The same noise and the same prompt with several guidance scales: w times the way from what the network guesses without the ' +
    'prompt to what it guesses with it. Below 1 the prompt hardly counts; far above, colours go to the edge.',
  params,
  result,
  kernels: true,
  pace: 16,

  async *run(params, { data, kernels, rng, seed }: NeuralContext): AsyncGenerator<Event, Result> {
    const scales = numbersIn(params.scales, scalesList);
    const model = await openModel(params.weights, data, kernels);
    // The picture without a prompt comes first: it is what the others are measured against.
    const denoisers = [0, ...scales].map((guidance) => {
      const denoiser = new LearnedDenoiser(model);
      denoiser.guidance = guidance;
      return denoiser;
    });
    try {
      const { words, unknown, unused, heldOut } = hear(params.prompt, model.vocabulary);
      const side = model.config.size;
      const { schedule, size } = denoisers[0];
      yield { kind: 'model', words, unknown, unused, heldOut, side, noiseSteps: schedule.steps };
      const begin = rng.save();
      const walks = denoisers.map((denoiser) => {
        denoiser.prompts = [placesOf(words, model.vocabulary)];
        rng.restore(begin);
        const { steps, sampler } = params;
        return sample(denoiser, 1, { schedule, sampler, steps, clip: range }, rng.fork());
      });
      const pixels = new Float32Array(denoisers.length * size);
      for (;;) {
        const steps = walks.map((walk) => walk.next());
        if (steps[0].done) {
          steps.forEach(({ value }, i) => {
            pixels.set((value as Float32Array).map(toPixel), i * size);
          });
          break;
        }
        const guesses = new Float32Array(scales.length * size);
        steps.slice(1).forEach(({ value }, i) => {
          guesses.set((value as SampleStep).guess, i * size);
        });
        const { step, of, t, noise_level } = steps[0].value as SampleStep;
        yield { kind: 'step', step, of, t, noise_level, guesses };
      }
      const without = pixels.subarray(0, size);
      const shown = pixels.slice(size);
      const pictures = scales.map((guidance, i) => {
        const picture = shown.subarray(i * size, (i + 1) * size);
        return { guidance, ...measure(picture, without), pixels: Array.from(picture, rounded) };
      });
      yield { kind: 'done', pixels: shown, measured: pictures.map(({ pixels: _, ...measured }) => measured) };
      const { prompt, steps, sampler } = params;
      return { prompt, seed, steps, sampler, width: side, height: side, channels: 3, pictures };
    } finally {
      for (const denoiser of denoisers) denoiser.free();
      model.weights.arena.free();
    }
  },

  start: (params): State => ({ params }),

  reduce(state, event): State {
    return { ...state, [event.kind]: event };
  },

  view({ params, model, step, done }, { width }): Frame {
    const prompt = text([{ text: 'prompt: ', tone: 'muted' }, params.prompt.trim() === '' ? '(none)' : params.prompt]);
    if (!model || !step) return rows(prompt, text('the noise comes', 'muted'));
    const images = done ? imagesOf(done.pixels, model.side) : imagesOfNumbers(step.guesses, model.side);
    const edge = done?.measured.map(({ at_the_edge }) => ` · edge ${Math.round(100 * at_the_edge)} %`) ?? [];
    const titles = numbersIn(params.scales, scalesList).map((w, i) => `w ${w}${edge[i] ?? ''}`);
    const cells = images.map((image, i) => rows(text(titles[i], 'muted'), image));
    const noise = done ? 0 : step.noise_level;
    return rows(
      prompt,
      ...describeHeard(model).map((note) => text(note, 'warn')),
      inRows(cells, width),
      text(`output: step ${step.step} of ${step.of} · noise ${noise.toFixed(2)}`, 'muted'),
    );
  },

  share: (event) => (event.kind === 'step' ? event.step / event.of : undefined),

  line(event) {
    if (event.kind !== 'step') return undefined;
    const { step, of, t, noise_level } = event;
    return { step, of, t, noise_level: Math.round(noise_level * 1e6) / 1e6 };
  },
});

function measure(picture: Float32Array, without: Float32Array): Omit<Measured, 'guidance'> {
  let far = 0;
  let edge = 0;
  picture.forEach((x, i) => {
    far += (x - without[i]) * (x - without[i]);
    if (x < 0.005 || x > 0.995) edge++;
  });
  return { moved: rounded(Math.sqrt(far / picture.length)), at_the_edge: rounded(edge / picture.length) };
}

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;
