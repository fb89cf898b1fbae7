/** What every set of kernels must do, whatever it is made of: each kernel beside a twin that is written as slowly and plainly
 *  as can be, on odd shapes. A new set is one more call. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activation, Arena, Block, Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { Random } from '../../../src/nn/random.ts';

const lengths = [1, 3, 4, 5, 17, 33];
const sizes = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 17, 33);

/** @param bound largest error of a result, relative to the sum of the sizes of what was added up in it */
export function conformance(make: () => Kernels, bound: number): void {
  const kernels = make();
  const { name, precision } = kernels;

  describe(`kernels ${name}, ${precision}`, () => {
    const filled = (arena: Arena, length: number, random: Random): Block => {
      const block = arena.block(length);
      for (let i = 0; i < length; i++) block.data[i] = random.normal();
      return block;
    };
    const near = (found: number, expected: number, size: number): void => {
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(bound * (Math.abs(size) + 1e-30));
    };
    const nearAll = (out: Block, expected: (i: number) => number, size: (i: number) => number): void => {
      for (let i = 0; i < out.length; i++) near(out.data[i], expected(i), size(i));
    };

    test('memory is 0 at first, parts are windows, and all of it is given back', () => {
      const arena = kernels.arena();
      const block = arena.block(10);
      expect(Array.from(block.data)).toEqual(new Array(10).fill(0));
      const part = arena.part(block, 3, 4);
      kernels.fill(part, 2);
      expect(Array.from(block.data)).toEqual([0, 0, 0, 2, 2, 2, 2, 0, 0, 0]);
      expect(arena.bytes).toBeGreaterThanOrEqual(10 * block.data.BYTES_PER_ELEMENT);
      arena.ints(5).data[4] = -7;
      arena.free();
      expect(arena.bytes).toBe(0);
    });

    test('a block keeps its numbers while the arena grows', () => {
      const arena = kernels.arena();
      const first = arena.block(100);
      kernels.fill(first, 3);
      for (let i = 0; i < 50; i++) arena.block(100_000);
      expect(kernels.sum(first)).toBe(300);
      arena.free();
    });

    test('the matrix product in all four forms, over odd shapes', () => {
      fc.assert(
        fc.property(sizes, sizes, sizes, fc.boolean(), fc.nat(1000), (m, k, n, added, seed) => {
          const arena = kernels.arena();
          const random = new Random(seed);
          for (const form of ['nn', 'nt', 'tn', 'tt'] as const) {
            const a = filled(arena, m * k, random);
            const b = filled(arena, k * n, random);
            const out = filled(arena, m * n, random);
            const before = Array.from(out.data);
            const beforeA = Array.from(a.data);
            const A = (i: number, s: number) => a.data[form[0] === 't' ? s * m + i : i * k + s];
            const B = (s: number, j: number) => b.data[form[1] === 't' ? j * k + s : s * n + j];
            kernels.matmul(out, a, b, m, k, n, form, added);
            for (let i = 0; i < m; i++) {
              for (let j = 0; j < n; j++) {
                let exact = added ? before[i * n + j] : 0;
                let size = Math.abs(exact);
                for (let s = 0; s < k; s++) {
                  exact += A(i, s) * B(s, j);
                  size += Math.abs(A(i, s) * B(s, j));
                }
                near(out.data[i * n + j], exact, size);
              }
            }
            expect(Array.from(a.data)).toEqual(beforeA);
          }
          arena.free();
        }),
        { numRuns: 60 },
      );
    });

    test.each(lengths)('numbers one by one, %i of them', (length) => {
      const arena = kernels.arena();
      const random = new Random(length);
      const [a, b, start] = [0, 1, 2].map(() => filled(arena, length, random));
      const out = arena.block(length);
      const check = (work: () => void, expected: (i: number) => number): void => {
        kernels.copy(out, start);
        work();
        nearAll(out, expected, (i) => Math.abs(expected(i)) + 4);
      };
      const [p, q, s] = [a.data, b.data, start.data];
      check(
        () => {},
        (i) => s[i],
      );
      check(
        () => kernels.fill(out, 1.5),
        () => 1.5,
      );
      check(
        () => kernels.add(out, a, b),
        (i) => p[i] + q[i],
      );
      check(
        () => kernels.add(out, out, b),
        (i) => s[i] + q[i],
      );
      check(
        () => kernels.multiply(out, a, b),
        (i) => p[i] * q[i],
      );
      check(
        () => kernels.affine(out, a, -2, 0.5),
        (i) => -2 * p[i] + 0.5,
      );
      check(
        () => kernels.affine(out, out, -2, 0.5),
        (i) => -2 * s[i] + 0.5,
      );
      check(
        () => kernels.addScaled(out, a, 3),
        (i) => s[i] + 3 * p[i],
      );
      check(
        () => kernels.addProduct(out, a, b),
        (i) => s[i] + p[i] * q[i],
      );
      check(
        () => kernels.blend(out, a, 0.25),
        (i) => 0.75 * s[i] + 0.25 * p[i],
      );
      near(
        kernels.sum(a),
        Array.from(p).reduce((sum, x) => sum + x, 0),
        4 * length,
      );
      near(
        kernels.dot(a, b),
        Array.from(p).reduce((sum, x, i) => sum + x * q[i], 0),
        4 * length,
      );
      arena.free();
    });

    test.each([
      [1, 1],
      [3, 5],
      [5, 4],
      [17, 33],
    ])('one row for all rows, %i × %i', (rows, columns) => {
      const arena = kernels.arena();
      const random = new Random(7);
      const [x, z, start] = [0, 1, 2].map(() => filled(arena, rows * columns, random));
      const row = filled(arena, columns, random);
      const before = Array.from(row.data);
      const out = arena.block(rows * columns);
      const column = (i: number) => row.data[i % columns];
      kernels.addRow(out, x, row);
      nearAll(
        out,
        (i) => x.data[i] + column(i),
        () => 8,
      );
      kernels.multiplyRow(out, x, row);
      nearAll(
        out,
        (i) => x.data[i] * column(i),
        () => 8,
      );
      kernels.copy(out, start);
      kernels.addProductRow(out, x, row);
      nearAll(
        out,
        (i) => start.data[i] + x.data[i] * column(i),
        () => 16,
      );
      const total = (f: (i: number) => number) => (j: number) =>
        Array.from({ length: rows }, (_, i) => f(i * columns + j)).reduce((sum, y) => sum + y, before[j]);
      kernels.sumRows(row, x);
      nearAll(
        row,
        total((i) => x.data[i]),
        () => 4 * rows,
      );
      row.data.set(before);
      kernels.sumProductRows(row, x, z);
      nearAll(
        row,
        total((i) => x.data[i] * z.data[i]),
        () => 8 * rows,
      );
      arena.free();
    });

    test('functions of one number, far out too', () => {
      const arena = kernels.arena();
      const xs = [-800, -90, -20, -3, -0.5, -1e-3, 0, 1e-3, 0.5, 3, 20, 80];
      const x = arena.block(xs.length);
      x.data.set(xs);
      const out = arena.block(xs.length);
      const functions = {
        leakyRelu: (v: number) => (v > 0 ? v : 0.2 * v),
        relu: (v: number) => Math.max(v, 0),
        tanh: Math.tanh,
        sigmoid: (v: number) => 1 / (1 + Math.exp(-v)),
        softplus: (v: number) => (v > 30 ? v + Math.exp(-v) : Math.log1p(Math.exp(v))),
        silu: (v: number) => v / (1 + Math.exp(-v)),
        gelu: (v: number) => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))),
        square: (v: number) => v * v,
        exp: Math.exp,
      } as const;
      for (const [kind, f] of Object.entries(functions)) {
        kernels.activate(kind as keyof typeof functions, out, x);
        nearAll(
          out,
          (i) => f(x.data[i]),
          (i) => 8 * (Math.abs(f(x.data[i])) + Math.abs(x.data[i]) + 1e-3),
        );
      }
      for (let i = 0; i < xs.length; i++) x.data[i] = Math.abs(xs[i]) + 1e-3;
      kernels.activate('log', out, x);
      nearAll(
        out,
        (i) => Math.log(x.data[i]),
        (i) => 8 * Math.abs(Math.log(x.data[i])) + 1,
      );
      kernels.activate('sqrt', out, x);
      nearAll(
        out,
        (i) => Math.sqrt(x.data[i]),
        (i) => 4 * Math.sqrt(x.data[i]),
      );
      arena.free();
    });

    test('infinities and what is no number go through LeakyReLU and the matrix product', () => {
      const arena = kernels.arena();
      const x = arena.block(4);
      x.data.set([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 1]);
      const out = arena.block(4);
      kernels.activate('leakyRelu', out, x);
      expect(Array.from(out.data)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 1]);
      const ones = arena.block(16);
      kernels.fill(ones, 1);
      kernels.matmul(out, x, ones, 1, 4, 4, 'nn', false);
      expect(Array.from(out.data)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
      arena.free();
    });

    test('probabilities add up to 1, however large the scores', () => {
      const arena = kernels.arena();
      const x = arena.block(6);
      x.data.set([1000, 999, -1000, 0, 1, 2]);
      const out = arena.block(6);
      kernels.softmax(out, x, 3);
      const total = 1 + Math.exp(1) + Math.exp(2);
      const expected = [
        1 / (1 + Math.exp(-1)),
        Math.exp(-1) / (1 + Math.exp(-1)),
        0,
        1 / total,
        Math.exp(1) / total,
        Math.exp(2) / total,
      ];
      nearAll(
        out,
        (i) => expected[i],
        () => 4,
      );
      arena.free();
    });

    test('cross-entropy of equal scores is the logarithm of their number', () => {
      const arena = kernels.arena();
      const logits = arena.block(65 * 3);
      const [losses, probs] = [arena.block(3), arena.block(65 * 3)];
      const targets = arena.ints(3);
      targets.data.set([0, 64, -1]);
      kernels.crossEntropy(losses, probs, logits, targets);
      nearAll(
        losses,
        (i) => (i < 2 ? Math.log(65) : 0),
        () => 8,
      );
      arena.free();
    });

    test.each([true, false])('a token mixes values by softmax of its fits, only of the past: %s', (causal) => {
      const arena = kernels.arena();
      const shape = { batch: 2, time: 5, heads: 3, size: 4, causal };
      const width = 12;
      const qkv = filled(arena, 2 * 5 * 3 * width, new Random(2));
      const [out, probs] = [arena.block(2 * 5 * width), arena.block(2 * 3 * 5 * 5)];
      kernels.attention(out, probs, qkv, shape);
      const at = (b: number, t: number, part: number, h: number, d: number) =>
        qkv.data[(b * 5 + t) * 3 * width + part * width + h * 4 + d];
      const range = (n: number) => Array.from({ length: n }, (_, i) => i);
      for (const b of range(2))
        for (const h of range(3))
          for (const t of range(5)) {
            const past = causal ? t + 1 : 5;
            const fits = range(past).map((s) =>
              Math.exp(range(4).reduce((sum, d) => sum + at(b, t, 0, h, d) * at(b, s, 1, h, d), 0) / 2),
            );
            const total = fits.reduce((sum, fit) => sum + fit, 0);
            for (const s of range(5))
              near(probs.data[((b * 3 + h) * 5 + t) * 5 + s], s < past ? fits[s] / total : 0, 8);
            for (const d of range(4)) {
              const mixed = range(past).reduce((sum, s) => sum + (fits[s] / total) * at(b, s, 2, h, d), 0);
              near(out.data[(b * 5 + t) * width + h * 4 + d], mixed, 16);
            }
          }
      arena.free();
    });

    test('rows that are looked up', () => {
      const arena = kernels.arena();
      const table = filled(arena, 12, new Random(1));
      const ids = arena.ints(3);
      ids.data.set([3, 0, 3]);
      const found = arena.block(9);
      kernels.gather(found, table, ids);
      nearAll(
        found,
        (i) => table.data[ids.data[Math.floor(i / 3)] * 3 + (i % 3)],
        () => 1,
      );
      arena.free();
    });

    /** The same work by this set and by the plain one in double precision, whose gradients are checked by finite differences
     *  in ../gradients.test.ts. `work` is given a set and makes its blocks from a random stream that is the same for both.
     *  @param scale what the bound is relative to */
    const twins = (
      work: (set: Kernels, block: (length: number) => Block, arena: Arena) => readonly Block[],
      scale: number,
    ): void => {
      const run = (set: Kernels): number[][] => {
        const arena = set.arena();
        const random = new Random(12);
        const made = (length: number): Block => {
          const block = arena.block(length);
          for (let i = 0; i < length; i++) block.data[i] = Math.fround(random.normal());
          return block;
        };
        const results = work(set, made, arena).map(({ data }) => Array.from(data));
        arena.free();
        return results;
      };
      const [found, expected] = [run(kernels), run(plainKernels('float64'))];
      for (const [r, result] of expected.entries()) {
        for (const [i, value] of result.entries()) near(found[r][i], value, scale * (1 + Math.abs(value)));
      }
    };

    const activations: Activation[] = [
      'leakyRelu',
      'relu',
      'gelu',
      'silu',
      'tanh',
      'sigmoid',
      'softplus',
      'exp',
      'log',
      'sqrt',
      'square',
    ];

    test.each(activations)('the slope of %s, added to what is there', (kind) => {
      for (const length of lengths) {
        twins((set, block, arena) => {
          const [x, dy, dx] = [block(length), block(length), block(length)];
          if (kind === 'log' || kind === 'sqrt') for (let i = 0; i < length; i++) x.data[i] = Math.abs(x.data[i]) + 0.5;
          const y = arena.block(length);
          set.activate(kind, y, x);
          set.activateGrad(kind, dx, dy, x, y);
          return [y, dx];
        }, 16);
      }
    });

    test.each(['gelu', 'silu'] as const)('the slope of %s at 0, next to it, and far out', (kind) => {
      const places = [0, -0, 1e-44, -1e-38, 1e-30, -1e-19, 1e-10, -1e-3, 20, -20, 60, -60, 90, -90, 1e4, -1e4];
      const slopes = (set: Kernels): number[] => {
        const arena = set.arena();
        const [x, y, dy, dx] = [0, 1, 2, 3].map(() => arena.block(places.length));
        x.data.set(places);
        set.fill(dy, 1);
        set.activate(kind, y, x);
        set.activateGrad(kind, dx, dy, x, y);
        const found = Array.from(dx.data);
        arena.free();
        return found;
      };
      const exact = slopes(plainKernels('float64'));
      slopes(kernels).forEach((slope, i) => {
        near(slope, exact[i], 16 * (1 + Math.abs(exact[i])));
      });
    });

    test('LeakyReLU as a gate, alone and added', () => {
      for (const length of lengths) {
        twins((set, block) => {
          const [t, x, out, more] = [block(length), block(length), block(length), block(length)];
          set.leakyGate(out, t, x, false);
          set.leakyGate(more, t, x, true);
          return [out, more];
        }, 8);
      }
    });

    test.each([
      [1, 1],
      [2, 3],
      [5, 4],
      [3, 17],
      [7, 33],
      [2, 100],
    ])('softmax, cross-entropy, normalisation and their gradients, %i rows of %i', (rows, columns) => {
      twins((set, block, arena) => {
        const [x, dy, dx, dz, dw] = [0, 1, 2, 3, 4].map(() => block(rows * columns));
        const [y, z, probs] = [0, 1, 2].map(() => arena.block(rows * columns));
        const [losses, inverse] = [arena.block(rows), arena.block(rows)];
        const dlosses = block(rows);
        const targets = arena.ints(rows);
        for (let i = 0; i < rows; i++) targets.data[i] = i === 1 ? -1 : (5 * i) % columns;
        set.softmax(y, x, columns);
        set.softmaxGrad(dx, dy, y, columns);
        set.crossEntropy(losses, probs, x, targets);
        set.crossEntropyGrad(dz, dlosses, probs, targets);
        set.normalize(z, inverse, x, 0.1, true);
        set.normalizeGrad(dw, dy, z, inverse, true);
        const [rms, inverseRms, dv] = [arena.block(rows * columns), arena.block(rows), block(rows * columns)];
        set.normalize(rms, inverseRms, x, 0.1, false);
        set.normalizeGrad(dv, dy, rms, inverseRms, false);
        return [y, dx, losses, probs, dz, z, inverse, dw, rms, inverseRms, dv];
      }, 32);
    });

    test.each([
      { batch: 1, time: 1, heads: 1, size: 1 },
      { batch: 2, time: 5, heads: 3, size: 4 },
      { batch: 1, time: 17, heads: 2, size: 5 },
      { batch: 2, time: 33, heads: 1, size: 16 },
      { batch: 1, time: 64, heads: 2, size: 33 },
      { batch: 2, time: 5, heads: 3, size: 4, causal: false },
      { batch: 1, time: 37, heads: 2, size: 7, causal: false },
    ])('attention and its gradient, $batch × $time tokens, $heads heads of $size, causal: $causal', (shape) => {
      const { batch, time, heads, size } = shape;
      const width = heads * size;
      twins((set, block, arena) => {
        const [qkv, dqkv, dy] = [
          block(3 * batch * time * width),
          block(3 * batch * time * width),
          block(batch * time * width),
        ];
        const [y, probs] = [arena.block(batch * time * width), arena.block(batch * heads * time * time)];
        set.attention(y, probs, qkv, shape);
        set.attentionGrad(dqkv, dy, y, probs, qkv, shape);
        return [y, probs, dqkv];
      }, 64);
    });

    test.each([6, 8])(
      'attention from a token on gives what it gives there, and leaves the rest, heads of %i',
      (size) => {
        const arena = kernels.arena();
        const shape = { batch: 1, time: 21, heads: 2, size };
        const width = 2 * size;
        const qkv = filled(arena, 21 * 3 * width, new Random(4));
        const [whole, part] = [arena.block(21 * width), arena.block(21 * width)];
        const [probs, partProbs] = [arena.block(2 * 21 * 21), arena.block(2 * 21 * 21)];
        part.data.fill(7);
        kernels.attention(whole, probs, qkv, shape);
        kernels.attention(part, partProbs, qkv, { ...shape, from: 20 });
        nearAll(
          part,
          (i) => (i < 20 * width ? 7 : whole.data[i]),
          () => 32,
        );
        arena.free();
      },
    );

    test('gradients of rows that were looked up are added, also twice to one', () => {
      twins((set, block, arena) => {
        const [table, dy] = [block(4 * 5), block(3 * 5)];
        const ids = arena.ints(3);
        ids.data.set([3, 0, 3]);
        set.gatherGrad(table, dy, ids);
        return [table];
      }, 8);
    });

    // What no polynomial may get wrong: the ends of the number line, and beyond them.
    const [tiny, smallest] = precision === 'float32' ? [1e-40, 2 ** -149] : [1e-310, 5e-324];
    const edges = [
      0,
      -0,
      tiny,
      -tiny,
      smallest,
      1e-30,
      1e30,
      -1e30,
      Infinity,
      -Infinity,
      Number.NaN,
      88.7,
      -87.4,
      -103,
    ];

    test.each(activations)('%s of numbers too small, too large, infinite, and of what is none', (kind) => {
      const arena = kernels.arena();
      const exact = plainKernels('float64');
      const room = exact.arena();
      const [x, y] = [arena.block(edges.length), arena.block(edges.length)];
      x.data.set(edges);
      const [p, q] = [room.block(edges.length), room.block(edges.length)];
      p.data.set(x.data);
      kernels.activate(kind, y, x);
      exact.activate(kind, q, p);
      for (const [i, edge] of edges.entries()) {
        const expected = precision === 'float32' ? Math.fround(q.data[i]) : q.data[i];
        const found = y.data[i];
        const said = `${kind}(${edge})`;
        if (!Number.isFinite(expected)) expect(found, said).toBe(expected);
        // A subnormal number has few digits: its last one is what counts, also where it is multiplied by x afterwards.
        else {
          const last = (2 + Math.abs(edge)) * smallest;
          expect(Math.abs(found - expected), said).toBeLessThanOrEqual(8 * bound * Math.abs(expected) + last);
        }
      }
      arena.free();
      room.free();
    });

    test('one number that is none spoils its row alone', () => {
      const arena = kernels.arena();
      const x = arena.block(3 * 5);
      x.data.fill(1);
      x.data[7] = Number.NaN;
      const [y, inverse] = [arena.block(15), arena.block(3)];
      const spoiled = (): boolean[] => [0, 5, 10].map((i) => Array.from(y.data.slice(i, i + 5)).some(Number.isNaN));
      kernels.softmax(y, x, 5);
      expect(spoiled()).toEqual([false, true, false]);
      kernels.normalize(y, inverse, x, 1e-5, true);
      expect(spoiled()).toEqual([false, true, false]);
      arena.free();
    });

    test('scores of minus infinity are impossible', () => {
      const arena = kernels.arena();
      const x = arena.block(5);
      x.data.set([0, -Infinity, 0, -Infinity, 0]);
      const y = arena.block(5);
      kernels.softmax(y, x, 5);
      nearAll(
        y,
        (i) => (i % 2 === 0 ? 1 / 3 : 0),
        () => 4,
      );
      arena.free();
    });

    const picture = fc.record({
      batch: fc.constantFrom(1, 2, 3),
      height: fc.constantFrom(1, 2, 3, 5, 6, 8),
      width: fc.constantFrom(1, 2, 3, 6, 7, 13),
      channels: fc.constantFrom(1, 2, 3, 4, 5, 8, 9, 24),
    });
    const convolutions = fc.tuple(picture, fc.constantFrom(1, 2, 3, 4, 7, 8, 24), fc.constantFrom(1, 3, 5));

    test('a convolution and its gradients, over odd shapes', () => {
      fc.assert(
        fc.property(convolutions, fc.nat(1000), ([shapeOfPicture, filters, size], seed) => {
          const arena = kernels.arena();
          const random = new Random(seed);
          const { batch, height, width, channels } = shapeOfPicture;
          const shape = { ...shapeOfPicture, filters, size };
          const reach = (size - 1) / 2;
          const x = filled(arena, batch * height * width * channels, random);
          const weights = filled(arena, size * size * channels * filters, random);
          const dy = filled(arena, batch * height * width * filters, random);
          const out = arena.block(dy.length);
          const [dx, dweights] = [filled(arena, x.length, random), filled(arena, weights.length, random)];
          const y = { exact: new Float64Array(out.length), size: new Float64Array(out.length) };
          const dp = { exact: Float64Array.from(dx.data), size: Float64Array.from(dx.data, Math.abs) };
          const dw = { exact: Float64Array.from(dweights.data), size: Float64Array.from(dweights.data, Math.abs) };
          const gather = (to: typeof y, at: number, product: number): void => {
            to.exact[at] += product;
            to.size[at] += Math.abs(product);
          };
          for (let b = 0; b < batch; b++)
            for (let row = 0; row < height; row++)
              for (let column = 0; column < width; column++)
                for (let i = 0; i < size; i++)
                  for (let j = 0; j < size; j++) {
                    const [r, s] = [row + i - reach, column + j - reach];
                    if (r < 0 || r >= height || s < 0 || s >= width) continue;
                    for (let c = 0; c < channels; c++)
                      for (let f = 0; f < filters; f++) {
                        const at = ((b * height + r) * width + s) * channels + c;
                        const to = ((b * height + row) * width + column) * filters + f;
                        const weight = ((i * size + j) * channels + c) * filters + f;
                        gather(y, to, x.data[at] * weights.data[weight]);
                        gather(dp, at, dy.data[to] * weights.data[weight]);
                        gather(dw, weight, dy.data[to] * x.data[at]);
                      }
                  }
          kernels.convolve(out, x, weights, shape);
          kernels.convolveGrad(dx, undefined, dy, x, weights, shape);
          kernels.convolveGrad(undefined, dweights, dy, x, weights, shape);
          for (const [block, { exact, size }] of [[out, y] as const, [dx, dp] as const, [dweights, dw] as const]) {
            nearAll(
              block,
              (i) => exact[i],
              // What has been summed so far is stored, and rounded, once for each pixel or row of a square.
              (i) => 16 * size[i],
            );
          }
          arena.free();
        }),
        { numRuns: 60 },
      );
    });

    test('groups of channels are evened out, picture by picture', () => {
      fc.assert(
        fc.property(picture, fc.constantFrom(1, 2, 3, 8), fc.nat(1000), (small, groups, seed) => {
          const arena = kernels.arena();
          const shape = { ...small, channels: small.channels * groups };
          const random = new Random(seed);
          const pixels = shape.height * shape.width;
          const count = pixels * small.channels;
          const x = filled(arena, shape.batch * pixels * shape.channels, random);
          const [dy, dx] = [filled(arena, x.length, random), filled(arena, x.length, random)];
          const before = Array.from(dx.data);
          const [out, inverse] = [arena.block(x.length), arena.block(shape.batch * groups)];
          const epsilon = 1e-2;
          const groupOf = (i: number): number =>
            Math.floor(i / (pixels * shape.channels)) * groups + Math.floor((i % shape.channels) / small.channels);
          const means = (of: (i: number) => number): number[] => {
            const totals = new Array<number>(inverse.length).fill(0);
            for (let i = 0; i < x.length; i++) totals[groupOf(i)] += of(i) / count;
            return totals;
          };
          const mean = means((i) => x.data[i]);
          const variance = means((i) => (x.data[i] - mean[groupOf(i)]) ** 2);
          const shrink = variance.map((v) => 1 / Math.sqrt(v + epsilon));
          const y = (i: number): number => (x.data[i] - mean[groupOf(i)]) * shrink[groupOf(i)];
          kernels.normalizeGroups(out, inverse, x, shape, epsilon);
          nearAll(
            inverse,
            (g) => shrink[g],
            (g) => 16 * shrink[g],
          );
          nearAll(out, y, (i) => 64 * shrink[groupOf(i)]);
          kernels.normalizeGroupsGrad(dx, dy, out, inverse, shape);
          const slope = means((i) => dy.data[i]);
          const along = means((i) => dy.data[i] * y(i));
          nearAll(
            dx,
            (i) => {
              const g = groupOf(i);
              return before[i] + shrink[g] * (dy.data[i] - slope[g] - y(i) * along[g]);
            },
            (i) => 256 * shrink[groupOf(i)],
          );
          arena.free();
        }),
        { numRuns: 40 },
      );
    });

    test('channels are turned up and down, picture by picture', () => {
      fc.assert(
        fc.property(picture, fc.nat(1000), (shape, seed) => {
          const arena = kernels.arena();
          const random = new Random(seed);
          const { batch, channels } = shape;
          const size = shape.height * shape.width * channels;
          const [x, dy, dx] = [0, 1, 2].map(() => filled(arena, batch * size, random));
          const [film, dfilm] = [0, 1].map(() => filled(arena, 2 * batch * channels, random));
          const [beforeX, beforeFilm] = [Array.from(dx.data), Array.from(dfilm.data)];
          const out = arena.block(x.length);
          const gainOf = (i: number): number => Math.floor(i / size) * 2 * channels + (i % channels);
          kernels.modulate(out, x, film, shape);
          nearAll(
            out,
            (i) => x.data[i] * (1 + film.data[gainOf(i)]) + film.data[gainOf(i) + channels],
            () => 32,
          );
          kernels.modulateGrad(dx, undefined, dy, x, film, shape);
          nearAll(
            dx,
            (i) => beforeX[i] + dy.data[i] * (1 + film.data[gainOf(i)]),
            () => 32,
          );
          kernels.modulateGrad(undefined, dfilm, dy, x, film, shape);
          const totals = [...beforeFilm];
          for (let i = 0; i < x.length; i++) {
            totals[gainOf(i)] += dy.data[i] * x.data[i];
            totals[gainOf(i) + channels] += dy.data[i];
          }
          nearAll(
            dfilm,
            (i) => totals[i],
            () => 16 * (size / channels + 1),
          );
          arena.free();
        }),
        { numRuns: 40 },
      );
    });

    test('pictures of half and of twice the size', () => {
      fc.assert(
        fc.property(picture, fc.nat(1000), (small, seed) => {
          const arena = kernels.arena();
          const random = new Random(seed);
          const { batch, height, width, channels } = small;
          const large = { batch, height: 2 * height, width: 2 * width, channels };
          const few = batch * height * width * channels;
          const [x, dx, up, down] = [few, few, 4 * few, 4 * few].map((length) => filled(arena, length, random));
          const [before, beforeDown] = [Array.from(dx.data), Array.from(down.data)];
          /** Where the small picture has the pixel that number i of the large one is a quarter of. */
          const home = (i: number): number => {
            const [c, column] = [i % channels, Math.floor(i / channels) % (2 * width)];
            const row = Math.floor(i / channels / (2 * width)); // of all pictures, one below the other
            return (Math.floor(row / 2) * width + Math.floor(column / 2)) * channels + c;
          };
          const sums = new Float64Array(few);
          for (let i = 0; i < up.length; i++) sums[home(i)] += up.data[i];
          const out = arena.block(few);
          kernels.pool(out, up, large);
          nearAll(
            out,
            (i) => sums[i] / 4,
            () => 16,
          );
          kernels.poolGrad(down, x, large);
          nearAll(
            down,
            (i) => beforeDown[i] + x.data[home(i)] / 4,
            () => 16,
          );
          kernels.upsampleGrad(dx, up, small);
          nearAll(
            dx,
            (i) => before[i] + sums[i],
            () => 64,
          );
          kernels.upsample(up, x, small);
          nearAll(
            up,
            (i) => x.data[home(i)],
            () => 1,
          );
          arena.free();
        }),
        { numRuns: 40 },
      );
    });

    test('Adam follows its formula over steps', () => {
      const arena = kernels.arena();
      const [w, g, m, v] = [0, 1, 2, 3].map(() => arena.block(5));
      const start = [1, -2, 0.5, 3, 0];
      w.data.set(start);
      const twin = start.map((x) => ({ x, m: 0, v: 0 }));
      for (let t = 1; t <= 10; t++) {
        const slopes = [0.1 * t, -1, 1e-3, 20, 0].map(Math.fround);
        g.data.set(slopes);
        kernels.adam(w, g, m, v, {
          rate: 0.01,
          beta1: 0.9,
          beta2: 0.99,
          correction1: 1 - 0.9 ** t,
          correction2: 1 - 0.99 ** t,
          epsilon: 1e-8,
          decay: 0.1,
        });
        for (const [i, one] of twin.entries()) {
          one.m = 0.9 * one.m + 0.1 * slopes[i];
          one.v = 0.99 * one.v + 0.01 * slopes[i] * slopes[i];
          const off = one.m / (1 - 0.9 ** t) / (Math.sqrt(one.v / (1 - 0.99 ** t)) + 1e-8);
          one.x = one.x - 0.01 * 0.1 * one.x - 0.01 * off;
        }
      }
      nearAll(
        w,
        (i) => twin[i].x,
        () => 50,
      );
      arena.free();
    });

    test('normal numbers have the moments of the normal distribution, and come back by seed', () => {
      const arena = kernels.arena();
      const x = arena.block(200_001);
      kernels.normals(x, new Random(3));
      const moment = (power: number) => Array.from(x.data).reduce((sum, y) => sum + y ** power, 0) / x.length;
      // four standard errors each: √(1, 2, 15, 96) / √200,000
      expect(Math.abs(moment(1))).toBeLessThan(0.009);
      expect(Math.abs(moment(2) - 1)).toBeLessThan(0.013);
      expect(Math.abs(moment(3))).toBeLessThan(0.035);
      expect(Math.abs(moment(4) - 3)).toBeLessThan(0.088);
      const again = arena.block(200_001);
      kernels.normals(again, new Random(3));
      expect(again.data).toEqual(x.data);
      arena.free();
    });
  });
}
