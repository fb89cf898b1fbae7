/** A network that looks at a picture once and answers several questions: one trunk of convolutions, one head a question.
 *  Left out: residual connections, dropout, attention. Papers: LeCun et al. 1998 (convolutions, halved and halved again),
 *  Caruana 1997 (several tasks, one trunk), Wu & He 2018 (group normalisation). Read first: ../../nn/ops/image.ts.
 *  Read next: ./train.ts
 *  Shapes: B batch, S size, W width of a level, H hidden, A answers of a question. */
import { reshape, type Tensor } from '../../nn/graph.ts';
import { ones, zeros } from '../../nn/initialise.ts';
import { convolutionLayer, convolutionParameters, linearLayer, linearParameters } from '../../nn/layers.ts';
import { silu } from '../../nn/ops/activations.ts';
import { add, multiply } from '../../nn/ops/arithmetic.ts';
import { normalizeGroups, pool } from '../../nn/ops/image.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';
import type { ClassifierConfig } from './config.ts';

/** Red, green, blue. */
export const colours = 3;

/** What is asked about a picture, and what may be answered. */
export interface Question {
  readonly name: string;
  readonly answers: readonly string[];
}

type Shape = Pick<ClassifierConfig, 'size' | 'widths' | 'groups' | 'hidden'>;

function stageParameters(name: string, inputs: number, width: number): Parameter[] {
  return [
    ...convolutionParameters(name, inputs, width),
    { name: `${name}.gain`, shape: [width], initial: ones },
    { name: `${name}.shift`, shape: [width], initial: zeros },
  ];
}

/** Looks at squares of 3 × 3, evens out, and bends: [B, S, S, W]. */
function stage(x: Tensor, weights: Weights, name: string, groups: number): Tensor {
  const even = normalizeGroups(convolutionLayer(x, weights, name), groups);
  return silu(add(multiply(even, weights.get(`${name}.gain`)), weights.get(`${name}.shift`)));
}

export function classifierParameters({ size, widths, hidden }: Shape, questions: readonly Question[]): Parameter[] {
  const last = size >> widths.length;
  return [
    ...widths.flatMap((width, level) => [
      ...stageParameters(`level${level}.first`, level === 0 ? colours : widths[level - 1], width),
      ...(level === 0 ? [] : stageParameters(`level${level}.second`, width, width)),
    ]),
    ...linearParameters('hidden', last * last * widths[widths.length - 1], hidden),
    // At first it thinks every answer as likely as any other.
    ...questions.flatMap(({ name, answers }) => [
      { name: `${name}.weight`, shape: [hidden, answers.length], initial: zeros },
      { name: `${name}.bias`, shape: [answers.length], initial: zeros },
    ]),
  ];
}

// #region network
/** Pictures x [B, S, S, 3] → for each question the logits of its answers: [B, A]. */
export function classifier(
  x: Tensor,
  weights: Weights,
  { widths, groups }: Shape,
  questions: readonly Question[],
): readonly Tensor[] {
  let h = x;
  for (let level = 0; level < widths.length; level++) {
    h = stage(h, weights, `level${level}.first`, groups); // [B, S, S, W]
    if (level > 0) h = stage(h, weights, `level${level}.second`, groups);
    h = pool(h); // [B, S/2, S/2, W]
  }
  const [batch, height, width, channels] = h.shape;
  const seen = silu(linearLayer(reshape(h, [batch, height * width * channels]), weights, 'hidden')); // [B, H]
  return questions.map(({ name }) => linearLayer(seen, weights, name));
}
// #endregion
