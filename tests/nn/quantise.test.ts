import { describe, expect, test } from 'vitest';
import { normal } from '../../src/nn/initialise.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { dequantise, packWeights, quantise, unpackWeights } from '../../src/nn/quantise.ts';
import { Random } from '../../src/nn/random.ts';

describe('a byte each', () => {
  test('quantise: [[1, −4], [−0.25, 2]] → 127, −127, −32, 64 and the scales 1/127, 4/127', () => {
    const { levels, scales } = quantise(Float32Array.of(1, -4, -0.25, 2), 2);
    expect(Array.from(levels)).toEqual([127, -127, -32, 64]);
    expect(scales[0]).toBeCloseTo(1 / 127, 8);
    expect(scales[1]).toBeCloseTo(4 / 127, 8);
  });

  test('a column of zeros stays one', () => {
    const { levels, scales } = quantise(Float32Array.of(0, 1, 0, 2), 2);
    const out = new Float32Array(4);
    dequantise(out, levels, scales);
    expect(out[0]).toBe(0);
    expect(out[2]).toBe(0);
  });
});

describe('half a byte each', () => {
  test('[7, −3.4, 0.6] → 7, −3, 1 by the scale 1', () => {
    const { levels, scales } = quantise(Float32Array.of(7, -3.4, 0.6), 1, 4);
    expect(Array.from(levels)).toEqual([7, -3, 1]);
    expect(scales[0]).toBeCloseTo(1, 8);
  });

  test('one large number among many small ones is cut off, for the sake of the many', () => {
    const matrix = Float32Array.of(1.2, ...Array.from({ length: 400 }, (_, i) => Math.sin(i)));
    const { scales } = quantise(matrix, 1, 4);
    expect(scales[0]).toBeLessThan(1.2 / 7);
    const wrong = (scale: number): number =>
      matrix.reduce((sum, x) => sum + (x - scale * Math.max(-7, Math.min(7, Math.round(x / scale)))) ** 2, 0);
    expect(wrong(scales[0])).toBeLessThan(wrong(1.2 / 7));
  });
});

const plain = kernelsNamed('plain');

describe('weights packed and unpacked', () => {
  const shape = [33, 7] as const;
  const parameters = [
    { name: 'table', shape, initial: normal(1) },
    { name: 'bias', shape: [5] as const, initial: normal(1) },
  ];
  test.each([
    ['int8', 231, 127],
    ['int4', 116, 7],
  ] as const)('%s: so many bytes, and no number further off than half a step', (precision, bytes, most) => {
    const weights = new ParameterSet(plain, plain.arena(), parameters, new Random(1));
    const packed = packWeights(weights, precision);
    expect(packed.get('table')!.data.byteLength).toBe(bytes);
    const scales = packed.get('table.scale')!.data;
    const back = unpackWeights(packed, parameters, plain);
    weights.get('table').value.data.forEach((x, i) => {
      const kept = Math.max(-most * scales[i % 7], Math.min(most * scales[i % 7], x));
      expect(Math.abs(back.get('table').value.data[i] - kept)).toBeLessThanOrEqual(scales[i % 7] / 2 + 1e-6);
    });
    expect(Array.from(back.get('bias').value.data)).toEqual(Array.from(weights.get('bias').value.data));
  });
});
