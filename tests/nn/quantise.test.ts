import { describe, expect, test } from 'vitest';
import { dequantise, quantise } from '../../src/nn/quantise.ts';

describe('a byte each', () => {
  test('quantise: [[1, −4], [−0.25, 2]] → 127, −127, −32, 64 and the scales 1/127, 4/127', () => {
    const { bytes, scales } = quantise(Float32Array.of(1, -4, -0.25, 2), 2);
    expect(Array.from(bytes)).toEqual([127, -127, -32, 64]);
    expect(scales[0]).toBeCloseTo(1 / 127, 8);
    expect(scales[1]).toBeCloseTo(4 / 127, 8);
  });

  test('a column of zeros stays one', () => {
    const { bytes, scales } = quantise(Float32Array.of(0, 1, 0, 2), 2);
    const out = new Float32Array(4);
    dequantise(out, bytes, scales);
    expect(out[0]).toBe(0);
    expect(out[2]).toBe(0);
  });
});
