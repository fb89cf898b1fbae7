import { describe, expect, test } from 'vitest';
import { meanAndStd } from '../../../src/data/numbers/measure.ts';
import { targets } from '../../../src/data/numbers/targets.ts';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import { Probe } from '../../../src/models/gan/measure.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';

const kernels = plainKernels();

describe('a probe', () => {
  const trained = (changes: object, steps: number, who?: 'discriminator') => {
    const config = GanConfigSchema.parse({ schedule: 'constant', ...changes });
    const trainer = new Trainer(config, targets.normal, 1, kernels);
    for (let i = 0; i < steps; i++) trainer.step(who);
    return new Probe(trainer);
  };

  test('draws the same samples each time, as many as wanted', () => {
    const probe = trained({}, 1);
    const samples = probe.samples(2500);
    expect(samples.length).toBe(2500);
    expect(probe.samples(2500)).toEqual(samples);
    expect(probe.samples().subarray(0, 2000)).toEqual(samples.subarray(0, 2000));
    expect(new Set(samples).size).toBeGreaterThan(2400);
  });

  test.each([1, 4])('a discriminator that learned alone, in packs of %i, knows where made numbers lie', (pack) => {
    const probe = trained({ pack }, 300, 'discriminator');
    // A generator that has learned nothing makes nearly the same number always.
    const { mean, std } = meanAndStd(probe.samples());
    expect(std).toBeLessThan(0.3);
    const [left, made, right] = probe.discriminatorCurve([mean - 1.25, mean, mean + 1.25]);
    expect(made).toBeLessThan(left - 0.1);
    expect(made).toBeLessThan(right - 0.1);
    for (const chance of [left, made, right]) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
  });

  test('many places in packs are judged like few', () => {
    const probe = trained({ pack: 1 }, 20);
    const xs = Array.from({ length: 2300 }, (_, i) => i / 100);
    const all = probe.discriminatorCurve(xs);
    expect(all.length).toBe(2300);
    expect(all[2200]).toBe(probe.discriminatorCurve([22])[0]);
  });

  test('a map from latent to number rises along its direction', () => {
    const map = trained({}, 100).latentMap([-2, 0, 2]);
    expect(map.length).toBe(3);
    expect(map[2]).toBeGreaterThan(map[0]);
    const line = trained({ latent: 1 }, 100).latentMap([-1, 0, 1]);
    expect(line[2]).toBeGreaterThan(line[0]);
  });
});
