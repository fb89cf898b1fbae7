/** Not one lucky seed: the same training with many, each judged by the same rule. */
import { missed } from '../../data/numbers/measure.ts';
import type { Target } from '../../data/numbers/targets.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import type { GanConfig } from './config.ts';
import { type Measurement, Probe } from './measure.ts';
import { type Step, Trainer } from './train.ts';

export interface Outcome extends Measurement {
  readonly seed: number;
  /** What it missed, in words; empty when it learned the target. */
  readonly missed: readonly string[];
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
