/** The network that guesses what is picture and what is noise: a U-Net. It looks at the picture in full, at half and at quarter
 *  size, and on the way back up adds what it saw on the way down. Time and prompt steer every convolution.
 *  Left out: attention, dropout. Papers: Ronneberger et al. 2015 (U-Net), Ho et al. 2020 (for diffusion), Dhariwal & Nichol 2021
 *  (time and prompt as gain and shift). Read first: ../../nn/ops/image.ts, ./prompt.ts, ./time.ts. Read next: ./train.ts
 *  Shapes: B batch, S size, W width of a level, V words of the vocabulary, E embedding. */
import type { Tensor } from '../../nn/graph.ts';
import { zeros } from '../../nn/initialise.ts';
import {
  convolutionLayer,
  convolutionParameters,
  linearLayer,
  linearParameters,
  mlp,
  mlpParameters,
} from '../../nn/layers.ts';
import { silu } from '../../nn/ops/activations.ts';
import { add } from '../../nn/ops/arithmetic.ts';
import { modulate, normalizeGroups, pool, upsample } from '../../nn/ops/image.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';
import type { NetworkConfig } from './config.ts';
import { encodePrompt, promptParameters } from './prompt.ts';
import { timeFeatures } from './time.ts';

/** Red, green, blue. */
export const colours = 3;

export interface UnetInput {
  /** Noisy pictures [B, S, S, 3]. */
  readonly x: Tensor;
  /** [B, timeFeatures] */
  readonly time: Tensor;
  /** [B, V] */
  readonly bags: Tensor;
}

// #region layers
function steeredParameters(name: string, width: number, embedding: number): Parameter[] {
  return linearParameters(name, embedding, 2 * width);
}

/** Evens a picture out, lets time and prompt decide which channels count, and bends: [B, S, S, W]. */
function steered(x: Tensor, e: Tensor, weights: Weights, name: string, groups: number): Tensor {
  return silu(modulate(normalizeGroups(x, groups), linearLayer(e, weights, name)));
}
// #endregion

// #region block
function blockParameters(name: string, width: number, embedding: number): Parameter[] {
  return [
    ...steeredParameters(`${name}.steer1`, width, embedding),
    ...convolutionParameters(`${name}.conv1`, width, width),
    ...steeredParameters(`${name}.steer2`, width, embedding),
    // At 0 it leaves the picture as it is, until it has learned better.
    ...convolutionParameters(`${name}.conv2`, width, width, zeros),
  ];
}

/** A residual block: x [B, S, S, W] plus what two convolutions make of it. */
function block(x: Tensor, e: Tensor, weights: Weights, name: string, groups: number): Tensor {
  const first = convolutionLayer(steered(x, e, weights, `${name}.steer1`, groups), weights, `${name}.conv1`);
  const second = convolutionLayer(steered(first, e, weights, `${name}.steer2`, groups), weights, `${name}.conv2`);
  return add(x, second);
}
// #endregion

export function unetParameters({ widths, embedding }: NetworkConfig, vocabularySize: number): Parameter[] {
  const last = widths.length - 1;
  const parameters = [
    ...mlpParameters('time', [timeFeatures, embedding, embedding]),
    ...promptParameters(vocabularySize, embedding),
    ...convolutionParameters('in', colours, widths[0]),
  ];
  for (let level = 1; level <= last; level++) {
    parameters.push(
      ...linearParameters(`down${level}.widen`, widths[level - 1], widths[level]),
      ...blockParameters(`down${level}`, widths[level], embedding),
    );
  }
  for (let level = last; level >= 0; level--) {
    if (level < last) parameters.push(...linearParameters(`up${level}.narrow`, widths[level + 1], widths[level]));
    parameters.push(...blockParameters(`up${level}`, widths[level], embedding));
  }
  return [
    ...parameters,
    ...steeredParameters('out.steer', widths[0], embedding),
    ...convolutionParameters('out', widths[0], colours, zeros),
  ];
}

// #region unet
/** The network's guess at v = √ᾱ · ε − √(1 − ᾱ) · x₀ (Salimans & Ho 2022): [B, S, S, 3]. */
export function unet({ x, time, bags }: UnetInput, weights: Weights, { widths, groups }: NetworkConfig): Tensor {
  const e = silu(add(mlp(time, weights, 'time', 2, 'silu').output, encodePrompt(bags, weights))); // [B, E]
  const last = widths.length - 1;
  let h = convolutionLayer(x, weights, 'in'); // [B, S, S, W0]
  const seen = [h];
  for (let level = 1; level <= last; level++) {
    h = linearLayer(pool(h), weights, `down${level}.widen`); // [B, S/2, S/2, W]
    h = block(h, e, weights, `down${level}`, groups);
    seen.push(h);
  }
  for (let level = last; level >= 0; level--) {
    if (level < last) h = add(upsample(linearLayer(h, weights, `up${level}.narrow`)), seen[level]);
    h = block(h, e, weights, `up${level}`, groups);
  }
  return convolutionLayer(steered(h, e, weights, 'out.steer', groups), weights, 'out');
}
// #endregion

/** Floating-point operations to look at one picture: two for each product that is summed, in convolutions and matrices. Left
 *  out: normalising, bending and adding, a few in a hundred more. A step of training takes three times as many. */
export function forwardFlops({ size, widths, embedding }: NetworkConfig, vocabularySize: number): number {
  const pixels = widths.map((_, level) => (size >> level) * (size >> level));
  const last = widths.length - 1;
  const blockAt = (level: number): number => {
    const width = widths[level];
    return pixels[level] * 18 * width * width + 4 * embedding * width;
  };
  let products = (timeFeatures + vocabularySize + 2 * embedding) * embedding;
  products += 2 * pixels[0] * 9 * colours * widths[0] + 2 * embedding * widths[0];
  for (let level = 0; level <= last; level++) {
    products += (level === 0 ? 1 : 2) * blockAt(level);
    if (level > 0) products += 2 * pixels[level] * widths[level - 1] * widths[level];
  }
  return 2 * products;
}
