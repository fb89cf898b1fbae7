/** Matrix products: every number of the answer sees every number of its row. */
import { sizeOf, type Tensor, type Weight } from '../graph.ts';

/** a [..., k] · b [k, n] → [..., n] */
export function matmul(a: Tensor, b: Weight): Tensor {
  const { kernels } = a.graph;
  const [k, n] = b.shape;
  const m = rowsOf(a, k);
  return a.graph.record(
    'matmul',
    [...a.shape.slice(0, -1), n],
    [a, b],
    (y) => kernels.matmul(y, a.value, b.value, m, k, n, 'nn', false),
    (dy) => {
      if (a.grad) kernels.matmul(a.grad, dy, b.value, m, n, k, 'nt', true); // dA = dY · Bᵀ
      if (b.grad) kernels.matmul(b.grad, a.value, dy, k, m, n, 'tn', true); // dB = Aᵀ · dY
    },
  );
}

/** a [..., k] · bᵀ, b [n, k] → [..., n]: scores against each row of b, as where tokens are looked up and predicted by one
 *  table. */
export function matmulTransposed(a: Tensor, b: Weight): Tensor {
  const { kernels } = a.graph;
  const [n, k] = b.shape;
  const m = rowsOf(a, k);
  return a.graph.record(
    'matmulTransposed',
    [...a.shape.slice(0, -1), n],
    [a, b],
    (y) => kernels.matmul(y, a.value, b.value, m, k, n, 'nt', false),
    (dy) => {
      if (a.grad) kernels.matmul(a.grad, dy, b.value, m, n, k, 'nn', true); // dA = dY · B
      if (b.grad) kernels.matmul(b.grad, dy, a.value, n, m, k, 'tn', true); // dB = dYᵀ · A
    },
  );
}

/** x [..., in] · w [in, out] + b [out] → [..., out] */
export function linear(x: Tensor, w: Weight, b: Weight): Tensor {
  const { kernels } = x.graph;
  const [k, n] = w.shape;
  const m = rowsOf(x, k);
  if (sizeOf(b.shape) !== n) throw new Error(`a bias of [${b.shape}] for ${n} outputs`);
  return x.graph.record(
    'linear',
    [...x.shape.slice(0, -1), n],
    [x, w, b],
    (y) => {
      kernels.matmul(y, x.value, w.value, m, k, n, 'nn', false);
      kernels.addRow(y, y, b.value);
    },
    (dy) => {
      if (x.grad) kernels.matmul(x.grad, dy, w.value, m, n, k, 'nt', true); // dX = dY · Wᵀ
      if (w.grad) kernels.matmul(w.grad, x.value, dy, k, m, n, 'tn', true); // dW = Xᵀ · dY
      if (b.grad) kernels.sumRows(b.grad, dy); // db = the rows of dY, summed
    },
  );
}

function rowsOf(x: Weight, columns: number): number {
  if (x.shape[x.shape.length - 1] !== columns) throw new Error(`[${x.shape}] does not end in ${columns}`);
  return sizeOf(x.shape) / columns;
}
