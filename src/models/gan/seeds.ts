/** Not one lucky seed: the same training with many, each judged by the same rule. */
import type { Kernels } from '../../nn/kernels/kernels.ts';
import type { GanConfig } from './config.ts';
import { type Measurement, Probe } from './measure.ts';
import type { Target } from './targets.ts';
import { type Step, Trainer } from './train.ts';

export interface Outcome extends Measurement {
  readonly seed: number;
  /** What it missed, in words; empty when it learned the target. */
  readonly missed: readonly string[];
}

/** Largest Wasserstein distance, in deviations; how far mean and deviation may be off, in deviations; and the least that a mode
 *  must have of what it should have. */
export const limits = { wasserstein: 0.07, moments: 0.05, mode: 0.7 } as const;

export function missed(found: Measurement, target: Target): string[] {
  const { wasserstein_sigma, mean, std, modes } = found;
  const out: string[] = [];
  if (!(wasserstein_sigma <= limits.wasserstein)) out.push(`W1 ${wasserstein_sigma.toFixed(3)} σ`);
  if (!(Math.abs(mean - target.mean) <= limits.moments * target.std)) out.push(`mean ${mean.toFixed(3)}`);
  if (!(Math.abs(std - target.std) <= limits.moments * target.std)) out.push(`deviation ${std.toFixed(3)}`);
  modes?.forEach((share, i) => {
    if (!(share >= limits.mode * target.modes![i].weight)) out.push(`mode ${i + 1} ${(100 * share).toFixed(1)} %`);
  });
  return out;
}

/** Trains once, to the end, and judges. Yields every `pause` steps, so that whoever runs it can show how far it is or stop. */
export function* trainSeed(
  config: GanConfig,
  target: Target,
  seed: number,
  kernels: Kernels,
  pause = 100,
): Generator<Step, Outcome> {
  const trainer = new Trainer(config, target, seed, kernels);
  const probe = new Probe(trainer);
  try {
    while (trainer.steps < config.steps) {
      const step = trainer.step();
      if (step.step % pause === 0) yield step;
    }
    const found = probe.measure();
    return { ...found, seed, missed: missed(found, target) };
  } finally {
    probe.free();
    trainer.free();
  }
}
