/** What a network is told to make small. Each is the mean over all rows: [1]. */
import type { Tensor } from './graph.ts';
import type { Ints } from './kernels/kernels.ts';
import { softplus, square } from './ops/activations.ts';
import { mean, multiply, negate, subtract } from './ops/arithmetic.ts';

/** Surprise about yes or no, where the logit says yes with probability sigmoid(logit). Targets lie in [0, 1].
 *  −t·log σ(z) − (1 − t)·log(1 − σ(z)) = softplus(z) − t·z, which does not overflow. */
export const binaryCrossEntropy = (logits: Tensor, targets: Tensor): Tensor =>
  mean(subtract(softplus(logits), multiply(logits, targets)));

/** The same where every target is 1, and where every target is 0. */
export const surpriseAtYes = (logits: Tensor): Tensor => mean(softplus(negate(logits)));
export const surpriseAtNo = (logits: Tensor): Tensor => mean(softplus(logits));

export const squaredError = (outputs: Tensor, targets: Tensor): Tensor => mean(square(subtract(outputs, targets)));

/** Surprise at the right class of each row: logits [rows, classes], targets [rows]; rows with a negative target count as 0.
 *  Returns a loss for each row: [rows]. */
export function crossEntropyRows(logits: Tensor, targets: Ints): Tensor {
  const { graph } = logits;
  const { kernels } = graph;
  const probs = graph.arena.block(logits.value.length);
  return graph.record(
    'crossEntropy',
    [targets.length],
    [logits],
    (losses) => kernels.crossEntropy(losses, probs, logits.value, targets),
    (dlosses) => kernels.crossEntropyGrad(logits.grad!, dlosses, probs, targets),
  );
}

/** The mean of crossEntropyRows. */
export const crossEntropy = (logits: Tensor, targets: Ints): Tensor => mean(crossEntropyRows(logits, targets));
