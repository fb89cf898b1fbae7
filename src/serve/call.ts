/** One request that somebody waits for: what answers it, and for how long that is worth while. */
import { createHash } from 'node:crypto';
import type { Engine, ModelCard } from './engine.ts';
import type { Filter } from './filter.ts';
import { limits } from './limits.ts';
import { ApiError, asApiError } from './openai/error.ts';
import { type Event, eventStream, written } from './openai/event-stream.ts';
import { type Trail, vanished } from './trail.ts';

export interface Service {
  readonly engine: Engine;
  readonly filter?: Filter;
  /** Of this program. */
  readonly version: string;
  /** Seconds since 1970, since when its models are offered. */
  readonly since: number;
}

/** Nobody reads it. */
const gone = new ApiError(400, 'The client went away.');

const tooLate = new ApiError(503, `The answer was not complete after ${limits.answer / 1000} s.`, { code: 'timeout' });

export class Call {
  private readonly abort = new AbortController();
  /** Aborted when nobody waits any more. */
  readonly signal = this.abort.signal;
  private readonly timer = setTimeout(() => this.abort.abort(tooLate), limits.answer);

  /** @param client aborted when it goes away
   *  @param who clients take turns: those from one address are one */
  constructor(
    readonly service: Service,
    readonly trail: Trail,
    private readonly client: AbortSignal,
    readonly who?: string,
  ) {
    if (client.aborted) this.left();
    client.addEventListener('abort', this.left, { once: true });
  }

  private readonly left = (): void => this.abort.abort(gone);

  /** @throws ApiError when there is no such model, or not for this */
  model(id: string, ...does: readonly ModelCard['does'][]): ModelCard {
    const { models } = this.service.engine;
    const card = models.find((model) => model.id === id);
    if (!card) throw noModel(id, models);
    if (does.length === 0 || does.includes(card.does)) return card;
    const path = { chat: '/v1/chat/completions', complete: '/v1/completions', picture: '/v1/images/generations' };
    throw new ApiError(400, `The model '${id}' is not for this: it answers to POST ${path[card.does]}.`, {
      param: 'model',
      code: 'model_not_supported',
    });
  }

  /** The same where version and weights are the same, and with them every answer to the same seed. */
  fingerprint({ id, print = '' }: ModelCard): string {
    const all = JSON.stringify([this.service.version, id, print]);
    return `fp_${createHash('sha256').update(all).digest('hex').slice(0, 12)}`;
  }

  /** The answer as it comes. What goes wrong before its first event is thrown, so that it has a status of its own.
   *  @param end what is said last when all went well */
  async stream(events: AsyncGenerator<Event>, headers: Record<string, string>, end = ''): Promise<Response> {
    const first = await events.next();
    this.trail.streams = true;
    return eventStream(this.told(first, events, end), this.left, headers);
  }

  private async *told(
    first: IteratorResult<Event>,
    events: AsyncGenerator<Event>,
    end: string,
  ): AsyncGenerator<string> {
    let status = vanished; // unless it gets to its end
    try {
      if (!first.done) yield written(first.value);
      for await (const event of events) yield written(event);
      if (end) yield end;
      status = 200;
    } catch (thrown) {
      if (this.client.aborted) return;
      const error = this.failure(thrown);
      status = error.status;
      yield written({ data: error.body });
    } finally {
      void events.return(undefined);
      this.close();
      this.trail.end(status);
    }
  }

  /** Why it came to nothing: nobody waits any more, or what was thrown. */
  failure(thrown: unknown): ApiError {
    const { aborted, reason } = this.signal;
    return this.trail.failed(thrown, asApiError(aborted ? reason : thrown));
  }

  /** To be called when it is answered. */
  close(): void {
    clearTimeout(this.timer);
    this.client.removeEventListener('abort', this.left);
  }
}

export function noModel(id: string, models: readonly ModelCard[]): ApiError {
  const shown = id.length > 60 ? `${id.slice(0, 60)}…` : id;
  const message = `The model '${shown}' does not exist. There are ${models.map((model) => model.id).join(', ')}.`;
  return new ApiError(404, message, { param: 'model', code: 'model_not_found' });
}
