import { describe, expect, test } from 'vitest';
import { normal } from '../../src/nn/initialise.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { packWeights, precisionOf, unpackWeights } from '../../src/nn/packed-weights.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { bytesIn, coarsened, dequantised, type Precision, quantise, rangeOf } from '../../src/nn/quantise.ts';
import { Random } from '../../src/nn/random.ts';

describe('a byte each', () => {
  test('quantise: [[1, −4], [−0.25, 2]] → 127, −127, −32, 64 and the scales 1/127, 4/127', () => {
    const { levels, scales } = quantise(Float32Array.of(1, -4, -0.25, 2), [2, 2], [1, 2]);
    expect(Array.from(levels)).toEqual([127, -127, -32, 64]);
    expect(scales[0]).toBeCloseTo(1 / 127, 8);
    expect(scales[1]).toBeCloseTo(4 / 127, 8);
  });

  test('a column of zeros stays one', () => {
    const out = dequantised(quantise(Float32Array.of(0, 1, 0, 2), [2, 2], [1, 2]), [2, 2], [1, 2]);
    expect(out[0]).toBe(0);
    expect(out[2]).toBe(0);
  });
});

describe('few bits', () => {
  test('[−8, 3.1, 0.9] → −8, 3, 1 by the scale 74.2/74; [8, −3.1, −0.9] → the same by one below zero', () => {
    for (const sign of [1, -1]) {
      const { levels, scales } = quantise(Float32Array.of(-8 * sign, 3.1 * sign, 0.9 * sign), [3, 1], [1, 1], 4);
      expect(Array.from(levels)).toEqual([-8, 3, 1]);
      // Which fits them best: (8·8 + 3·3.1 + 0.9) / (8² + 3² + 1²).
      expect(scales[0]).toBeCloseTo((sign * 74.2) / 74, 6);
    }
  });

  test('blocks down and across: each number by the scale of its own block', () => {
    // Blocks of two rows and three columns; the largest numbers are 8, 16, 24 and 32.
    const largest = (i: number): number => 1 + 2 * Math.floor(i / 6 / 2) + Math.floor((i % 6) / 3);
    const matrix = Float32Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? -8 : 1) * largest(i));
    const coarse = quantise(matrix, [4, 6], [2, 2], 4);
    expect(Array.from(coarse.levels)).toEqual(Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? -8 : 1)));
    // The scales of a column are numbers in a byte: of the largest, and off by half of 1/127 of it at most.
    expect(Array.from(coarse.kept!.levels)).toEqual([42, 64, 127, 127]);
    const off = Array.from(coarse.scales, (scale, i) => Math.abs(scale - [1, 2, 3, 4][i]));
    expect(Math.max(...off)).toBeLessThanOrEqual(2 / 127);
    const back = dequantised(coarse, [4, 6], [2, 2]);
    expect(Math.max(...back.map((x, i) => Math.abs(x - matrix[i])))).toBeLessThanOrEqual((8 * 2) / 127);
  });

  test('one large number among many small ones is cut off, for the sake of the many', () => {
    const matrix = Float32Array.of(1.2, ...Array.from({ length: 400 }, (_, i) => Math.sin(i)));
    const { scales } = quantise(matrix, [401, 1], [1, 1], 4);
    expect(Math.abs(scales[0])).toBeLessThan(1.2 / 8);
  });

  const random = new Random(8);
  const column = Float32Array.from({ length: 300 }, () => random.normal());
  const errorAt = (scale: number, bits: number): number => {
    const [lowest, highest] = rangeOf(bits);
    return column.reduce((sum, x) => {
      const level = Math.max(lowest, Math.min(highest, Math.round(x / scale)));
      return sum + (x - level * scale) * (x - level * scale);
    }, 0);
  };

  test.each([
    [2, -2, 1],
    [3, -4, 3],
    [4, -8, 7],
    [5, -16, 15],
    [8, -127, 127],
  ])('%i bits: levels from %i to %i, and what is not cut off is off by half a level at most', (bits, from, to) => {
    const coarse = quantise(column, [300, 1], [1, 1], bits);
    const { levels } = coarse;
    const scale = coarse.scales[0];
    const back = dequantised(coarse, [300, 1], [1, 1]);
    let cut = 0;
    for (const [i, x] of column.entries()) {
      expect(levels[i]).toBeGreaterThanOrEqual(from);
      expect(levels[i]).toBeLessThanOrEqual(to);
      if (levels[i] === from || levels[i] === to) cut++;
      else expect(Math.abs(back[i] - x)).toBeLessThanOrEqual(Math.abs(scale) / 2 + 1e-6);
    }
    if (bits === 8) expect(cut).toBe(1);
  });

  test.each([2, 3, 4])('%i bits: of all scales, found by trying two thousand, none errs much less', (bits) => {
    const { scales } = quantise(column, [300, 1], [1, 1], bits);
    const largest = Math.max(...column.map(Math.abs));
    const tried = Array.from({ length: 1000 }, (_, i) => ((i + 1) * largest) / rangeOf(bits)[1] / 1000);
    const best = Math.min(...tried.flatMap((scale) => [errorAt(scale, bits), errorAt(-scale, bits)]));
    expect(errorAt(scales[0], bits)).toBeLessThan(best * 1.1);
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
    ['int8', 231, -127, 127],
    ['int4', 116, -8, 7],
  ] as const)('%s: so many bytes, and no number further off than half a step', (precision, bytes, from, to) => {
    const weights = new ParameterSet(plain, plain.arena(), parameters, new Random(1));
    const packed = packWeights(weights, precision);
    expect(packed.get('table')!.data.byteLength).toBe(bytes);
    const cut = [1, 7] as const;
    const { scales } = quantise(weights.get('table').value.data, shape, cut, precision === 'int8' ? 8 : 4);
    const back = unpackWeights(packed, parameters, plain);
    weights.get('table').value.data.forEach((x, i) => {
      const scale = scales[i % 7];
      const kept = Math.max(from, Math.min(to, x / scale)) * scale;
      expect(Math.abs(back.get('table').value.data[i] - kept)).toBeLessThanOrEqual(Math.abs(scale) / 2 + 1e-6);
    });
    expect(Array.from(back.get('bias').value.data)).toEqual(Array.from(weights.get('bias').value.data));
  });

  const drawn = (): ParameterSet => new ParameterSet(plain, plain.arena(), parameters, new Random(1));
  const numbersOf = (set: ParameterSet): number[] => parameters.flatMap(({ name }) => [...set.get(name).value.data]);

  test('the bytes that are told are those of a file, and by hand those of any other number of bits', () => {
    const weights = drawn();
    for (const [precision, bits] of [
      ['float32', 32],
      ['int8', 8],
      ['int4', 4],
    ] as const) {
      const packed = packWeights(weights, precision);
      expect(bytesIn(weights, bits)).toBe([...packed.values()].reduce((sum, { data }) => sum + data.byteLength, 0));
      expect(precisionOf(packed)).toBe(precision);
    }
    // 33 · 7 weights of 3 bits, 7 scales in a byte, and 7 scales of those; 5 biases.
    expect(bytesIn(weights, 3)).toBe(Math.ceil((33 * 7 * 3) / 8) + 7 + 7 * 4 + 5 * 4);
  });

  test('with few bits every 16 numbers of a column, or of the row of a table, share a scale', () => {
    const deep = [
      { name: 'matrix', shape: [48, 5] as const, initial: normal(1) },
      { name: 'table', shape: [3, 32] as const, initial: normal(1), table: true as const },
    ];
    const weights = new ParameterSet(plain, plain.arena(), deep, new Random(2));
    const shapes = (precision: Precision) =>
      deep.map(({ name }) => packWeights(weights, precision).get(`${name}.scale`)!.shape);
    expect(shapes('int8')).toEqual([
      [1, 5],
      [3, 1],
    ]);
    expect(shapes('int4')).toEqual([
      [3, 5],
      [3, 2],
    ]);
    const packed = packWeights(weights, 'int4');
    const [bytes, whole] = ['matrix.scale', 'matrix.scale.scale'].map((name) => packed.get(name)!.data);
    expect([bytes instanceof Int8Array, whole instanceof Float32Array]).toEqual([true, true]);
    const back = unpackWeights(packed, deep, plain).get('matrix').value.data;
    back.forEach((x, i) => {
      const level = x / (bytes[Math.floor(i / 5 / 16) * 5 + (i % 5)] * whole[i % 5]);
      expect(level).toBeCloseTo(Math.round(level), 4);
      expect(Math.abs(level + 0.5)).toBeLessThan(7.6);
    });
  });

  test('a table with a fiftieth of all numbers, or fewer, is kept in a byte at least', () => {
    const parts = (rows: number) => [
      { name: 'matrix', shape: [49, 16] as const, initial: normal(1) },
      { name: 'table', shape: [rows, 16] as const, initial: normal(1), table: true as const },
    ];
    const set = (rows: number) => new ParameterSet(plain, plain.arena(), parts(rows), new Random(2));
    const kept = (rows: number): number => packWeights(set(rows), 'int4').get('table')!.data.byteLength;
    expect([kept(1), kept(2)]).toEqual([16, 16]); // a number each; half a byte each
    // 49 · 16 weights of 4 bits, 16 scales of one column each; 16 of a byte with one scale.
    expect(bytesIn(set(1), 4)).toBe(49 * 8 + 16 + 16 * 4 + (16 + 4));
    const small = set(1);
    const back = unpackWeights(packWeights(small, 'int4'), parts(1), plain);
    const off = (name: string): number =>
      Math.max(...small.get(name).value.data.map((x, i) => Math.abs(x - back.get(name).value.data[i])));
    expect(off('table')).toBeLessThan(0.02);
    expect(off('matrix')).toBeGreaterThan(0.05);
  });

  test('scales that do not fit the matrix are those of another network', () => {
    const packed = packWeights(drawn(), 'int8');
    packed.set('table.scale', { shape: [2, 7], data: new Float32Array(14).fill(1) });
    expect(() => unpackWeights(packed, parameters, plain)).toThrow('weights of another network');
  });

  test('coarsened weights are those that come back from a file, and the ones given stay as they are', () => {
    const weights = drawn();
    const before = numbersOf(weights);
    for (const [precision, bits] of [
      ['int8', 8],
      ['int4', 4],
    ] as const) {
      const coarse = numbersOf(coarsened(weights, bits));
      expect(coarse).toEqual(numbersOf(unpackWeights(packWeights(weights, precision), parameters, plain)));
      expect(coarse).not.toEqual(before);
    }
    expect(numbersOf(weights)).toEqual(before);
  });

  test('a table has a scale for each row, and is read by columns too, as older files have it', () => {
    const tables = [{ ...parameters[0], table: true as const }, parameters[1]];
    const weights = new ParameterSet(plain, plain.arena(), tables, new Random(1));
    const packed = packWeights(weights, 'int8');
    const scales = packed.get('table.scale')!.data;
    expect(scales).toHaveLength(33);
    const back = unpackWeights(packed, tables, plain).get('table').value.data;
    weights.get('table').value.data.forEach((x, i) => {
      expect(Math.abs(back[i] - x)).toBeLessThanOrEqual(scales[Math.floor(i / 7)] / 2 + 1e-6);
    });
    expect(bytesIn(weights, 8)).toBe(33 * 7 + 33 * 4 + 5 * 4);
    const older = packWeights(drawn(), 'int8');
    older.set('table.scale', { ...older.get('table.scale')!, shape: [7] });
    const column = older.get('table.scale')!.data;
    unpackWeights(older, tables, plain)
      .get('table')
      .value.data.forEach((x, i) => {
        const was = weights.get('table').value.data[i];
        expect(Math.abs(x - was)).toBeLessThanOrEqual(column[i % 7] / 2 + 1e-6);
      });
  });
});
