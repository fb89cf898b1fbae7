import { describe, expect, test } from 'vitest';
import { type GanLoss, losses } from '../../../src/models/gan/config.ts';
import { games, r1Penalty, slopePenalty } from '../../../src/models/gan/losses.ts';
import {
  discriminate,
  discriminatorParameters,
  generate,
  generatorParameters,
  inPacks,
  steepness,
} from '../../../src/models/gan/networks.ts';
import { Graph, type Tensor } from '../../../src/nn/graph.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { add } from '../../../src/nn/ops/arithmetic.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { differenceOf, slopes } from '../../nn/finite-differences.ts';

const kernels = plainKernels('float64');

/** Both losses of a game where the discriminator says these logits. */
function played(loss: GanLoss, real: readonly number[], fake: readonly number[]): { d: number; g: number } {
  const graph = new Graph(kernels);
  const [r, f] = [graph.input([real.length, 1]), graph.input([fake.length, 1])];
  const [d, g] = [games[loss].discriminator(r, f), games[loss].generator(f)];
  r.value.data.set(real);
  f.value.data.set(fake);
  graph.forward();
  return { d: d.value.data[0], g: g.value.data[0] };
}

describe('at rest, where the discriminator says ½ to everything', () => {
  test("its loss is 2·ln 2, and the generator's ln 2", () => {
    const { d, g } = played('non-saturating', [0, 0], [0, 0]);
    expect(d).toBeCloseTo(2 * Math.LN2, 14);
    expect(d).toBeCloseTo(1.3863, 4);
    expect(g).toBeCloseTo(Math.LN2, 14);
  });

  test('the minimax game is worth −ln 2 to the generator', () => {
    const { d, g } = played('minimax', [0, 0], [0, 0]);
    expect(d).toBeCloseTo(2 * Math.LN2, 14);
    expect(g).toBeCloseTo(-Math.LN2, 14);
  });

  test('least squares: a quarter, and an eighth', () => {
    const { d, g } = played('least-squares', [0.5, 0.5], [0.5, 0.5]);
    expect(d).toBeCloseTo(0.25, 14);
    expect(g).toBeCloseTo(0.125, 14);
  });

  test('Wasserstein: no difference', () => {
    expect(played('wasserstein', [0.7, 0.7], [0.7, 0.7]).d).toBe(0);
  });
});

test('each loss is the formula of its paper', () => {
  const [real, fake] = [
    [1.5, -0.3, 2],
    [-1, 0.4, -2.5],
  ];
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const mean = (xs: readonly number[], f: (x: number) => number): number =>
    xs.reduce((sum, x) => sum + f(x), 0) / xs.length;
  const told = -mean(real, (x) => Math.log(sigmoid(x))) - mean(fake, (x) => Math.log(1 - sigmoid(x)));
  const expected: Record<GanLoss, { d: number; g: number }> = {
    'non-saturating': { d: told, g: -mean(fake, (x) => Math.log(sigmoid(x))) },
    minimax: { d: told, g: mean(fake, (x) => Math.log(1 - sigmoid(x))) },
    'least-squares': {
      d: mean(real, (x) => (x - 1) * (x - 1)) / 2 + mean(fake, (x) => x * x) / 2,
      g: mean(fake, (x) => (x - 1) * (x - 1)) / 2,
    },
    wasserstein: { d: mean(fake, (x) => x) - mean(real, (x) => x), g: -mean(fake, (x) => x) },
  };
  for (const loss of losses) {
    const found = played(loss, real, fake);
    expect(found.d).toBeCloseTo(expected[loss].d, 12);
    expect(found.g).toBeCloseTo(expected[loss].g, 12);
  }
});

test('a discriminator that is sure of itself pushes back in all games but minimax', () => {
  const push = (loss: GanLoss): number => {
    const graph = new Graph(kernels);
    const fake = graph.input([1, 1], true);
    fake.value.data[0] = -8; // D(fake) = 0.0003
    const g = games[loss].generator(fake);
    graph.forward();
    graph.backward(g);
    return Math.abs(fake.grad!.data[0]);
  };
  expect(push('minimax')).toBeLessThan(0.001);
  expect(push('non-saturating')).toBeGreaterThan(0.99);
});

/** A whole game in double precision: both networks, packs of two. */
function game(loss: GanLoss, penalty: (steep: Tensor) => Tensor | undefined) {
  const graph = new Graph(kernels);
  const random = new Random(5);
  const g = new ParameterSet(kernels, graph.arena, generatorParameters(3), random);
  const d = new ParameterSet(kernels, graph.arena, discriminatorParameters(2), random);
  const [z, numbers] = [graph.input([8, 3]), graph.input([8, 1])];
  kernels.normals(z.value, random);
  kernels.normals(numbers.value, random);
  const [real, fake] = [inPacks(numbers, 2), inPacks(generate(z, g), 2)];
  const [onReal, onFake] = [discriminate(real, d), discriminate(fake, d)];
  const extra = penalty(steepness(onReal, real, d));
  const judge = games[loss].discriminator(onReal.output, onFake.output);
  return {
    graph,
    g,
    d,
    judge: extra ? add(judge, extra) : judge,
    forge: games[loss].generator(onFake.output),
    real,
    onReal,
  };
}

describe('gradients of both sides through both networks, by finite differences', () => {
  const sides = losses.flatMap((loss) => [
    { loss, side: 'judge' as const, penalty: 'none' },
    { loss, side: 'forge' as const, penalty: 'none' },
  ]);
  const penalties: Record<string, (steep: Tensor) => Tensor | undefined> = {
    none: () => undefined,
    flat: (steep) => r1Penalty(steep, 0.7),
    'slope 1': (steep) => slopePenalty(steep, 0.7),
  };
  test.each([
    ...sides,
    { loss: 'non-saturating' as const, side: 'judge' as const, penalty: 'flat' },
    { loss: 'wasserstein' as const, side: 'judge' as const, penalty: 'slope 1' },
  ])('$loss, $side, penalty $penalty', ({ loss, side, penalty }) => {
    const played = game(loss, penalties[penalty]);
    const { graph, g, d } = played;
    graph.forward();
    graph.backward(played[side]);
    for (const set of [g, d]) {
      const gradients = { shape: [set.size], value: set.values, grad: set.gradients };
      const expected = slopes(graph, played[side], gradients);
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-4);
      expect(differenceOf(expected, gradients)).toBeLessThan(1e-6);
    }
  });
});

test('steepness is the squared gradient of the discriminator at each pack', () => {
  let steep!: Tensor;
  const { graph, real, onReal } = game('non-saturating', (found) => {
    steep = found;
    return undefined;
  });
  graph.forward();
  const found = Array.from(steep.value.data);
  for (let pack = 0; pack < 4; pack++) {
    const logit = (): number => {
      graph.forward();
      return onReal.output.value.data[pack];
    };
    let expected = 0;
    for (const at of [2 * pack, 2 * pack + 1]) {
      const { data } = real.value;
      const x = data[at];
      data[at] = x + 1e-5;
      const up = logit();
      data[at] = x - 1e-5;
      const slope = (up - logit()) / 2e-5;
      data[at] = x;
      expected += slope * slope;
    }
    expect(found[pack]).toBeCloseTo(expected, 8);
  }
});
