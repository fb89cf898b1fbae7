/** Reading: each token is first predicted, by all models and by the learner, and then seen. Read first: ./sums.ts */
import { MARK } from '../../models/ngram/vocabulary.ts';
import type { Document } from './documents.ts';
import { chanceOf, type Guess, passes } from './guesses.ts';
import { type Counted, Place } from './models.ts';
import type { Event, Params, Result, TokenEvent } from './params.ts';
import { add, noSums, type Sums, surprise } from './sums.ts';

/** Tokens of a text that the result lists. */
const listed = 200;
const mostLikely = 8;
/** Smaller chances are not listed. */
const leastListed = 0.001;
/** Tokens between two signs of life, about a second. */
export const breath = 100_000;

export interface Reading {
  /** Of each model. */
  readonly sums: Sums;
  /** Of the learner, and of each model on the tokens that the learner guessed. */
  readonly yours: Sums;
  readonly unknown: number;
  /** Of all that was to be read; undefined when it was not read to the end. */
  readonly bytes?: number;
  readonly tokens: Result['read_tokens'];
  readonly hardest: Result['hardest'];
  readonly last: Result['last'];
}

/** @param guesses with some it is read only as far as they go
 *  @param oneByOne tokens that are told; what comes after them is read in silence */
export function* read(
  documents: Iterable<Document>,
  counted: readonly Counted[],
  guesses: readonly Guess[],
  { order, max_tokens = Number.POSITIVE_INFINITY }: Pick<Params, 'order' | 'max_tokens'>,
  oneByOne: number,
): Generator<Event, Reading> {
  const place = new Place(counted);
  const chosen = counted.length; // the one that knows nothing comes first
  const { model } = counted[chosen - 1];
  const knows = (word: string): boolean => model.encode(word)[0] >= 0;
  const tokens: Result['read_tokens'] = [];
  let sums = noSums(chosen + 1);
  let yours = noSums(chosen + 2);
  let hardest: Result['hardest'] = null;
  let last: Result['last'] = null;
  let [bytes, unknown, guessed] = [0, 0, 0];
  for (const document of documents) {
    place.begin();
    for (const [at, id] of document.ids.entries()) {
      if (sums.tokens === max_tokens) return { sums, yours, unknown, tokens, hardest, last };
      const isWord = id !== MARK; // nobody has to guess where a line ends
      if (guesses.length > 0 && isWord && guessed === guesses.length) {
        yield { kind: 'ask', context: document.words.slice(0, at) };
        return { sums, yours, unknown, tokens, hardest, last };
      }
      const word = document.words[at];
      const chances = place.chances(id);
      sums = add(sums, chances);
      if (id < 0) unknown++;
      const p = chances[chosen];
      if (tokens.length < listed) tokens.push(told(word, p));
      if (!hardest || p < hardest.p) hardest = told(word, p);
      if (sums.tokens <= oneByOne) {
        const guess = isWord ? guesses[guessed++] : undefined;
        const own = guess && !passes(guess) ? chanceOf(guess, word, model.vocabulary.size, knows) : undefined;
        if (own !== undefined) yours = add(yours, [own, ...chances]);
        const believed = counted.map(({ name }, which) => [name, place.believed(which, leastListed, id)] as const);
        last = { token: word, p, believed: Object.fromEntries(believed) };
        const event: TokenEvent = {
          kind: 'token',
          token: word,
          known: id >= 0,
          context: document.words.slice(Math.max(0, at - order + 1), at),
          chances,
          likeliest: likeliestOf(believed[chosen - 1][1], word),
        };
        yield own === undefined ? event : { ...event, yours: own };
      } else if (sums.tokens % breath === 0) yield { kind: 'scoring', tokens: sums.tokens };
      place.advance(id);
    }
    bytes += document.bytes;
  }
  return { sums, yours, unknown, bytes, tokens, hardest, last };
}

/** The first few, and the one that came. */
function likeliestOf(believed: TokenEvent['likeliest'], came: string): TokenEvent['likeliest'] {
  const at = believed.findIndex(({ token }) => token === came);
  const first = believed.slice(0, mostLikely);
  return at < mostLikely ? first : [...first.slice(0, -1), believed[at]];
}

export function told(token: string, p: number): { token: string; p: number; bits: number | null } {
  const bits = surprise(p);
  return { token, p, bits: Number.isFinite(bits) ? bits : null };
}
