import { describe, expect, test } from 'vitest';
import { DiffusionConfigSchema } from '../../../src/models/diffusion/config.ts';
import { LearnedDenoiser } from '../../../src/models/diffusion/learned.ts';
import { range } from '../../../src/models/diffusion/pixels.ts';
import { sampleAll } from '../../../src/models/diffusion/sample.ts';
import { unetParameters } from '../../../src/models/diffusion/unet.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { vocabulary } from './shapes.ts';

const config = DiffusionConfigSchema.parse({ size: 8, widths: [8, 16], embedding: 8 });
const kernels = plainKernels();
const weights = new ParameterSet(kernels, kernels.arena(), unetParameters(config, vocabulary.length));
kernels.normals(weights.values, new Random(2));
kernels.affine(weights.values, weights.values, 0.2, 0);
const size = 8 * 8 * 3;
const noise = Float32Array.from(
  { length: 3 * size },
  (
    (random) => () =>
      random.normal()
  )(new Random(5)),
);

function guess(prompts: readonly (readonly number[])[], guidance: number, x = noise): Float32Array {
  const denoiser = new LearnedDenoiser({ config, vocabulary, weights });
  denoiser.prompts = prompts;
  denoiser.guidance = guidance;
  const out = new Float32Array(x.length);
  denoiser.guess(out, x, 400);
  denoiser.free();
  return out;
}

describe('guidance', () => {
  test('0 ignores the prompt, 1 follows it, to the last bit', () => {
    expect(guess([[0, 2]], 0)).toEqual(guess([[]], 1));
    expect(guess([[0, 2]], 1)).not.toEqual(guess([[]], 1));
  });

  test('beyond, it goes on in a line', () => {
    const [without, withPrompt, further] = [0, 1, 3].map((w) => guess([[0, 2]], w));
    let moved = 0;
    further.forEach((x, i) => {
      expect(x).toBeCloseTo(without[i] + 3 * (withPrompt[i] - without[i]), 4);
      moved = Math.max(moved, Math.abs(x - without[i]));
    });
    expect(moved).toBeGreaterThan(0.1);
  });

  test('without words there is nothing to follow', () => {
    const once = guess([[]], 1);
    guess([[]], 5).forEach((x, i) => {
      expect(x).toBeCloseTo(once[i], 5);
    });
  });
});

describe('a batch', () => {
  test('each picture has its own prompt, and no eye for its neighbours', () => {
    const prompts = [[0, 2], [1], []];
    const together = guess(prompts, 2);
    prompts.forEach((prompt, i) => {
      const alone = guess([prompt], 2, noise.slice(i * size, (i + 1) * size));
      alone.forEach((x, j) => {
        expect(together[i * size + j]).toBeCloseTo(x, 5);
      });
    });
  });

  test('fewer prompts than pictures are used in turn', () => {
    expect(guess([[1], [0]], 2)).toEqual(guess([[1], [0], [1]], 2));
  });

  test('a word that is not in the vocabulary is refused', () => {
    expect(() => guess([[4]], 1)).toThrow('no word has the number 4');
  });
});

test('a sampler can stand on it', () => {
  const denoiser = new LearnedDenoiser({ config, vocabulary, weights });
  denoiser.prompts = [[0, 2]];
  denoiser.guidance = 3;
  const options = { schedule: denoiser.schedule, sampler: 'ddim', steps: 5, clip: range } as const;
  const pictures = sampleAll(denoiser, 2, options, new Random(1));
  expect(pictures.length).toBe(2 * size);
  expect(pictures.every((x) => x >= -2 && x <= 2)).toBe(true);
});
