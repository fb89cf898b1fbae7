/** Sums and products of tensors. A second operand may be smaller: a row of the last dimensions, used again for each row. */
import type { Tensor, Weight } from '../graph.ts';

/** a + b; b may be a row. */
export function add(a: Tensor, b: Weight): Tensor {
  const { kernels } = a.graph;
  const row = isRow(a, b);
  return a.graph.record(
    'add',
    a.shape,
    [a, b],
    (y) => (row ? kernels.addRow(y, a.value, b.value) : kernels.add(y, a.value, b.value)),
    (dy) => {
      if (a.grad) kernels.addScaled(a.grad, dy, 1);
      if (b.grad) row ? kernels.sumRows(b.grad, dy) : kernels.addScaled(b.grad, dy, 1);
    },
  );
}

/** a − b, of one shape. */
export const subtract = (a: Tensor, b: Tensor): Tensor => add(a, scale(b, -1));

/** a · b, number by number; b may be a row. */
export function multiply(a: Tensor, b: Weight): Tensor {
  const { kernels } = a.graph;
  const row = isRow(a, b);
  return a.graph.record(
    'multiply',
    a.shape,
    [a, b],
    (y) => (row ? kernels.multiplyRow(y, a.value, b.value) : kernels.multiply(y, a.value, b.value)),
    (dy) => {
      if (a.grad) row ? kernels.addProductRow(a.grad, dy, b.value) : kernels.addProduct(a.grad, dy, b.value);
      if (b.grad) row ? kernels.sumProductRows(b.grad, dy, a.value) : kernels.addProduct(b.grad, dy, a.value);
    },
  );
}

/** factor · x + shift, with numbers that stay the same in every step */
export function affine(x: Tensor, factor: number, shift: number): Tensor {
  const { kernels } = x.graph;
  return x.graph.record(
    'affine',
    x.shape,
    [x],
    (y) => kernels.affine(y, x.value, factor, shift),
    (dy) => kernels.addScaled(x.grad!, dy, factor),
  );
}

export const scale = (x: Tensor, factor: number): Tensor => affine(x, factor, 0);
export const negate = (x: Tensor): Tensor => affine(x, -1, 0);

/** The sum of all numbers: [1]. */
export function sum(x: Tensor): Tensor {
  const { kernels } = x.graph;
  return x.graph.record(
    'sum',
    [1],
    [x],
    (y) => kernels.fill(y, kernels.sum(x.value)),
    (dy) => kernels.affine(x.grad!, x.grad!, 1, dy.data[0]),
  );
}

/** The mean of all numbers: [1]. */
export const mean = (x: Tensor): Tensor => scale(sum(x), 1 / x.value.length);

/** Whether b [...] is a row of a [..., ...]: its shape is how a's ends. */
function isRow(a: Weight, b: Weight): boolean {
  const from = a.shape.length - b.shape.length;
  if (from < 0 || b.shape.some((length, i) => length !== a.shape[from + i])) {
    throw new Error(`[${b.shape}] is neither like [${a.shape}] nor a row of it`);
  }
  return from > 0;
}
