/** What the two play for. The discriminator's logits for real and for fake packs [P, 1] → a loss [1] for each side. */
import type { Tensor } from '../../nn/graph.ts';
import { surpriseAtNo, surpriseAtYes } from '../../nn/losses.ts';
import { sqrt, square } from '../../nn/ops/activations.ts';
import { add, affine, mean, negate, scale, subtract } from '../../nn/ops/arithmetic.ts';
import type { GanLoss } from './config.ts';

interface Game {
  readonly discriminator: (real: Tensor, fake: Tensor) => Tensor;
  readonly generator: (fake: Tensor) => Tensor;
  /** The logit from which on a pack counts as taken for real; none where only differences mean something. */
  readonly threshold?: number;
}

// #region losses
const tellApart = (real: Tensor, fake: Tensor): Tensor => add(surpriseAtYes(real), surpriseAtNo(fake));
const halfSquare = (x: Tensor): Tensor => scale(mean(square(x)), 0.5);

export const games: Record<GanLoss, Game> = {
  /** Goodfellow et al. 2014: the generator wants its numbers taken for real. */
  'non-saturating': { discriminator: tellApart, generator: surpriseAtYes, threshold: 0 },
  /** The same paper's first form: it wants the discriminator to fail. Where that is sure of itself, nothing pushes. */
  minimax: { discriminator: tellApart, generator: (fake) => negate(surpriseAtNo(fake)), threshold: 0 },
  /** Mao et al. 2017: 1 for real, 0 for fake. */
  'least-squares': {
    discriminator: (real, fake) => add(halfSquare(affine(real, 1, -1)), halfSquare(fake)),
    generator: (fake) => halfSquare(affine(fake, 1, -1)),
    threshold: 0.5,
  },
  /** Arjovsky et al. 2017: not whether but how much, with a bound on the slope. */
  wasserstein: {
    discriminator: (real, fake) => subtract(mean(fake), mean(real)),
    generator: (fake) => negate(mean(fake)),
  },
};
// #endregion

/** Whether the discriminator's output, through a sigmoid, is the chance that a pack is real. */
export const saysChances = (loss: GanLoss): boolean => games[loss].threshold === 0;

// #region penalties
/** R1 (Mescheder et al. 2018): flat at real numbers. `steep` [P, 1] are squared gradients. */
export const r1Penalty = (steep: Tensor, weight: number): Tensor => scale(mean(steep), weight / 2);

/** WGAN-GP (Gulrajani et al. 2017): a slope of 1 between real and fake. */
export const slopePenalty = (steep: Tensor, weight: number): Tensor =>
  scale(mean(square(affine(sqrt(affine(steep, 1, 1e-12)), 1, -1))), weight);
// #endregion
