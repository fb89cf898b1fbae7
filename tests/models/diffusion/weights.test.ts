import { describe, expect, test } from 'vitest';
import { DiffusionConfigSchema, shipped } from '../../../src/models/diffusion/config.ts';
import { Trainer } from '../../../src/models/diffusion/train.ts';
import { unetParameters } from '../../../src/models/diffusion/unet.ts';
import {
  modelFromCheckpoint,
  modelToCheckpoint,
  runFromCheckpoint,
  runToCheckpoint,
} from '../../../src/models/diffusion/weights.ts';
import { CheckpointError, decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { shapes, vocabulary } from './shapes.ts';

const kernels = plainKernels();
const config = DiffusionConfigSchema.parse({ size: 8, widths: [8, 16], embedding: 8 });
const drawn = (seed: number, settings = config, words: readonly string[] = vocabulary) => {
  const weights = new ParameterSet(kernels, kernels.arena(), unetParameters(settings, words.length));
  kernels.normals(weights.values, new Random(seed));
  return { config: settings, vocabulary: words, weights };
};

describe('a byte each', () => {
  test('no weight is off by more than half a step of its column, and biases not at all', () => {
    const model = drawn(4);
    const back = modelFromCheckpoint(decodeCheckpoint(encodeCheckpoint(modelToCheckpoint(model))), kernels);
    expect(back.vocabulary).toEqual(vocabulary);
    expect(back.config).toEqual({
      size: 8,
      widths: [8, 16],
      groups: 8,
      embedding: 8,
      noise_steps: 1000,
      noise_shift: 2,
    });
    for (const name of model.weights.names) {
      const { shape, value } = model.weights.get(name);
      const read = back.weights.get(name).value.data;
      const columns = shape[shape.length - 1];
      const largest = new Float64Array(columns);
      value.data.forEach((x, i) => {
        largest[i % columns] = Math.max(largest[i % columns], Math.abs(x));
      });
      const bound = (i: number): number => (shape.length === 1 ? 0 : (0.5001 * largest[i % columns]) / 127);
      expect(value.data.every((x, i) => Math.abs(x - read[i]) <= bound(i))).toBe(true);
    }
  });

  test('the shipped network fits into a megabyte', () => {
    const words = Array.from({ length: 45 }, (_, i) => `word${i}`);
    expect(encodeCheckpoint(modelToCheckpoint(drawn(1, shipped, words))).length).toBeLessThan(1e6);
  });
});

describe('what is refused', () => {
  const bytes = encodeCheckpoint(modelToCheckpoint(drawn(4)));

  test('numbers that are none, or that become none, though the checksum fits', () => {
    const whole = modelToCheckpoint(drawn(4));
    for (const [name, { shape, data }] of whole.tensors) {
      if (!(data instanceof Float32Array)) continue;
      for (const value of [Number.NaN, Infinity, -1e37]) {
        const spoiled = { shape, data: Float32Array.from(data, (x, i) => (i === data.length - 1 ? value : x)) };
        const tensors = new Map([...whole.tensors, [name, spoiled]]);
        expect(() => modelFromCheckpoint({ ...whole, tensors }, kernels), name).toThrow(CheckpointError);
      }
    }
  });

  test('a byte that has changed, anywhere', () => {
    for (let i = 0; i < bytes.length; i += 97) {
      const damaged = bytes.slice();
      damaged[i] ^= 1 << (i % 8);
      expect(() => modelFromCheckpoint(decodeCheckpoint(damaged), kernels)).toThrow(CheckpointError);
    }
  });

  test('weights of another network, or too few of them', () => {
    const { kind, about, tensors } = modelToCheckpoint(drawn(4));
    const other = { ...(about as object), vocabulary: ['one', 'two'] };
    expect(() => modelFromCheckpoint({ kind, about: other, tensors }, kernels)).toThrow(CheckpointError);
    expect(() => modelFromCheckpoint({ kind: 'gan', about, tensors }, kernels)).toThrow(CheckpointError);
    const fewer = new Map(Array.from(tensors).slice(1));
    expect(() => modelFromCheckpoint({ kind, about, tensors: fewer }, kernels)).toThrow(CheckpointError);
  });
});

test('a run comes back from a file as it was', () => {
  const trainer = new Trainer(config, shapes(8), 3, kernels);
  trainer.step();
  trainer.step();
  const snapshot = trainer.snapshot();
  const read = runFromCheckpoint(decodeCheckpoint(encodeCheckpoint(runToCheckpoint(snapshot))));
  expect(read).toEqual(snapshot);
  expect(() => runFromCheckpoint(modelToCheckpoint(drawn(4)))).toThrow(CheckpointError);
  trainer.free();
});
