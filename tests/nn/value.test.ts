import { expect, test } from 'vitest';
import { Graph } from '../../src/nn/graph.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { mlp, mlpParameters } from '../../src/nn/layers.ts';
import { squaredError } from '../../src/nn/losses.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';
import { Value } from '../../src/nn/value.ts';

test("the example of micrograd's README", () => {
  const a = new Value(-4);
  const b = new Value(2);
  let c = a.plus(b);
  let d = a.times(b).plus(b.times(b).times(b));
  c = c.plus(c.plus(1));
  c = c.plus(c.plus(1)).plus(a.times(-1));
  d = d.plus(d.times(2)).plus(b.plus(a).relu());
  d = d.plus(d.times(3)).plus(b.minus(a).relu());
  const e = c.minus(d);
  const f = e.times(e);
  const g = f.over(2).plus(new Value(10).over(f));
  g.backward();
  expect(g.data.toFixed(4)).toBe('24.7041');
  expect(a.grad.toFixed(4)).toBe('138.8338');
  expect(b.grad.toFixed(4)).toBe('645.5773');
});

test('the example of its header', () => {
  const x = new Value(3);
  const y = x.times(x).plus(1);
  y.backward();
  expect([y.data, x.grad]).toEqual([10, 6]);
});

test('a result knows what it was made of, parents first', () => {
  const x = new Value(2);
  const y = x.times(x).plus(1).tanh();
  expect(y.order().map(({ operation }) => operation)).toEqual(['', '×', '', '+', 'tanh']);
  expect(y.parents[0].parents[0].parents).toEqual([x, x]);
});

test('functions of one number against their derivatives', () => {
  const slope = (f: (x: Value) => Value, at: number): number => {
    const x = new Value(at);
    f(x).backward();
    return x.grad;
  };
  expect(slope((x) => x.exp(), 0.7)).toBeCloseTo(Math.exp(0.7), 12);
  expect(slope((x) => x.log(), 0.7)).toBeCloseTo(1 / 0.7, 12);
  expect(slope((x) => x.inverse(), 0.7)).toBeCloseTo(-1 / 0.49, 12);
  expect(slope((x) => x.tanh(), 0.7)).toBeCloseTo(1 / Math.cosh(0.7) ** 2, 12);
  expect(slope((x) => x.relu(), -0.7)).toBe(0);
});

test('asked twice it says the same', () => {
  const x = new Value(3);
  const y = x.times(x);
  y.backward();
  y.backward();
  expect(x.grad).toBe(6);
});

test('a sum of 100,000 numbers does not overflow the stack', () => {
  const x = new Value(0.5);
  let total = new Value(0);
  for (let i = 0; i < 100_000; i++) total = total.plus(x);
  total.backward();
  expect(x.grad).toBe(100_000);
});

test('a network made of single numbers has the gradients of the one made of blocks', () => {
  const kernels = plainKernels('float64');
  const graph = new Graph(kernels);
  const sizes = [2, 5, 4, 1];
  const parameters = new ParameterSet(kernels, graph.arena, mlpParameters('net', sizes), new Random(3));
  const x = graph.input([3, 2]);
  const target = graph.input([3, 1]);
  x.value.data.set([0.3, -1, 2, 0.1, -0.5, 0.7]);
  target.value.data.set([1, 0, -2]);
  const loss = squaredError(mlp(x, parameters, 'net', 3, 'tanh').output, target);
  graph.forward();
  graph.backward(loss);

  const twins = new Map(
    parameters.names.map((name) => [name, Array.from(parameters.get(name).value.data, (w) => new Value(w))]),
  );
  let total = new Value(0);
  for (let row = 0; row < 3; row++) {
    let signal = [0, 1].map((j) => new Value(x.value.data[row * 2 + j]));
    for (let layer = 0; layer < 3; layer++) {
      const outputs = sizes[layer + 1];
      const weight = twins.get(`net.${layer}.weight`)!;
      signal = twins.get(`net.${layer}.bias`)!.map((bias, j) => {
        const fed = signal.reduce((sum, s, i) => sum.plus(s.times(weight[i * outputs + j])), bias);
        return layer < 2 ? fed.tanh() : fed;
      });
    }
    const off = signal[0].minus(target.value.data[row]);
    total = total.plus(off.times(off).over(3));
  }
  total.backward();
  expect(loss.value.data[0]).toBeCloseTo(total.data, 12);
  for (const name of parameters.names) {
    twins.get(name)!.forEach((twin, i) => {
      expect(parameters.get(name).grad!.data[i]).toBeCloseTo(twin.grad, 12);
    });
  }
});
