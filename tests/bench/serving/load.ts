/** Many clients at once, each of which asks, waits for its whole answer, and asks again. */
import { Random } from '../../../src/nn/random.ts';
import { type Answer, type Asked, Client } from './client.ts';

/** What each is answered when nobody else asks. */
export type Known = ReadonlyMap<Asked, string>;

/** Everything once, one after the other. */
export async function alone(url: string, all: readonly Asked[]): Promise<Map<Asked, string>> {
  const client = new Client(url);
  const known = new Map<Asked, string>();
  for (const asked of all) {
    const { status, said } = await client.ask(asked);
    if (status !== 200) throw new Error(`alone, ${status}: ${said}`);
    known.set(asked, said);
  }
  client.close();
  return known;
}

export interface Seen {
  readonly answers: (Answer & { readonly streamed: boolean })[];
  /** Milliseconds in which they came. */
  elapsed: number;
  /** Answers that are not what is said alone, or none: why. */
  readonly wrong: string[];
}

export const nothing = (): Seen => ({ answers: [], elapsed: 0, wrong: [] });

/** When nobody asks any more, and from when to when answers count, in milliseconds from the beginning; all are checked. */
interface Span {
  enough(asked: number): boolean;
  readonly from: number;
  readonly to: number;
}

/** So many milliseconds, of which the first quarter, until all have got going, does not count. */
export function during(milliseconds: number): Span {
  const end = performance.now() + milliseconds;
  return { enough: () => performance.now() >= end, from: milliseconds / 4, to: milliseconds };
}

/** Until there were enough. */
export const until = (enough: Span['enough']): Span => ({ enough, from: 0, to: Number.POSITIVE_INFINITY });

/** @param seen to which it is added */
export async function drive(url: string, clients: number, known: Known, span: Span, seen: Seen): Promise<void> {
  const all = [...known.keys()];
  const begun = performance.now();
  const elapsed = (): number => performance.now() - begun;
  let asked = 0;
  const one = async (number: number): Promise<void> => {
    const client = new Client(url);
    const random = new Random(number);
    while (!span.enough(asked)) {
      asked++;
      const question = all[random.below(all.length)];
      const wrong = await client.ask(question).then(
        (answer) => {
          const counts = elapsed() >= span.from && elapsed() <= span.to;
          if (counts) seen.answers.push({ ...answer, streamed: question.body.stream ?? false });
          if (answer.said === known.get(question)) return undefined;
          return `${answer.status}: ${JSON.stringify(answer.said)} instead of ${JSON.stringify(known.get(question))}`;
        },
        (error: Error) => error.message,
      );
      if (wrong !== undefined) seen.wrong.push(wrong);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => one(number)));
  seen.elapsed += Math.min(elapsed(), span.to) - span.from;
}

/** `quantile([…], 0.99)`: 99 of 100 are not above it; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
