import { describe, expect, test } from 'vitest';
import { normal } from '../../src/nn/initialise.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { packWeights, precisionOf, unpackWeights } from '../../src/nn/packed-weights.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { bytesIn, coarsened, dequantise, type Precision, quantise } from '../../src/nn/quantise.ts';
import { Random } from '../../src/nn/random.ts';

describe('a byte each', () => {
  test('quantise: [[1, −4], [−0.25, 2]] → 127, −127, −32, 64 and the scales 1/127, 4/127', () => {
    const { levels, scales } = quantise(Float32Array.of(1, -4, -0.25, 2), [2, 2], [1, 2]);
    expect(Array.from(levels)).toEqual([127, -127, -32, 64]);
    expect(scales[0]).toBeCloseTo(1 / 127, 8);
    expect(scales[1]).toBeCloseTo(4 / 127, 8);
  });

  test('a column of zeros stays one', () => {
    const out = new Float32Array(4);
    dequantise(out, [2, 2], [1, 2], quantise(Float32Array.of(0, 1, 0, 2), [2, 2], [1, 2]));
    expect(out[0]).toBe(0);
    expect(out[2]).toBe(0);
  });
});

describe('half a byte each', () => {
  test('[7, −3.4, 0.6] → 7, −3, 1 by the scale 1', () => {
    const { levels, scales } = quantise(Float32Array.of(7, -3.4, 0.6), [3, 1], [1, 1], 4);
    expect(Array.from(levels)).toEqual([7, -3, 1]);
    expect(scales[0]).toBeCloseTo(1, 8);
  });

  test('blocks down and across: each number by the scale of its own block', () => {
    // Blocks of two rows and three columns, the largest number in each is 7, 14, 21 and 28.
    const matrix = Float32Array.from({ length: 24 }, (_, i) => {
      const [down, across] = [Math.floor(i / 6 / 2), Math.floor((i % 6) / 3)];
      return (i % 3 === 0 ? 7 : -1) * (1 + 2 * down + across);
    });
    const { levels, scales } = quantise(matrix, [4, 6], [2, 2], 4);
    expect(Array.from(scales, (x) => Number(x.toFixed(6)))).toEqual([1, 2, 3, 4]);
    expect(Array.from(levels)).toEqual(Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? 7 : -1)));
    const back = new Float32Array(24);
    dequantise(back, [4, 6], [2, 2], { levels, scales });
    back.forEach((x, i) => {
      expect(x).toBeCloseTo(matrix[i], 5);
    });
  });

  test('one large number among many small ones is cut off, for the sake of the many', () => {
    const matrix = Float32Array.of(1.2, ...Array.from({ length: 400 }, (_, i) => Math.sin(i)));
    const { scales } = quantise(matrix, [401, 1], [1, 1], 4);
    expect(scales[0]).toBeLessThan(1.2 / 7);
    const wrong = (scale: number): number =>
      matrix.reduce((sum, x) => sum + (x - scale * Math.max(-7, Math.min(7, Math.round(x / scale)))) ** 2, 0);
    expect(wrong(scales[0])).toBeLessThan(wrong(1.2 / 7));
  });
});

describe('any number of bits', () => {
  const random = new Random(8);
  const column = Float32Array.from({ length: 300 }, () => random.normal());
  const errorAt = (scale: number, most: number): number =>
    column.reduce((sum, x) => {
      const level = Math.max(-most, Math.min(most, Math.round(x / scale)));
      return sum + (x - level * scale) * (x - level * scale);
    }, 0);

  test.each([
    [2, 1],
    [3, 3],
    [4, 7],
    [5, 15],
    [8, 127],
  ])('%i bits: levels to ±%i, and nothing that is not cut off is further off than half a level', (bits, most) => {
    const { levels, scales } = quantise(column, [300, 1], [1, 1], bits);
    const back = new Float32Array(column.length);
    dequantise(back, [300, 1], [1, 1], { levels, scales });
    expect(Math.max(...levels)).toBeLessThanOrEqual(most);
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(-most);
    let cut = 0;
    for (const [i, x] of column.entries()) {
      if (Math.abs(x) > most * scales[0]) {
        cut++;
        expect(Math.abs(levels[i])).toBe(most);
      } else expect(Math.abs(back[i] - x)).toBeLessThanOrEqual(scales[0] / 2 + 1e-6);
    }
    if (bits === 8) expect(cut).toBe(0);
  });

  test.each([
    [2, 1],
    [3, 3],
    [4, 7],
  ])('%i bits: of all scales, found by trying a thousand, none errs much less', (bits, most) => {
    const { scales } = quantise(column, [300, 1], [1, 1], bits);
    const largest = Math.max(...column.map(Math.abs));
    const best = Math.min(...Array.from({ length: 1000 }, (_, i) => errorAt(((i + 1) * largest) / most / 1000, most)));
    expect(errorAt(scales[0], most)).toBeLessThan(best * 1.05);
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
    // 33 · 7 weights of 3 bits, 7 scales, 5 biases.
    expect(bytesIn(weights, 3)).toBe(Math.ceil((33 * 7 * 3) / 8) + 7 * 4 + 5 * 4);
  });

  test('with few bits every 64 numbers of a column, or of the row of a table, share a scale', () => {
    const deep = [
      { name: 'matrix', shape: [192, 5] as const, initial: normal(1) },
      { name: 'table', shape: [3, 128] as const, initial: normal(1), table: true as const },
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
    const scales = packWeights(weights, 'int4').get('matrix.scale')!.data;
    const back = unpackWeights(packWeights(weights, 'int4'), deep, plain).get('matrix').value.data;
    back.forEach((x, i) => {
      const level = x / scales[Math.floor(i / 5 / 64) * 5 + (i % 5)];
      expect(level).toBeCloseTo(Math.round(level), 4);
    });
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
