/** The same training on both sets of kernels. They round differently, and a game between two networks makes more of every
 *  difference: so the curves agree closely at first, less so later, and what is learned is as good. */
import { describe, expect, test } from 'vitest';
import { type TargetName, targets } from '../../../src/data/numbers/targets.ts';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import { trainSeed } from '../../../src/models/gan/seeds.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { simdKernels } from '../../../src/nn/kernels/simd/simd.ts';

const config = GanConfigSchema.parse({});

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('gives the same losses: to 5e-6 over ten steps, to 5e-3 over two hundred', () => {
    const plain = new Trainer(config, targets.bimodal, seed, plainKernels());
    const simd = new Trainer(config, targets.bimodal, seed, simdKernels());
    let worst = 0;
    for (let step = 1; step <= 200; step++) {
      const [one, other] = [plain.step(), simd.step()];
      worst = Math.max(worst, Math.abs(one.d_loss - other.d_loss), Math.abs(one.g_loss - other.g_loss));
      expect(worst, `step ${step}`).toBeLessThan(step <= 10 ? 5e-6 : 5e-3);
    }
    plain.free();
    simd.free();
  });
});

// On the plain ones ./train.test.ts looks at it.
test.each<TargetName>(['normal', 'bimodal'])(
  '%s is learned on the fast ones',
  (target) => {
    const training = trainSeed(config, targets[target], 7, simdKernels());
    let turn = training.next();
    while (!turn.done) turn = training.next();
    expect(turn.value.missed).toEqual([]);
  },
  60_000,
);
