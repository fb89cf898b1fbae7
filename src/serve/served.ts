/** A model in the thread that writes with it, whatever kind it is: what it reads of what it is asked, and how its tokens look.
 *  Read first: ./engine.ts, ../models/serving/batch.ts. Read next: ./transformers.ts, ./counts.ts, ./desk.ts */

import type { NextTokens } from '../models/serving/next-tokens.ts';
import type { TextOf } from '../models/serving/stop-text.ts';
import { crc32 } from '../nn/checkpoint-format.ts';
import { type Ask, EngineError, type ModelCard } from './engine.ts';

/** A text that is about to be written. */
export interface Begun {
  /** What is read of it. */
  readonly prompt: ArrayLike<number>;
  /** How many tokens were asked with. */
  readonly tokens: number;
  readonly writer: TextOf;
}

interface Vector {
  readonly vector: Float32Array;
  /** Tokens of the text. */
  readonly tokens: number;
}

export interface Served {
  readonly card: ModelCard;
  readonly model: NextTokens;
  /** The token that ends a text; -1 when none does. */
  readonly end: number;
  /** Tokens of a text at most, if its context does not end it before. */
  readonly most: number;
  /** @throws EngineError when this is nothing that it can go on from */
  begin(prompt: Ask['prompt']): Begun;
  /** A token as it reads. */
  show(token: number): string;
  /** What it adds to a text, which may be part of a character; nothing for the token that ends one. */
  bytes(token: number): Uint8Array | undefined;
  /** @throws EngineError when there is nothing in the text, or too much */
  embed(text: string): Vector;
}

/** For the card of a model: the checksum of its numbers. */
export const printOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array | Int32Array): string =>
  crc32(new Uint8Array(buffer, byteOffset, byteLength))
    .toString(16)
    .padStart(8, '0');

/** @throws EngineError when this model was never shown a question */
export function textOnly(prompt: Ask['prompt'], { id }: ModelCard): string {
  if ('text' in prompt) return prompt.text;
  throw new EngineError(
    'asked',
    `${id} was never shown a question: it goes on with a text. Ask for a completion.`,
    'model',
  );
}

/** @throws EngineError when a text of so many tokens leaves no room for one more */
export function checkRoom(tokens: number, card: ModelCard, param: string): void {
  const { context = Number.POSITIVE_INFINITY } = card;
  if (tokens > context) throw tooLong(`${tokens} tokens`, card, param);
}

/** @param much how much it is, in words */
export function tooLong(much: string, { id, context }: ModelCard, param: string): EngineError {
  const what = `${much} are too many for ${id}, which sees ${context} tokens at once`;
  return new EngineError('asked', `${what}. Give a shorter text.`, param, 'context_length_exceeded');
}
