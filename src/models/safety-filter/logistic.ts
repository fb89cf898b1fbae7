/** Logistic regression: every feature has a weight, and whether a text has the label is told by their sum alone.
 *    P(label | text) = 1 / (1 + e^−z),  z = bias + Σ weights of its n features / √n
 *  It learns by example: what it believed less than was true is added to the weights of the features that were there. So a word
 *  that stands everywhere ends up with no weight, where naive Bayes would count it again each time.
 *  Left out: several labels that exclude each other, how sure it is of its weights.
 *  Papers: Cox 1958; Duchi, Hazan & Singer 2011 for the size of a step (Adagrad). Read first: ./features.ts. Read next: ./classifier.ts */

/** Size of the first step of a weight; how much of a weight is taken back each time, so that no word alone decides too much. */
const [rate, decay] = [1, 1e-3];

export class Logistic {
  bias = 0;
  readonly weights: Float64Array;
  /** Sums of the squares of all gradients so far: the more a weight was moved, the less it moves. */
  private readonly squares: Float64Array;
  private biasSquares = 0;

  /** @param size features that there are */
  constructor(size: number) {
    this.weights = new Float64Array(size);
    this.squares = new Float64Array(size);
  }

  /** @param features by number, each once */
  logit(features: Int32Array): number {
    let sum = 0;
    for (const feature of features) sum += this.weights[feature];
    return this.bias + sum * shareOf(features);
  }

  /** −ln of what it believes of the truth, and what large weights cost. */
  loss(features: Int32Array, isSo: boolean): number {
    const large = features.reduce((sum, feature) => sum + this.weights[feature] * this.weights[feature], 0);
    return surprise(this.logit(features), isSo) + (decay / 2) * large;
  }

  // #region learn
  /** d loss / d bias, and d loss / d weight of each feature that is there. */
  gradient(features: Int32Array, isSo: boolean): { readonly bias: number; readonly weights: Float64Array } {
    const wrong = probabilityOf(this.logit(features)) - Number(isSo);
    const share = wrong * shareOf(features);
    const weights = new Float64Array(features.length);
    for (let i = 0; i < features.length; i++) weights[i] = share + decay * this.weights[features[i]];
    return { bias: wrong, weights };
  }

  /** One step after one example. */
  learn(features: Int32Array, isSo: boolean): void {
    const { bias, weights } = this.gradient(features, isSo);
    this.biasSquares += bias * bias;
    this.bias -= step(bias, this.biasSquares);
    for (let i = 0; i < features.length; i++) {
      const feature = features[i];
      this.squares[feature] += weights[i] * weights[i];
      this.weights[feature] -= step(weights[i], this.squares[feature]);
    }
  }
  // #endregion
}

/** What each of so many features counts: a long text is no more harmful than a short one. */
export const shareOf = ({ length }: Int32Array): number => 1 / Math.sqrt(Math.max(1, length));

const step = (gradient: number, squares: number): number =>
  gradient === 0 ? 0 : (rate * gradient) / Math.sqrt(squares);

export const probabilityOf = (z: number): number => 1 / (1 + Math.exp(-z));

/** −ln P(truth), without overflow. */
export function surprise(z: number, isSo: boolean): number {
  const toward = isSo ? z : -z;
  return toward > 0 ? Math.log1p(Math.exp(-toward)) : Math.log1p(Math.exp(toward)) - toward;
}
