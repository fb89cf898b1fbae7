/** A text begun by somebody, and what a transformer makes of it. Read first: ./cached-text.ts, ../text-network/generate.ts */
import type { Random } from '../../nn/random.ts';
import { generate } from '../text-network/generate.ts';
import { TextWriter, type Tokenizer } from '../tokenizer/tokenizer.ts';
import { CachedText } from './cached-text.ts';
import type { Decoder } from './decoder.ts';

export interface GoOnOptions {
  readonly temperature: number;
  /** Tokens that are added at most. */
  readonly most: number;
  /** Lines are documents: a mark is the end. */
  readonly lines: boolean;
}

/** @param prompt tokens that the tokenizer knows
 *  @returns the prompt, and what follows it */
export function goOn(
  decoder: Decoder,
  tokenizer: Tokenizer,
  prompt: readonly number[],
  { temperature, most, lines }: GoOnOptions,
  rng: Random,
): string {
  const text = new CachedText(decoder);
  const writer = new TextWriter(tokenizer);
  let written = prompt.map((token) => writer.write(token)).join('');
  let count = 0;
  const shaping = { temperature, top_k: 0, top_p: 1, min_p: 0 };
  for (const { token } of generate(text, [tokenizer.mark, ...prompt], shaping, rng)) {
    if ((lines && token === tokenizer.mark) || ++count > most) break;
    written += writer.write(token);
  }
  text.end();
  return written + writer.finish();
}
