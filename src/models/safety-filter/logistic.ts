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

  // #region learn
  /** One step after one example. @returns −ln of what it believed of the truth before */
  learn(features: Int32Array, isSo: boolean): number {
    const z = this.logit(features);
    const wrong = probabilityOf(z) - Number(isSo); // d loss / d z
    this.biasSquares += wrong * wrong;
    this.bias -= step(wrong, this.biasSquares);
    const share = shareOf(features);
    for (const feature of features) {
      const gradient = wrong * share + decay * this.weights[feature];
      this.squares[feature] += gradient * gradient;
      this.weights[feature] -= step(gradient, this.squares[feature]);
    }
    return lossAt(z, isSo);
  }
  // #endregion
}

/** What each of so many features counts: a long text is no more harmful than a short one. */
export const shareOf = ({ length }: Int32Array): number => 1 / Math.sqrt(Math.max(1, length));

const step = (gradient: number, squares: number): number =>
  gradient === 0 ? 0 : (rate * gradient) / Math.sqrt(squares);

export const probabilityOf = (z: number): number => 1 / (1 + Math.exp(-z));

/** −ln P(truth), without overflow. */
function lossAt(z: number, isSo: boolean): number {
  const toward = isSo ? z : -z;
  return toward > 0 ? Math.log1p(Math.exp(-toward)) : Math.log1p(Math.exp(toward)) - toward;
}
