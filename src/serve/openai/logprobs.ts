/** What a model believed of each token, in the two shapes in which clients know it; beside it, as `drawn`, what temperature, top-p
 *  and bias made of it, which no other server tells. */
import type { Likely, Written } from '../engine.ts';

const told = ({ text, bytes, logprob, drawn }: Likely) => ({
  token: text,
  logprob,
  drawn,
  bytes: bytes ? [...bytes] : null,
});

/** Of a chat. */
export const chatLogprobs = (tokens: readonly Written[]) => ({
  content: tokens.map((token) => ({ ...told(token), top_logprobs: token.likeliest.map(told) })),
  refusal: null,
});

/** Of two that read alike the likelier one. */
const byText = (likeliest: readonly Likely[], of: (one: Likely) => number) =>
  Object.fromEntries(likeliest.map((one) => [one.text, of(one)] as const).reverse());

/** Of a completion.
 *  @param offset characters of the answer before the first of the tokens */
export function completionLogprobs(tokens: readonly Written[], offset: number) {
  let at = offset;
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logprob }) => logprob),
    token_drawn: tokens.map(({ drawn }) => drawn),
    top_logprobs: tokens.map(({ likeliest }) => byText(likeliest, ({ logprob }) => logprob)),
    top_drawn: tokens.map(({ likeliest }) => byText(likeliest, ({ drawn }) => drawn)),
    text_offset: tokens.map(({ length }) => {
      const start = at;
      at += length;
      return start;
    }),
  };
}
