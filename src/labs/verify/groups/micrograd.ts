import { Value } from '../../../nn/value.ts';
import type { Group } from '../group.ts';

/** The expression in the README of micrograd. */
function example(): number[] {
  const a = new Value(-4);
  const b = new Value(2);
  let c = a.plus(b);
  let d = a.times(b).plus(b.times(b).times(b));
  c = c.plus(c.plus(1));
  c = c.plus(c.plus(1).minus(a));
  d = d.plus(d.times(2).plus(b.plus(a).relu()));
  d = d.plus(d.times(3).plus(b.minus(a).relu()));
  const e = c.minus(d);
  const f = e.times(e);
  const g = f.over(2).plus(new Value(10).over(f));
  g.backward();
  return [g.data, a.grad, b.grad];
}

const source = 'micrograd, README (Karpathy 2020)';

export const micrograd: Group = {
  topic: 'micrograd',
  figures: [
    { name: 'micrograd example: g', published: 24.7041, tolerance: 0.00005, source },
    { name: 'micrograd example: dg/da', published: 138.8338, tolerance: 0.00005, source },
    { name: 'micrograd example: dg/db', published: 645.5773, tolerance: 0.00005, source },
  ],
  *compute() {
    yield 0;
    return example();
  },
};
