/** Published figures, and how ours are computed. Each names its source and how near we have to come. */

import { targets } from '../../data/numbers/targets.ts';
import { BytePairs } from '../../models/bpe/codec.ts';
import { learnMerges } from '../../models/bpe/train.ts';
import { cosineSchedule, linearSchedule, signalToNoise } from '../../models/diffusion/schedule.ts';
import { GanConfigSchema } from '../../models/gan/config.ts';
import { Trainer } from '../../models/gan/train.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { Value } from '../../nn/value.ts';

export const topics = ['micrograd', 'minbpe', 'gan', 'diffusion'] as const;

interface Figure {
  readonly name: string;
  readonly published: number;
  /** How far ours may be off. */
  readonly tolerance: number;
  readonly source: string;
}

/** Figures that are computed together. */
export interface Group {
  readonly topic: (typeof topics)[number];
  readonly figures: readonly Figure[];
  /** Ours, in the order of the figures. */
  compute(seed: number, kernels: Kernels): number[];
}

/** The expression in the README of micrograd. */
function micrograd(): number[] {
  const a = new Value(-4);
  const b = new Value(2);
  let c = a.plus(b);
  let d = a.times(b).plus(b.times(b).times(b));
  c = c.plus(c.plus(1));
  c = c.plus(c.plus(1).minus(a));
  d = d.plus(d.times(2).plus(b.plus(a).relu()));
  d = d.plus(d.times(3).plus(b.minus(a).relu()));
  const e = c.minus(d);
  const f = e.times(e);
  const g = f.over(2).plus(new Value(10).over(f));
  g.backward();
  return [g.data, a.grad, b.grad];
}

/** The example in the README of minbpe: three merges of a text; how many tokens it then has, and which. */
function minbpe(): number[] {
  const text = 'aaabdaaabac';
  const merges: [number, number][] = [];
  for (const { left, right } of learnMerges(new TextEncoder().encode(text), 'none')) {
    if (merges.push([left, right]) === 3) break;
  }
  const tokens = new BytePairs('none', merges).encode(text);
  return [tokens.length, ...tokens];
}

/** Losses of the two networks at the end of a real training, averaged over its last steps. */
function ganAtRest(seed: number, kernels: Kernels): number[] {
  const [steps, last] = [1500, 500];
  const trainer = new Trainer(GanConfigSchema.parse({ steps }), targets.normal, seed, kernels);
  const sums = [0, 0, 0];
  try {
    while (trainer.steps < steps) {
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

const readme = 'micrograd, README (Karpathy 2020)';
const goodfellow = 'Goodfellow et al. 2014, section 4.1';
const lin = 'Lin et al. 2023, table 1';

export const groups: readonly Group[] = [
  {
    topic: 'micrograd',
    figures: [
      { name: 'micrograd example: g', published: 24.7041, tolerance: 0.00005, source: readme },
      { name: 'micrograd example: dg/da', published: 138.8338, tolerance: 0.00005, source: readme },
      { name: 'micrograd example: dg/db', published: 645.5773, tolerance: 0.00005, source: readme },
    ],
    compute: micrograd,
  },
  {
    topic: 'minbpe',
    figures: [5, 258, 100, 258, 97, 99].map((published, at) => ({
      name: at === 0 ? 'minbpe example: tokens' : `minbpe example: token ${at}`,
      published,
      tolerance: 0,
      source: 'minbpe, README (Karpathy 2024)',
    })),
    compute: minbpe,
  },
  {
    topic: 'gan',
    figures: [
      { name: 'GAN at rest: loss of D, 2 ln 2', published: 1.3863, tolerance: 0.01, source: goodfellow },
      // biome-ignore lint/suspicious/noApproximativeNumericConstant: as published
      { name: 'GAN at rest: loss of G, ln 2', published: 0.6931, tolerance: 0.02, source: goodfellow },
      { name: 'GAN at rest: D is right', published: 0.5, tolerance: 0.02, source: goodfellow },
    ],
    compute: ganAtRest,
  },
  {
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
    compute() {
      const linear = linearSchedule(1000, 1e-4, 0.02);
      return [linear.alphaBar[1000], signalToNoise(linear, 1000), signalToNoise(cosineSchedule(1000), 1000)];
    },
  },
];
