import { targets } from '../../../data/numbers/targets.ts';
import { GanConfigSchema } from '../../../models/gan/config.ts';
import { Trainer } from '../../../models/gan/train.ts';
import type { Given, Group } from '../group.ts';

/** Steps between two breaths. */
const every = 50;

/** Losses of the two networks at the end of a real training, averaged over its last steps. */
function* atRest({ seed, kernels }: Given): Generator<number, number[]> {
  const [steps, last] = [1500, 500];
  const trainer = new Trainer(GanConfigSchema.parse({ steps }), targets.normal, seed, kernels);
  const sums = [0, 0, 0];
  try {
    while (trainer.steps < steps) {
      if (trainer.steps % every === 0) yield trainer.steps / steps;
      const { d_loss, g_loss, d_accuracy } = trainer.step();
      if (trainer.steps <= steps - last) continue;
      sums[0] += d_loss / last;
      sums[1] += g_loss / last;
      sums[2] += d_accuracy / last;
    }
  } finally {
    trainer.free();
  }
  return sums;
}

const source = 'Goodfellow et al. 2014, section 4.1';

export const gan: Group = {
  topic: 'gan',
  figures: [
    { name: 'GAN at rest: loss of D, 2 ln 2', published: 1.3863, tolerance: 0.01, source },
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: as published
    { name: 'GAN at rest: loss of G, ln 2', published: 0.6931, tolerance: 0.02, source },
    { name: 'GAN at rest: D is right', published: 0.5, tolerance: 0.02, source },
  ],
  compute: atRest,
};
