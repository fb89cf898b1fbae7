/** Functions of single numbers, over whole tensors. */
import type { Tensor } from '../graph.ts';
import type { Activation } from '../kernels/kernels.ts';

export function activate(kind: Activation, x: Tensor): Tensor {
  const { kernels } = x.graph;
  return x.graph.record(
    kind,
    x.shape,
    [x],
    (y) => kernels.activate(kind, y, x.value),
    (dy, y) => kernels.activateGrad(kind, x.grad!, dy, x.value, y),
  );
}

export const gelu = (x: Tensor): Tensor => activate('gelu', x);
export const silu = (x: Tensor): Tensor => activate('silu', x);
export const tanh = (x: Tensor): Tensor => activate('tanh', x);
export const sigmoid = (x: Tensor): Tensor => activate('sigmoid', x);
export const softplus = (x: Tensor): Tensor => activate('softplus', x);
export const sqrt = (x: Tensor): Tensor => activate('sqrt', x);
export const square = (x: Tensor): Tensor => activate('square', x);

/** What becomes of a small change `t` of x behind leakyRelu(x). Its slope is flat on either side of 0, so nothing flows back
 *  into x. */
export function leakyGate(t: Tensor, x: Tensor): Tensor {
  const { kernels } = t.graph;
  return t.graph.record(
    'leakyGate',
    t.shape,
    [t],
    (y) => kernels.leakyGate(y, t.value, x.value, false),
    (dy) => kernels.leakyGate(t.grad!, dy, x.value, true),
  );
}
