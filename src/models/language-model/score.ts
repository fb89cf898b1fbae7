/** How well a language model predicts a text: the cross-entropy, in the units that people use.
 *  Source: Shannon 1948, A Mathematical Theory of Communication; Jelinek et al. 1977, Perplexity. Read first: ./language-model.ts */
import type { LanguageModel } from './language-model.ts';

/** The fields of `genai eval --json`. Those that would be infinite are null: JSON knows no infinity. */
export interface Score {
  /** Predicted tokens, end marks included. */
  readonly tokens: number;
  /** Mean of -ln p; lower is better. The uniform model has ln(vocabulary). */
  readonly nats_per_token: number | null;
  /** e to the nats: among how many equally likely tokens it might as well have chosen. */
  readonly perplexity: number | null;
  /** Bits for the whole text by its bytes: comparable between models with different tokens. */
  readonly bits_per_byte: number | null;
  /** Tokens of probability 0. One of them makes the nats infinite. */
  readonly unseen: number;
  /** Tokens that are not in the vocabulary. */
  readonly unknown: number;
}

/** How far the scoring is. */
export interface Scored {
  readonly tokens: number;
  /** Of the documents, from 0 to 1. */
  readonly share: number;
}

// #region score
/** Scores a text document by document, and yields after each, and within a long one, how far it is.
 *  @param bytes of the whole text in UTF-8
 *
 *  a model that holds four tokens equally likely, "abc" and its end → 4 tokens, ln 4 nats a token, perplexity 4 */
export function* score(model: LanguageModel, documents: readonly string[], bytes: number): Generator<Scored, Score> {
  let [tokens, nats, unseen, unknown] = [0, 0, 0, 0];
  for (const [n, document] of documents.entries()) {
    const ids = model.encode(document);
    let at = 0;
    for (const logs of model.portions?.(ids) ?? [model.logProbabilities(ids)]) {
      for (const log of logs) {
        if (log === Number.NEGATIVE_INFINITY) unseen++;
        else nats -= log;
        if (ids[at++] < 0) unknown++;
      }
      if (at < ids.length) yield { tokens: tokens + at, share: (n + at / ids.length) / documents.length };
    }
    tokens += ids.length;
    yield { tokens, share: (n + 1) / documents.length };
  }
  const finite = tokens > 0 && unseen === 0;
  return {
    tokens,
    nats_per_token: finite ? nats / tokens : null,
    perplexity: finite ? Math.exp(nats / tokens) : null,
    bits_per_byte: finite && bytes > 0 ? nats / Math.LN2 / bytes : null,
    unseen,
    unknown,
  };
}
// #endregion

/** Scores lines of text, each a document that ends with a line feed, at one go. */
export function scoreLines(model: LanguageModel, lines: readonly string[]): Score {
  const bytes = lines.reduce((sum, line) => sum + new TextEncoder().encode(line).length + 1, 0);
  const steps = score(model, lines, bytes);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}
