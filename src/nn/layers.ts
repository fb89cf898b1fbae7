/** Layers are functions: of an input, and of weights by name. What weights they need, they say beforehand. */
import type { Tensor } from './graph.ts';
import { fanIn } from './initialise.ts';
import type { Activation } from './kernels/kernels.ts';
import { activate, leakyGate } from './ops/activations.ts';
import { convolution } from './ops/image.ts';
import { linear, matmul } from './ops/linear.ts';
import type { Parameter, Weights } from './parameters.ts';

/** Weight and bias of a layer, in the way that PyTorch begins: evenly in ±1/√inputs. */
export function linearParameters(name: string, inputs: number, outputs: number): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [inputs, outputs], initial: fanIn(inputs) },
    { name: `${name}.bias`, shape: [outputs], initial: fanIn(inputs) },
  ];
}

export const linearLayer = (x: Tensor, weights: Weights, name: string): Tensor =>
  linear(x, weights.get(`${name}.weight`), weights.get(`${name}.bias`));

/** A layer that looks at squares of 3 × 3 pixels. */
export function convolutionParameters(
  name: string,
  inputs: number,
  outputs: number,
  initial = fanIn(9 * inputs),
): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [9 * inputs, outputs], initial },
    { name: `${name}.bias`, shape: [outputs], initial },
  ];
}

export const convolutionLayer = (x: Tensor, weights: Weights, name: string): Tensor =>
  convolution(x, weights.get(`${name}.weight`), weights.get(`${name}.bias`));

// #region mlp
/** Parameters of a multi-layer perceptron: sizes [8, 32, 32, 1] is 8 inputs, two hidden layers of 32, one output. */
export function mlpParameters(name: string, sizes: readonly number[]): Parameter[] {
  return sizes.slice(1).flatMap((size, i) => linearParameters(`${name}.${i}`, sizes[i], size));
}

export interface Mlp {
  /** [B, outputs] */
  readonly output: Tensor;
  /** What each hidden layer holds before it is bent: [B, hidden] */
  readonly hidden: readonly Tensor[];
}

/** x [B, inputs] through `layers` linear layers, bent between them. */
export function mlp(x: Tensor, weights: Weights, name: string, layers: number, bend: Activation): Mlp {
  const hidden: Tensor[] = [];
  let signal = x;
  for (let i = 0; i < layers; i++) {
    signal = linearLayer(signal, weights, `${name}.${i}`);
    if (i === layers - 1) break;
    hidden.push(signal);
    signal = activate(bend, signal);
  }
  return { output: signal, hidden };
}
// #endregion

// #region tangent
/** How the output of a LeakyReLU MLP changes when its input moves in a direction: direction [B, inputs] → [B, outputs]. It
 *  goes through the same layers, without biases, and each bend lets it pass as it let the signal pass ("forward mode"). Being
 *  made of ordinary operations, it can be trained through: penalties on the slope of a network need no second derivatives. */
export function mlpTangent(direction: Tensor, { hidden }: Mlp, weights: Weights, name: string): Tensor {
  let change = direction;
  for (let i = 0; i <= hidden.length; i++) {
    change = matmul(change, weights.get(`${name}.${i}.weight`));
    if (i < hidden.length) change = leakyGate(change, hidden[i]);
  }
  return change;
}
// #endregion
