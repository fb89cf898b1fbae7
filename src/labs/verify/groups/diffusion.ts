import { cosineSchedule, linearSchedule, signalToNoise } from '../../../models/diffusion/schedule.ts';
import type { Group } from '../group.ts';

const lin = 'Lin et al. 2023, table 1';

export const diffusion: Group = {
  topic: 'diffusion',
  figures: [
    {
      name: 'linear schedule, 1000 steps: signal left',
      published: 4.0358e-5,
      tolerance: 5e-10,
      source: 'Ho et al. 2020, section 4: the product of 1 − β',
    },
    {
      name: 'linear schedule: signal to noise at the end',
      published: 4.035993e-5,
      tolerance: 5e-12,
      source: lin,
    },
    // Published from sums in single precision.
    { name: 'cosine schedule: signal to noise at the end', published: 2.428735e-9, tolerance: 1e-13, source: lin },
  ],
  *compute() {
    yield 0;
    const linear = linearSchedule(1000, 1e-4, 0.02);
    return [linear.alphaBar[1000], signalToNoise(linear, 1000), signalToNoise(cosineSchedule(1000), 1000)];
  },
};
