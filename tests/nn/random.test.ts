/** The generator against published outputs of PractRand's sfc32, an independent twin, and the statistics of chance.
 *  Seeds are fixed; the bounds stand where a fair generator fails once in a million tries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/nn/random.ts';

/** sfc32 and splitmix32 over big integers: nothing of 32-bit arithmetic in JavaScript to get wrong. */
class Twin {
  private counter = 1n;

  private constructor(
    private a: bigint,
    private b: bigint,
    private c: bigint,
    rounds: number,
  ) {
    for (let round = 0; round < rounds; round++) this.next();
  }

  static withState(a: number, b: number, c: number, rounds: number): Twin {
    return new Twin(BigInt(a), BigInt(b), BigInt(c), rounds);
  }

  static seeded(seed: number): Twin {
    let state = (BigInt(seed) ^ (BigInt(seed) >> 32n)) & mask;
    const split = (): bigint => {
      state = (state + 0x9e3779b9n) & mask;
      let z = state;
      z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & mask;
      z = ((z ^ (z >> 15n)) * 0x735a2d97n) & mask;
      return z ^ (z >> 15n);
    };
    return new Twin(split(), split(), split(), 12);
  }

  next(): number {
    const sum = (this.a + this.b + this.counter) & mask;
    this.counter = (this.counter + 1n) & mask;
    this.a = this.b ^ (this.b >> 9n);
    this.b = (this.c + (this.c << 3n)) & mask;
    this.c = ((((this.c << 21n) | (this.c >> 11n)) & mask) + sum) & mask;
    return Number(sum);
  }
}
const mask = 0xffffffffn;

/** `RNG_output sfc32 64 <seed>` of PractRand pre0.95 starts so: a = 0, b and c the halves of the seed, 12 rounds. */
const published = [
  {
    state: { a: 0, b: 0, c: 0 },
    output: [0x514676c3, 0x08a809df, 0x30349d2b, 0xfb52c520, 0x38802be1, 0x948279e6, 0xec4bf1d9, 0x7cb0a909],
  },
  {
    state: { a: 0, b: 0x89abcdef, c: 0x01234567 },
    output: [0x84712d97, 0xf5a3d9c8, 0x5cd0a295, 0x35e05b54, 0x4c627ca1, 0x33a043e2, 0xb6113c67, 0x7cab9699],
  },
];

const draws = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());

/** Σ (seen − expected)² / expected for equally likely cells. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
}

/** The chi-square that is exceeded (or fallen below) once in a million, by Wilson and Hilferty's cube root. */
const chiSquareBound = (freedom: number, side: 1 | -1): number => {
  const z = 4.75 * side;
  const root = 1 - 2 / (9 * freedom) + z * Math.sqrt(2 / (9 * freedom));
  return freedom * root * root * root;
};

function expectUniform(counts: readonly number[]): void {
  const statistic = chiSquare(counts);
  expect(statistic).toBeLessThan(chiSquareBound(counts.length - 1, 1));
  expect(statistic).toBeGreaterThan(chiSquareBound(counts.length - 1, -1)); // too even is not chance either
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (p: readonly number[], mp: number, q: readonly number[], mq: number) =>
    p.reduce((sum, value, index) => sum + (value - mp) * (q[index] - mq), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}

/** Of independent draws the correlation is normal with deviation 1/√n. */
const correlationBound = (count: number): number => 4.9 / Math.sqrt(count);

describe('the bits', () => {
  it.each(published)('are those of PractRand from $state', ({ state, output }) => {
    const random = new Random(0);
    random.restore({ words: [state.a, state.b, state.c, 1] });
    for (let round = 0; round < 12; round++) random.bits();
    expect(output.map(() => random.bits() >>> 0)).toEqual(output);
    const twin = Twin.withState(state.a, state.b, state.c, 12);
    expect(output.map(() => twin.next())).toEqual(output);
  });

  it('are those of a twin over big integers, for any seed', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const random = new Random(seed);
        const twin = Twin.seeded(seed);
        for (let draw = 0; draw < 100; draw++) expect(random.bits() >>> 0).toBe(twin.next());
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('are fair, each of the 32', () => {
    const random = new Random(11);
    const count = 20_000;
    const ones = Array.from({ length: 32 }, () => 0);
    for (let draw = 0; draw < count; draw++) {
      const bits = random.bits();
      for (let bit = 0; bit < 32; bit++) ones[bit] += (bits >>> bit) & 1;
    }
    for (const one of ones) expect(Math.abs(one - count / 2)).toBeLessThan((4.9 * Math.sqrt(count)) / 2);
  });
});

describe('a number', () => {
  it('lies in [0, 1), evenly', () => {
    const values = draws(new Random(1), 100_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const counts = Array.from({ length: 256 }, () => 0);
    for (const value of values) counts[Math.floor(value * 256)]++;
    expectUniform(counts);
  });

  it('is evenly placed whatever came before it', () => {
    const random = new Random(2);
    const counts = Array.from({ length: 256 }, () => 0);
    let last = random.below(16);
    for (let draw = 0; draw < 100_000; draw++) {
      const next = random.below(16);
      counts[last * 16 + next]++;
      last = next;
    }
    expectUniform(counts);
  });

  it('keeps to the distribution function: Kolmogorov and Smirnov', () => {
    const count = 20_000;
    const values = draws(new Random(3), count).sort((a, b) => a - b);
    const apart = Math.max(
      ...values.map((value, index) => Math.max(value - index / count, (index + 1) / count - value)),
    );
    // P(√n·D > 2.69) = 2·exp(−2·2.69²) = 1e-6
    expect(apart).toBeLessThan(2.69 / Math.sqrt(count));
  });

  it('has the mean and variance of the uniform distribution', () => {
    const count = 100_000;
    const values = draws(new Random(4), count);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / count;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4.9 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4.9 * Math.sqrt(1 / 180 / count)); // E(x−½)⁴ − 1/144 = 1/180
  });

  it('below n is a whole number in [0, n), and every one comes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 40 }), (seed, n) => {
        const random = new Random(seed);
        const seen = new Set(Array.from({ length: n * 40 }, () => random.below(n)));
        expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('picks each item as often as the others', () => {
    const random = new Random(5);
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const counts = new Map(items.map((item) => [item, 0]));
    for (let draw = 0; draw < 70_000; draw++) {
      const item = random.pick(items);
      counts.set(item, counts.get(item)! + 1);
    }
    expectUniform([...counts.values()]);
  });
});

describe('seeds', () => {
  it('repeat themselves, and neighbours differ', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(draws(new Random(seed), 8)).toEqual(draws(new Random(seed), 8));
        expect(draws(new Random(seed), 8)).not.toEqual(draws(new Random(seed + 1), 8));
      }),
      { seed: 3 },
    );
  });

  it('in a row give first numbers that are as even as chance, and do not go together', () => {
    const firsts = Array.from({ length: 20_000 }, (_, seed) => new Random(seed).next());
    const counts = Array.from({ length: 64 }, () => 0);
    for (const value of firsts) counts[Math.floor(value * 64)]++;
    expectUniform(counts);
    expect(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(correlationBound(19_999));
  });

  it('beyond 32 bits count too', () => {
    expect(draws(new Random(7 + 0x100000000), 4)).not.toEqual(draws(new Random(7), 4));
  });
});

describe('a fork', () => {
  it('is the same for the same seed, and takes one number from its parent', () => {
    const [one, other, third] = [new Random(7), new Random(7), new Random(7)];
    expect(draws(one.fork(), 8)).toEqual(draws(other.fork(), 8));
    third.bits();
    expect(one.next()).toBe(third.next());
  });

  it('goes its own way: neither parent nor sibling tell anything about it', () => {
    const count = 20_000;
    const parent = new Random(8);
    const [first, second] = [parent.fork(), parent.fork()];
    const streams = [parent, first, second].map((random) => draws(random, count));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      expect(Math.abs(correlation(streams[a], streams[b]))).toBeLessThan(correlationBound(count));
      const joint = Array.from({ length: 64 }, () => 0);
      for (const [index, value] of streams[a].entries()) {
        joint[Math.floor(value * 8) * 8 + Math.floor(streams[b][index] * 8)]++;
      }
      expectUniform(joint);
    }
  });

  it('does not run through the same numbers a little later', () => {
    const parent = new Random(9);
    const child = parent.fork();
    const seen = new Set(Array.from({ length: 5000 }, () => parent.bits()));
    const met = Array.from({ length: 5000 }, () => child.bits()).filter((bits) => seen.has(bits));
    // 5000² pairs in 2³²: 0.006 meetings are expected.
    expect(met.length).toBeLessThan(3);
  });
});

it('chance that was saved goes on with the same numbers, the second of a normal pair too', () => {
  for (const drawn of [0, 1, 2, 3]) {
    const random = new Random(5);
    for (let i = 0; i < drawn; i++) random.normal();
    const state = JSON.parse(JSON.stringify(random.save()));
    const expected = [random.normal(), random.normal(), random.next(), random.normal()];
    const other = new Random(99);
    other.normal();
    other.restore(state);
    expect([other.normal(), other.normal(), other.next(), other.normal()]).toEqual(expected);
  }
});

it('normal numbers lie where they should: shares below some quantiles', () => {
  const random = new Random(1);
  const n = 100_000;
  const numbers = Array.from({ length: n }, () => random.normal());
  for (const [quantile, share] of [
    [-1.959964, 0.025],
    [-0.6744898, 0.25],
    [0, 0.5],
    [1.2815516, 0.9],
  ] as const) {
    const found = numbers.filter((x) => x < quantile).length / n;
    // four standard errors
    expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n));
  }
});
