/** A picture out of noise: what the sampler does, as numbers that any program can follow. */
import { shipped } from '../../../src/models/diffusion/config.ts';
import { LearnedDenoiser } from '../../../src/models/diffusion/learned.ts';
import { range } from '../../../src/models/diffusion/pixels.ts';
import { type SampleOptions, sample, stepsDown } from '../../../src/models/diffusion/sample.ts';
import { timeFeatures, writeTime } from '../../../src/models/diffusion/time.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { type Case, writeCase } from '../peers/case.ts';
import { makeWeights } from './make-case.ts';
import { unet, vocabulary } from './unet.ts';

const prompt = [0, 5, 9];
const steps = 50;

/** How our own sampler makes it. */
export function pictureOf(given: Pick<Case, 'parameters'>, kernels: Kernels) {
  const weights = new ParameterSet(kernels, kernels.arena(), unet.parameters());
  for (const [name, { data }] of given.parameters) weights.get(name).value.data.set(data);
  const denoiser = new LearnedDenoiser({ config: shipped, vocabulary, weights });
  denoiser.prompts = [prompt];
  denoiser.guidance = 3;
  const options: SampleOptions = { schedule: denoiser.schedule, sampler: 'ddim', steps, clip: range };
  return { options, steps: () => sample(denoiser, 1, options, new Random(1)) };
}

/** Its noise to begin with [1, S, S, 3]; at each step the time [50, F], and before each and at the end ᾱ [51]; the prompt, and
 *  none [2, V]. */
export function makePictureCase(file: string): void {
  const parameters = makeWeights(unet);
  const made = pictureOf({ parameters }, plainKernels());
  const { schedule } = made.options;
  const [{ x }] = made.steps();
  const noise = x.slice();
  const path = stepsDown(schedule, steps);
  const times = new Float32Array(steps * timeFeatures);
  for (let i = 0; i < steps; i++) writeTime(times, i * timeFeatures, path[i], schedule.steps);
  const bags = new Float32Array(2 * vocabulary.length);
  for (const word of prompt) bags[word] = 1;
  const inputs = new Map([
    ['noise', { shape: [1, shipped.size, shipped.size, 3], data: noise }],
    ['times', { shape: [steps, timeFeatures], data: times }],
    ['kept', { shape: [steps + 1], data: Float32Array.from(path, (t) => schedule.alphaBar[t]) }],
    ['bags', { shape: [2, vocabulary.length], data: bags }],
  ]);
  writeCase(file, { parameters, inputs });
}
