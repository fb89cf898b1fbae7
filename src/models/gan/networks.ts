/** Two small networks. The generator makes a number from chance; the discriminator says how real it finds numbers, several at
 *  once if it is to see whether they differ (PacGAN, Lin et al. 2018).
 *  Shapes: B batch, Z latent size, n numbers in a pack, P = B / n packs. */
import { reshape, type Tensor } from '../../nn/graph.ts';
import { type Mlp, mlp, mlpParameters, mlpTangent } from '../../nn/layers.ts';
import { square } from '../../nn/ops/activations.ts';
import { add } from '../../nn/ops/arithmetic.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';

const width = 32;
const layers = 3;

// #region networks
export const generatorParameters = (latent: number): Parameter[] => mlpParameters('g', [latent, width, width, 1]);
export const discriminatorParameters = (pack: number): Parameter[] => mlpParameters('d', [pack, width, width, 1]);

/** z [B, Z] → numbers [B, 1] */
export const generate = (z: Tensor, weights: Weights): Tensor => mlp(z, weights, 'g', layers, 'leakyRelu').output;

/** Packs of numbers [P, n] → logits [P, 1]: above 0 for "real". */
export const discriminate = (packs: Tensor, weights: Weights): Mlp => mlp(packs, weights, 'd', layers, 'leakyRelu');

/** Numbers [B, 1] side by side: [P, n]. */
export const inPacks = (numbers: Tensor, pack: number): Tensor => reshape(numbers, [numbers.shape[0] / pack, pack]);
// #endregion

/** How steep the discriminator is at each pack: the square of its gradient there, [P, 1]. One tangent for each number of the
 *  pack. */
export function steepness(judged: Mlp, packs: Tensor, weights: Weights): Tensor {
  const [rows, pack] = packs.shape;
  const { graph } = packs;
  const slopes = Array.from({ length: pack }, (_, j) => {
    const direction = graph.input([rows, pack]);
    for (let i = 0; i < rows; i++) direction.value.data[i * pack + j] = 1;
    return square(mlpTangent(direction, judged, weights, 'd'));
  });
  return slopes.reduce((total, slope) => add(total, slope));
}
