/** Many texts written side by side: each takes the next token of its prompt, or draws one, and leaves when it ends; then another
 *  takes its place. One step of the network serves all of them (Yu et al. 2022, continuous batching).
 *  Read first: ./decoder.ts, ../text-network/generate.ts */
import type { Random } from '../../nn/random.ts';
import type { Shaping } from '../decoding/shape.ts';
import { choose, drawFrom } from '../text-network/generate.ts';
import type { Decoder } from './decoder.ts';

export interface AnswerOptions {
  readonly shaping: Shaping;
  /** Chance for each text, so that none depends on which others are written beside it. */
  chance(text: number): Random;
  /** The token that ends an answer; it is its last one. */
  readonly end: number;
  /** Tokens of an answer at most. */
  readonly most: number;
  /** Texts side by side. */
  readonly together?: number;
}

interface Text {
  readonly index: number;
  readonly place: number;
  readonly prompt: Int32Array;
  readonly rng: Random;
  readonly answer: number[];
  /** Tokens of the prompt that were read. */
  read: number;
}

// #region answers
/** @param prompts each with at least one token; with its answer it must fit into the context, or the answer is cut
 *  @returns the tokens of each answer */
export function answers(decoder: Decoder, prompts: readonly Int32Array[], options: AnswerOptions): Int32Array[] {
  const { shaping, chance, end, most, together = 32 } = options;
  const { context } = decoder.model.network;
  const done: Int32Array[] = new Array(prompts.length);
  const waiting = prompts.keys();
  let texts: Text[] = [];
  for (;;) {
    while (texts.length < together) {
      const { value: index } = waiting.next();
      if (index === undefined) break;
      texts.push({ index, place: decoder.open(), prompt: prompts[index], rng: chance(index), answer: [], read: 0 });
    }
    if (texts.length === 0) return done;
    const next = texts.map(({ prompt, read, answer }) => (read < prompt.length ? prompt[read] : answer.at(-1)!));
    const logits = decoder.step(
      texts.map(({ place }) => place),
      next,
    );
    texts = texts.filter((text, i) => {
      if (text.read < text.prompt.length) text.read++;
      if (text.read < text.prompt.length) return true;
      text.answer.push(pick(logits[i], shaping, text.rng));
      const full = text.prompt.length + text.answer.length > context;
      if (text.answer.at(-1) !== end && text.answer.length < most && !full) return true;
      done[text.index] = Int32Array.from(text.answer);
      decoder.close(text.place);
      return false;
    });
  }
}
// #endregion

/** The likeliest needs no order among the others, and they are many. */
function pick(logits: ArrayLike<number>, shaping: Shaping, rng: Random): number {
  if (shaping.temperature === 0) {
    let best = 0;
    for (let v = 1; v < logits.length; v++) if (logits[v] > logits[best]) best = v;
    return best;
  }
  return drawFrom(choose(logits, shaping), rng.next()).token;
}
