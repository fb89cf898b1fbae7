/** What one request leaves behind: a line of the log and its numbers in the metrics. Never what was asked or answered: that only
 *  a lesson hears which waits for it, see ./witness.ts */
import { randomBytes } from 'node:crypto';
import type { Stopped } from './filter.ts';
import type { ApiError } from './openai/error.ts';
import { type WhoListens, Witness } from './witness.ts';

/** As nginx has it: the client went away before there was an answer. */
export const vanished = 499;

export interface Trace {
  readonly time: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly stopped?: string;
  readonly error?: string;
}

export class Trail {
  readonly id = `req_${randomBytes(12).toString('hex')}`;
  private readonly begun = performance.now();
  private ended = false;
  /** The route by its pattern; what no route takes has none. */
  route = 'other';
  promptTokens = 0;
  completionTokens = 0;
  stopped?: Stopped;
  /** What went wrong inside, for whoever runs the server. */
  error?: string;
  /** The answer goes on after its beginning: whoever streams it calls `end`. */
  streams = false;
  /** There while somebody listens, or may do so. */
  witness?: Witness;
  private listener?: ReturnType<WhoListens>;

  constructor(
    readonly method: string,
    private readonly path: string,
    private readonly tell: (trail: Trail, trace: Trace) => void,
  ) {}

  /** @param who is asked at once; the request goes its way meanwhile */
  listenedTo(who: WhoListens): void {
    this.witness = new Witness(shortened(this.method), shortened(this.path));
    this.listener = who().catch(() => undefined);
    void this.listener.then((listener) => {
      if (!listener) this.witness = undefined;
    });
  }

  /** What an error of our own was stays here; the client is told that there was one. */
  failed(thrown: unknown, error: ApiError): ApiError {
    if (this.witness) this.witness.error = error.body.error;
    const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    if (error.status === 500) this.error ??= said;
    return error;
  }

  /** Once: what comes later is the same request still. */
  end(status: number): void {
    if (this.ended) return;
    this.ended = true;
    const { id, method, promptTokens, completionTokens, stopped, error, witness } = this;
    if (witness) {
      const usage = { prompt_tokens: promptTokens, completion_tokens: completionTokens };
      void this.listener?.then((listener) => listener?.(witness.tell(status, usage)));
    }
    this.tell(this, {
      time: new Date().toISOString(),
      id,
      method: shortened(method),
      path: shortened(this.path),
      status,
      ms: Math.round((performance.now() - this.begun) * 10) / 10,
      ...(promptTokens + completionTokens > 0 && { prompt_tokens: promptTokens, completion_tokens: completionTokens }),
      ...(stopped && { stopped: `${stopped.side}:${stopped.rule}` }),
      ...(error !== undefined && { error: shortened(error) }),
    });
  }
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
