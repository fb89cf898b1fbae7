/** What a model believed of each token, in the two shapes in which clients know it. */
import type { Likely, Written } from '../engine.ts';

/** A token that is only part of a character has no text of its own. */
const bytesOf = (text: string): number[] | null => (text.includes('\ufffd') ? null : [...Buffer.from(text)]);

const told = ({ text, logprob }: Likely) => ({ token: text, logprob, bytes: bytesOf(text) });

/** Of a chat. */
export const chatLogprobs = (tokens: readonly Written[]) => ({
  content: tokens.map((token) => ({ ...told(token), top_logprobs: token.likeliest.map(told) })),
  refusal: null,
});

/** Of a completion.
 *  @param offset characters of the answer before the first of the tokens */
export function completionLogprobs(tokens: readonly Written[], offset: number) {
  let at = offset;
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logprob }) => logprob),
    // Of two that read alike the likelier one.
    top_logprobs: tokens.map(({ likeliest }) =>
      Object.fromEntries(likeliest.map(({ text, logprob }) => [text, logprob] as const).reverse()),
    ),
    text_offset: tokens.map(({ text }) => {
      const start = at;
      at += text.length;
      return start;
    }),
  };
}
