/** One question to a model, and what it says, token by token, with how far it believes in each. A model that was taught to answer
 *  gets the question between the tokens that mark one; a base model knows no such tokens, so it gets the text alone, and goes on.
 *  Nothing is remembered: each question begins with an empty context.
 *  Left out: several questions and answers in one context, which nobody taught these models.
 *  Read first: ./chat-format.ts, ../text-network/generate.ts */
import type { Random } from '../../nn/random.ts';
import { CachedText } from '../gpt/cached-text.ts';
import { Decoder, type Gpt } from '../gpt/decoder.ts';
import { generate } from '../text-network/generate.ts';
import { TextWriter } from '../tokenizer/tokenizer.ts';
import { type ChatFormat, spaced } from './chat-format.ts';

interface Likely {
  readonly token: number;
  /** As the model believes, whatever the temperature. */
  readonly p: number;
}

export interface Spoken extends Likely {
  /** What it adds to the answer: nothing for the token that ends it, or for bytes that wait for the rest of a character. */
  readonly piece: string;
  /** The likeliest at this place, falling. */
  readonly likeliest: readonly Likely[];
}

/** stop: it said that it is done; length: it had no more room, or was to say no more. */
export const endings = ['stop', 'length'] as const;
export type Ending = (typeof endings)[number];

export interface SpeakOptions {
  /** 0 takes the likeliest token each time. */
  readonly temperature: number;
  /** Tokens at most. */
  readonly most: number;
}

/** Tokens told of each place. */
const told = 4;

/** A text to go on with: mark, text. */
export const beginning = ({ tokenizer }: ChatFormat, text: string): Int32Array =>
  Int32Array.from([tokenizer.mark, ...tokenizer.encode(spaced(text))]);

// #region speak
/** @param prompt as `format.question` or `beginning` make it; shorter than the context, or nothing can be said */
export function* speak(
  model: Gpt,
  { tokenizer }: ChatFormat,
  prompt: Int32Array,
  { temperature, most }: SpeakOptions,
  rng: Random,
): Generator<Spoken, Ending> {
  // The last token is said, but not read.
  const room = Math.min(most, model.network.context - prompt.length + 1);
  const decoder = new Decoder(model);
  const writer = new TextWriter(tokenizer);
  const shaping = { temperature, top_k: 0, top_p: 1, min_p: 0 };
  let said = 0;
  try {
    for (const { choice, index, token } of generate(new CachedText(decoder), prompt, shaping, rng)) {
      said++;
      const isEnd = token === tokenizer.mark;
      const isLast = isEnd || said === room;
      const { tokens, believed } = choice;
      yield {
        token,
        p: believed[index],
        piece: (isEnd ? '' : writer.write(token)) + (isLast ? writer.finish() : ''),
        likeliest: Array.from({ length: Math.min(told, tokens.length) }, (_, i) => ({
          token: tokens[i],
          p: believed[i],
        })),
      };
      if (isLast) return isEnd ? 'stop' : 'length';
    }
    return 'length';
  } finally {
    decoder.end();
  }
}
// #endregion
