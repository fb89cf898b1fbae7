import { expect, test } from 'vitest';
import { targets } from '../../../src/data/numbers/targets.ts';
import { fromCheckpoint, toCheckpoint } from '../../../src/models/gan/checkpoint.ts';
import { type GanConfig, GanConfigSchema } from '../../../src/models/gan/config.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { CheckpointError, decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';

const begin = (changes: Partial<GanConfig>, seed: number) =>
  new Trainer(GanConfigSchema.parse(changes), targets.bimodal, seed, plainKernels());

test.each([{}, { optimizer: 'sgd' as const }, { loss: 'wasserstein' as const, latent: 3 }])(
  'a run %j goes on from bytes to the very same numbers',
  (changes) => {
    const trainer = begin(changes, 7);
    for (let i = 0; i < 11; i++) trainer.step();
    const bytes = encodeCheckpoint(toCheckpoint(trainer.snapshot(), 'bimodal'));
    const { snapshot, target } = fromCheckpoint(decodeCheckpoint(bytes));
    expect(target).toBe('bimodal');
    const other = new Trainer(snapshot.config, targets.bimodal, snapshot.seed, plainKernels());
    other.restore(snapshot);
    for (let i = 0; i < 11; i++) expect(other.step()).toEqual(trainer.step());
    expect(other.average.values.data).toEqual(trainer.average.values.data);
  },
);

test('what holds no run is refused', () => {
  const whole = toCheckpoint(begin({}, 1).snapshot(), 'bimodal');
  const refused = (changes: Partial<typeof whole>): void => {
    expect(() => fromCheckpoint({ ...whole, ...changes })).toThrow(CheckpointError);
  };
  expect(() => fromCheckpoint(whole)).not.toThrow();
  refused({ about: null });
  refused({ about: { ...(whole.about as object), seed: 'seven' } });
  refused({ about: { ...(whole.about as object), config: { latent: 1e9 } } });
  refused({ tensors: new Map() });
  const short = { shape: [3], data: Float32Array.of(1, 2, 3) };
  refused({ tensors: new Map([...whole.tensors, ['average', short]]) });
  refused({ tensors: new Map([...whole.tensors, ['discriminator.mean', { shape: [1], data: Int8Array.of(1) }]]) });
});
