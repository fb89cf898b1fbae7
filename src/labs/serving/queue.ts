/** Requests that come one by one, wait, and are answered. Computing is timed by the watch; waiting for the next request is not
 *  sat out: where nobody is there to be answered, the time of the next one is now.
 *  Read first: ./servers.ts */
import type { Random } from '../../nn/random.ts';
import type { Row } from './params.ts';
import type { Server } from './servers.ts';

/** Times are milliseconds since the beginning. */
export interface Request {
  readonly arrives: number;
  readonly prompt: Int32Array;
}

/** @param times without them all come at once */
export const requestsAt = (prompts: readonly Int32Array[], times?: readonly number[]): Request[] =>
  prompts.map((prompt, i) => ({ arrives: times?.[i] ?? 0, prompt }));

/** A request and its answer, as far as it is. */
interface Answer {
  readonly arrives: number;
  /** When its first token came, and its last so far. */
  first: number;
  last: number;
  readonly tokens: number[];
}

export interface Service {
  readonly answers: readonly Answer[];
  /** Milliseconds of writing, and the same times the places that were taken. */
  readonly busy: number;
  readonly taken: number;
}

// #region arrivals
/** When requests come that know nothing of each other (a Poisson process): after gaps of all lengths, short ones most often.
 *  @param gap milliseconds between two on average; 0: all at once */
export function arrivals(many: number, gap: number, rng: Random): number[] {
  let now = 0;
  return Array.from({ length: many }, (_, i) => {
    if (i > 0) now += -Math.log(1 - rng.next()) * gap;
    return now;
  });
}
// #endregion

// #region serve
/** Yields each answer that is done, with the number of its request.
 *  @param joining whether requests join while others are written; else all must be done before the next ones begin */
export function* serve(
  server: Server,
  requests: readonly Request[],
  joining: boolean,
  clock: () => number,
): Generator<{ text: number; tokens: readonly number[] }, Service> {
  const answers = requests.map(({ arrives }): Answer => ({ arrives, first: 0, last: 0, tokens: [] }));
  let [now, busy, taken] = [0, 0, 0];
  let next = 0;
  while (next < requests.length || server.active > 0) {
    if (server.active === 0) now = Math.max(now, requests[next].arrives);
    // #region joining
    if (joining || server.active === 0) {
      for (; next < requests.length && requests[next].arrives <= now && server.active < server.size; next++) {
        server.add(requests[next].prompt);
      }
    }
    const { active } = server;
    const begun = clock();
    const said = server.step();
    // #endregion
    const took = clock() - begun;
    now += took;
    busy += took;
    taken += took * active;
    for (const { text, token, ended } of said) {
      const answer = answers[text];
      if (answer.tokens.push(token) === 1) answer.first = now;
      answer.last = now;
      if (ended) yield { text, tokens: answer.tokens };
    }
  }
  return { answers, busy, taken };
}
// #endregion

/** The smallest that at least this share of the numbers do not exceed. @param sorted rising, at least one */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

/** No clock is finer. */
const least = 1e-3;

export function measure({ answers, busy, taken }: Service, places: number): Omit<Row, 'way'> {
  const sorted = (of: (answer: Answer) => number): number[] => answers.map(of).sort((a, b) => a - b);
  const shares = (of: (answer: Answer) => number) => {
    const times = sorted(of);
    return { p50: percentile(times, 0.5), p90: percentile(times, 0.9), p99: percentile(times, 0.99) };
  };
  const took = Math.max(least, ...answers.map(({ last }) => last));
  const tokens = answers.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return {
    places,
    tokens_per_second: (1000 * tokens) / took,
    seconds: took / 1000,
    first_ms: shares(({ arrives, first }) => first - arrives),
    answer_ms: shares(({ arrives, last }) => last - arrives),
    between_ms: percentile(
      sorted(({ first, last, tokens }) => (last - first) / Math.max(1, tokens.length - 1)),
      0.5,
    ),
    busy: busy / took,
    full: busy > 0 ? taken / (busy * places) : 0,
  };
}
