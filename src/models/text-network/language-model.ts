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
    if (tokens.length === 0) return tokens;
    const closed = new Int32Array(tokens.length + 1);
    closed.set(tokens);
    closed[tokens.length] = this.tokenizer.mark;
    return closed;
  }

  logProbabilities(tokens: Int32Array): Float64Array {
    const logs = new Float64Array(tokens.length);
    let at = 0;
    for (const portion of this.portions(tokens)) {
      logs.set(portion, at);
      at += portion.length;
    }
    return logs;
  }

  // #region log-probabilities
  /** A document begins after a mark. One that is longer than the context is read in windows that overlap by half, so that from
   *  the second window on each token is predicted from half a context at least. */
  *portions(tokens: Int32Array): Generator<Float64Array, void> {
    const { mark } = this.tokenizer;
    const { context } = this.model.network;
    // What is unknown cannot be read either; a mark stands for it.
    const seen = new Int32Array(tokens.length);
    seen[0] = mark;
    for (let i = 1; i < seen.length; i++) seen[i] = tokens[i - 1] < 0 ? mark : tokens[i - 1];
    const half = Math.ceil(context / 2);
    for (let from = 0, done = 0; done < tokens.length; from += half) {
      const rows = this.reader.logits(seen.subarray(from, from + context));
      const fresh = tokens.subarray(done, from + rows.length);
      yield Float64Array.from(fresh, (token, i) => logProbability(rows[done - from + i], token));
      done += fresh.length;
    }
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
