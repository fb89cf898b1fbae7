/** A network as a language model like any other: how likely was this text? Read first: ../language-model/language-model.ts,
 *  ./reader.ts */
import type { LanguageModel } from '../language-model/language-model.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Learned } from './network.ts';
import { Reader } from './reader.ts';

export class NetworkLanguageModel implements LanguageModel {
  private readonly reader: Reader;

  constructor(
    readonly model: Learned,
    readonly tokenizer: Tokenizer,
  ) {
    this.reader = new Reader(model);
  }

  get vocabularySize(): number {
    return this.tokenizer.size;
  }

  encode(document: string): Int32Array {
    const tokens = this.tokenizer.encode(document);
    return tokens.length === 0 ? tokens : Int32Array.of(...tokens, this.tokenizer.mark);
  }

  // #region log-probabilities
  /** A document begins after a mark. One that is longer than the context is read in windows that overlap by half, so that from
   *  the second window on each token is predicted from half a context at least. */
  logProbabilities(tokens: Int32Array): Float64Array {
    const { mark } = this.tokenizer;
    const { context } = this.model.network;
    // What is unknown cannot be read either; a mark stands for it.
    const seen = [mark, ...tokens.subarray(0, -1)].map((token) => (token < 0 ? mark : token));
    const logs = new Float64Array(tokens.length);
    const half = Math.ceil(context / 2);
    for (let from = 0, done = 0; done < tokens.length; from += half) {
      const rows = this.reader.logits(seen.slice(from, from + context));
      for (; done < from + rows.length; done++) logs[done] = logProbability(rows[done - from], tokens[done]);
    }
    return logs;
  }
  // #endregion

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.reader.end();
  }
}

/** ln of the softmax at one place. */
export function logProbability(logits: ArrayLike<number>, token: number): number {
  if (token < 0) return Number.NEGATIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < logits.length; v++) if (logits[v] > largest) largest = logits[v];
  let total = 0;
  for (let v = 0; v < logits.length; v++) total += Math.exp(logits[v] - largest);
  return Math.min(0, logits[token] - largest - Math.log(total));
}
