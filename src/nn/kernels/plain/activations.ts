/** Functions that bend: without them a network of any depth is one matrix. Each with its derivative. */
import type { Activation, Block } from '../kernels.ts';

type Numbers = Float32Array | Float64Array;

interface Bend {
  /** y = f(x) */
  readonly value: (y: Numbers, x: Numbers, length: number) => void;
  /** dx += dy · f′(x) */
  readonly gradient: (dx: Numbers, dy: Numbers, x: Numbers, y: Numbers, length: number) => void;
}

const leak = 0.2;
/** LeakyReLU's slope. A comparison made into a number: a jump would be guessed wrong half the time and cost three times as
 *  much. */
const leakySlope = (x: number): number => leak + (1 - leak) * Number(x > 0);

/** 2·√(2/π) and the cubic term of GELU's tanh form (Hendrycks & Gimpel 2016). */
const twice = 1.5957691216057308;
const cubic = 0.044715;
const geluScore = (x: number): number => twice * (x + cubic * x * x * x);

// #region activations
const bends: Record<Activation, Bend> = {
  leakyRelu: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = x[i] * leakySlope(x[i]);
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] * leakySlope(x[i]);
    },
  },
  relu: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.max(x[i], 0);
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] * Number(x[i] > 0);
    },
  },
  tanh: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.tanh(x[i]);
    },
    gradient: (dx, dy, _, y, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] * (1 - y[i] * y[i]);
    },
  },
  sigmoid: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = 1 / (1 + Math.exp(-x[i]));
    },
    gradient: (dx, dy, _, y, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] * y[i] * (1 - y[i]);
    },
  },
  softplus: {
    // max(x, 0) + log(1 + e^−|x|) is the same and does not overflow
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] / (1 + Math.exp(-x[i]));
    },
  },
  gelu: {
    // ½(1 + tanh u) is the sigmoid of 2u, and that costs half as much
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = x[i] / (1 + Math.exp(-geluScore(x[i])));
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) {
        const s = 1 / (1 + Math.exp(-geluScore(x[i])));
        dx[i] += dy[i] * s * (1 + x[i] * (1 - s) * twice * (1 + 3 * cubic * x[i] * x[i]));
      }
    },
  },
  silu: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = x[i] / (1 + Math.exp(-x[i]));
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) {
        const s = 1 / (1 + Math.exp(-x[i]));
        dx[i] += dy[i] * s * (1 + x[i] * (1 - s));
      }
    },
  },
  exp: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.exp(x[i]);
    },
    gradient: (dx, dy, _, y, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] * y[i];
    },
  },
  log: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.log(x[i]);
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] / x[i];
    },
  },
  sqrt: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = Math.sqrt(x[i]);
    },
    gradient: (dx, dy, _, y, n) => {
      for (let i = 0; i < n; i++) dx[i] += dy[i] / (2 * y[i]);
    },
  },
  square: {
    value: (y, x, n) => {
      for (let i = 0; i < n; i++) y[i] = x[i] * x[i];
    },
    gradient: (dx, dy, x, _, n) => {
      for (let i = 0; i < n; i++) dx[i] += 2 * dy[i] * x[i];
    },
  },
};
// #endregion

export function activate(kind: Activation, out: Block, x: Block): void {
  bends[kind].value(out.data, x.data, out.length);
}

export function activateGrad(kind: Activation, dx: Block, dy: Block, x: Block, y: Block): void {
  bends[kind].gradient(dx.data, dy.data, x.data, y.data, dx.length);
}

export function leakyGate(out: Block, t: Block, x: Block, added: boolean): void {
  const { data: y, length } = out;
  const { data: p } = t;
  const { data: q } = x;
  for (let i = 0; i < length; i++) {
    const passed = p[i] * leakySlope(q[i]);
    y[i] = added ? y[i] + passed : passed;
  }
}
