/** The transformer once more, as plain loops over plain lists, from Vaswani et al. 2017 and Radford et al. 2019: slow, and with
 *  nothing of src in it but the names of the weights. */
import { expect } from 'vitest';
import type { NetworkConfig } from '../../../src/models/gpt/config.ts';
import type { Mask } from '../../../src/models/gpt/open.ts';

type Vector = number[];

export interface Forward {
  readonly tokens: Vector[];
  readonly positions: Vector[];
  readonly entered: Vector[];
  readonly layers: {
    /** [head][query][key] */
    readonly scores: number[][][];
    readonly weights: number[][][];
    readonly taken: Vector[];
    readonly thought: Vector[];
    readonly stream: Vector[];
  }[];
  /** What is held against the table. */
  readonly last: Vector[];
  readonly logits: Vector[];
  /** Logits if it ended behind this stream. */
  says(stream: Vector): Vector;
}

const add = (a: Vector, b: Vector): Vector => a.map((x, i) => x + b[i]);
const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
const mean = (a: Vector): number => a.reduce((sum, x) => sum + x, 0) / a.length;

export function softmax(scores: Vector): Vector {
  const largest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - largest));
  const total = raised.reduce((sum, x) => sum + x, 0);
  return raised.map((x) => x / total);
}

/** @param weight rows of a weight by its name: a matrix as lists, a vector as one */
export function plainForward(
  config: NetworkConfig,
  weight: (name: string) => Vector[],
  ids: readonly number[],
  mask: Mask = 'causal',
): Forward {
  const { heads, width, layers, tied, norm, gain, bias, activation, norm_embedding } = config;

  const normed = (x: Vector, name: string): Vector => {
    const centre = norm === 'layer' ? mean(x) : 0;
    const even = x.map((each) => each - centre);
    const size = Math.sqrt(mean(even.map((each) => each * each)) + 1e-5);
    const scaled = even.map((each, i) => (each / size) * (gain ? weight(`${name}.gain`)[0][i] : 1));
    return bias && norm === 'layer' ? add(scaled, weight(`${name}.bias`)[0]) : scaled;
  };
  const layer = (x: Vector, name: string): Vector => {
    const matrix = weight(`${name}.weight`);
    const y = matrix[0].map((_, j) => x.reduce((sum, each, i) => sum + each * matrix[i][j], 0));
    return bias ? add(y, weight(`${name}.bias`)[0]) : y;
  };
  const bend = (x: number): number =>
    activation === 'relu'
      ? Math.max(0, x)
      : 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  const evened = (stream: Vector): Vector => (norm_embedding ? stream : normed(stream, 'norm'));
  const says = (stream: Vector): Vector => {
    const last = evened(stream);
    if (tied) return weight('tokens').map((row) => dot(row, last));
    const head = weight('head');
    return head[0].map((_, v) => last.reduce((sum, each, i) => sum + each * head[i][v], 0));
  };

  const tokens = ids.map((id) => weight('tokens')[id]);
  const positions = ids.map((_, t) => weight('positions')[t]);
  const embedded = tokens.map((row, t) => add(row, positions[t]));
  const entered = norm_embedding ? embedded.map((x) => normed(x, 'norm0')) : embedded;
  let x = entered;
  const size = width / heads;
  const done = Array.from({ length: layers }, (_, l) => {
    const name = `block${l}`;
    const all = x.map((row) => layer(normed(row, `${name}.norm1`), `${name}.qkv`));
    const part = (t: number, which: 0 | 1 | 2, h: number): Vector =>
      all[t].slice(which * width + h * size, which * width + (h + 1) * size);
    const scores: number[][][] = [];
    const weights: number[][][] = [];
    for (let h = 0; h < heads; h++) {
      scores.push(ids.map((_, t) => ids.map((_, s) => dot(part(t, 0, h), part(s, 1, h)))));
      weights.push(
        scores[h].map((row, t) =>
          softmax(row.map((score, s) => (mask === 'causal' && s > t ? -Infinity : score / Math.sqrt(size)))),
        ),
      );
    }
    const taken = ids.map((_, t) => {
      const answers: Vector = [];
      for (let h = 0; h < heads; h++) {
        for (let d = 0; d < size; d++)
          answers.push(ids.reduce((sum, _, s) => sum + weights[h][t][s] * part(s, 2, h)[d], 0));
      }
      return layer(answers, `${name}.mix`);
    });
    x = x.map((row, t) => add(row, taken[t]));
    const thought = x.map((row) => layer(layer(normed(row, `${name}.norm2`), `${name}.up`).map(bend), `${name}.down`));
    x = x.map((row, t) => add(row, thought[t]));
    return { scores, weights, taken, thought, stream: x };
  });
  return { tokens, positions, entered, layers: done, last: x.map(evened), logits: x.map(says), says };
}

/** Lists out of a set of weights. */
export const listsOf =
  (weights: { get(name: string): { shape: readonly number[]; value: { data: ArrayLike<number> } } }) =>
  (name: string): Vector[] => {
    const { shape, value } = weights.get(name);
    const columns = shape[shape.length - 1];
    const numbers = Array.from(value.data);
    return Array.from({ length: numbers.length / columns }, (_, i) => numbers.slice(i * columns, (i + 1) * columns));
  };

/** Numbers in lists of the same shape, one by one. */
export function expectClose(ours: unknown, theirs: unknown, digits = 10): void {
  if (typeof ours === 'number') expect(ours).toBeCloseTo(theirs as number, digits);
  else {
    const [a, b] = [Array.from(ours as ArrayLike<unknown>), Array.from(theirs as ArrayLike<unknown>)];
    expect(a.length).toBe(b.length);
    for (const [i, each] of a.entries()) expectClose(each, b[i], digits);
  }
}
