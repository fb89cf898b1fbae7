/** What every face of the sampler asks of a model, whether it counts or computes: draw tokens, put them together, say in words
 *  what was believed. Read next: ./narrate.ts, ./ngram-sampler.ts, ../gpt-sample/sampler.ts */
import type { Random } from '../../nn/random.ts';
import { clean } from '../../render/clean.ts';
import type { Belief, Candidate, StepEvent } from './params.ts';

/** What may come next, likeliest first. */
export interface Choice {
  readonly tokens: Int32Array;
  /** As they are drawn, after shaping. */
  readonly probabilities: Float64Array;
}

/** One token drawn. */
export interface Draw {
  readonly choice: Choice;
  /** The random number that decided. */
  readonly u: number;
  /** Place of the token within `choice`. */
  readonly index: number;
  readonly token: number;
}

/** Puts tokens together to a text that goes on from the prompt. */
export interface Writer {
  /** What a token adds; the mark a new line. */
  write(token: number): string;
  /** Bytes that wait for the rest of their character, as far as they can be shown. */
  finish(): string;
}

/** Tokens of bytes can spell what commands a terminal: that is left out. */
export const cleaned = (writer: Writer): Writer => ({
  write: (token) => clean(writer.write(token)),
  finish: () => writer.finish(),
});

/** Tells draws one after the other, with tokens as a person reads them. */
export interface Narrator<B extends Belief = Belief> {
  belief(choice: Choice, most?: number): B;
  /** `piece` lacks what `finish` of a writer would add. */
  tell(draw: Draw): Omit<StepEvent<B>, 'piece'>;
}

/** A model that goes on from a prompt. */
export interface Sampler<B extends Belief = Belief> {
  /** The token that ends a document; -1 when none does. */
  readonly mark: number;
  /** What may come right behind the prompt. */
  next(): Choice;
  /** Tokens without end; after a mark a new document begins. */
  draws(rng: Random): Generator<Draw, never>;
  writer(): Writer;
  narrator(): Narrator<B>;
}

/** Candidates that an event carries. */
export const candidatesShown = 12;

/** The likeliest of a choice, and what is left for the others.
 *  @param candidate at a place of the choice */
export function likeliest<C extends Candidate>(
  { probabilities }: Choice,
  most: number,
  candidate: (index: number) => C,
): { readonly candidates: C[]; readonly others: Belief['others'] } {
  const possible = probabilities.reduce((sum, p) => sum + (p > 0 ? 1 : 0), 0);
  const shown = Math.min(most, possible);
  const candidates = Array.from({ length: shown }, (_, i) => candidate(i));
  const others = {
    number: possible - shown,
    p: Math.max(0, 1 - candidates.reduce((sum, { p }) => sum + p, 0)),
  };
  return { candidates, others };
}
