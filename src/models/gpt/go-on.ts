/** A text begun by somebody, and what a transformer makes of it. Read first: ./cached-text.ts, ../text-network/generate.ts */
import type { Random } from '../../nn/random.ts';
import { generate } from '../text-network/generate.ts';
import { TextWriter, type Tokenizer } from '../tokenizer/tokenizer.ts';
import { CachedText } from './cached-text.ts';
import type { Decoder } from './decoder.ts';

export interface GoOnOptions {
  readonly prompt: string;
  readonly temperature: number;
  /** Tokens at most. */
  readonly most: number;
}

/** The prompt, and what follows it up to the end of a document. Blanks at the end of the prompt belong to the next token, and
 *  what the tokenizer does not know is not read. */
export function goOn(
  decoder: Decoder,
  tokenizer: Tokenizer,
  { prompt, temperature, most }: GoOnOptions,
  rng: Random,
): string {
  const text = new CachedText(decoder);
  const writer = new TextWriter(tokenizer);
  const begun = prompt.trimEnd();
  const known = tokenizer.encode(begun).filter((token) => token >= 0);
  const shaping = { temperature, top_k: 0, top_p: 1, min_p: 0 };
  let written = begun;
  let count = 0;
  for (const { token } of generate(text, [tokenizer.mark, ...known], shaping, rng)) {
    if (token === tokenizer.mark || ++count > most) break;
    written += writer.write(token);
  }
  text.end();
  return written + writer.finish();
}
