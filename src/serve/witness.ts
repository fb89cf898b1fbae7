/** What one request asked and what came of it, whole: for a lesson that waits for one. Nobody waits for it. It is gathered until it is
 *  known whether anybody wants it, and forgotten at once when nobody does; until then it is no more than the answer is long. */
import type { ApiError } from './openai/error.ts';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Fields of the body, if it could be read. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Of the first answer; the one that was drawn where none was given. */
  readonly seed?: number;
  readonly status: number;
  /** What was written, in the order of the answers. */
  readonly answers: readonly { readonly text: string; readonly finish_reason: string | null }[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number };
  readonly error: ApiError['body']['error'] | null;
}

/** Asked as a request begins.
 *  @returns who is to be told when it has ended, if anybody */
export type WhoListens = () => Promise<((exchange: Exchange) => void) | undefined>;

/** A step of an answer, as far as it matters here. */
type Step =
  | { readonly kind: 'piece'; readonly index: number; readonly text: string }
  | { readonly kind: 'end'; readonly index: number; readonly reason: string };

export class Witness {
  asked: Exchange['asked'] = {};
  seed?: number;
  error: Exchange['error'] = null;
  private readonly answers: { text: string; finish_reason: string | null }[] = [];

  constructor(
    private readonly method: string,
    private readonly path: string,
  ) {}

  step(step: Step): void {
    const answer = (this.answers[step.index] ??= { text: '', finish_reason: null });
    if (step.kind === 'piece') answer.text += step.text;
    else answer.finish_reason = step.reason;
  }

  tell(status: number, usage: Exchange['usage']): Exchange {
    const { method, path, asked, seed, error } = this;
    const answers = Array.from(this.answers, (answer) => answer ?? { text: '', finish_reason: null });
    return { method, path, asked, seed, status, answers, usage, error };
  }
}
