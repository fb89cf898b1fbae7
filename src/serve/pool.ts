/** The Engine: models in threads of their own, so that whoever listens stays awake. Texts are written by one crew, pictures drawn by
 *  another, which begins when the first one is asked for.
 *  Read first: ./engine.ts, ./crew.ts, ./flow.ts */
import { setMaxListeners } from 'node:events';
import { newWorker } from '../runner/new-worker.ts';
import type { ThreadData } from './craft.ts';
import { Crew, type CrewOptions } from './crew.ts';
import type { Embedded, TextReply, TextRequest } from './desk.ts';
import {
  type Ask,
  type Engine,
  EngineError,
  type Heard,
  type Load,
  type ModelCard,
  type PictureAsk,
  type PictureStep,
} from './engine.ts';
import { Flow } from './flow.ts';
import { type Offered, pictureCard } from './models.ts';
import type { Job } from './thread.ts';

export interface PoolOptions extends Offered {
  /** Threads that write; one if not given. */
  readonly threads?: number;
  /** Texts side by side in each. */
  readonly places?: number;
  /** Texts that may wait, a multiple of four; 256 if not given, which is a second's work or two. Of pictures, which take longer, a
   *  quarter as many. */
  readonly waiting?: number;
  /** Milliseconds from one look at the threads to the next. */
  readonly look?: number;
  /** Told when a thread ended by itself, or something went wrong in it that never should: then `cause` says where. */
  lost?(error: Error): void;
}

export class Pool implements Engine {
  private constructor(
    readonly models: readonly ModelCard[],
    private readonly texts: Crew<TextRequest, TextReply>,
    private readonly pictures: Crew<PictureAsk, PictureStep>,
  ) {}

  /** Ready when the models are open.
   *  @throws InputError when one of them cannot be opened */
  static async open({ threads = 1, places = 32, waiting = 256, look, lost, ...offered }: PoolOptions): Promise<Pool> {
    const crewOf = <R, T>(
      craft: ThreadData['craft'],
      room: Pick<CrewOptions, 'threads' | 'places' | 'waiting'>,
    ): Crew<R, T> => {
      const data: ThreadData = { craft, offered, places: room.places };
      return new Crew({ ...room, look, start: () => newWorker('pool-worker', data), lost });
    };
    const texts = crewOf<TextRequest, TextReply>('text', { threads, places, waiting });
    try {
      const cards = await texts.open();
      return new Pool(
        [...cards, pictureCard],
        texts,
        crewOf('picture', { threads: 1, places: 1, waiting: waiting / 4 }),
      );
    } catch (error) {
      await texts.close();
      throw error;
    }
  }

  write(ask: Ask, signal: AbortSignal): AsyncIterable<Heard> {
    const request: TextRequest = { kind: 'write', ask };
    return begin(this.texts, request, ask.client, signal, joined) as Flow<Heard>;
  }

  async embed(model: string, texts: readonly string[], signal: AbortSignal, client?: string): Promise<Embedded> {
    const request: TextRequest = { kind: 'embed', model, texts };
    for await (const all of begin(this.texts, request, client, signal)) return all as Embedded;
    signal.throwIfAborted();
    throw new EngineError('lost', 'nothing came of it');
  }

  picture(ask: PictureAsk, signal: AbortSignal): AsyncIterable<PictureStep> {
    return begin(this.pictures, ask, ask.client, signal);
  }

  get load(): Load {
    const [texts, pictures] = [this.texts.load, this.pictures.load];
    return {
      writing: texts.writing + pictures.writing,
      waiting: texts.waiting + pictures.waiting,
      unread: texts.unread + pictures.unread,
      room: {
        writing: texts.room.writing + pictures.room.writing,
        waiting: texts.room.waiting + pictures.room.waiting,
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.texts.close(), this.pictures.close()]);
  }
}

/** Gives work to a crew, and what is heard of it to whoever reads. */
function begin<R, T>(
  crew: Crew<R, T>,
  request: R,
  client: string | undefined,
  signal: AbortSignal,
  join: (before: T, next: T) => T | undefined = () => undefined,
): Flow<T> {
  const job: Job<R, T> = {
    client,
    request,
    told: 0,
    losses: 0,
    heard: (value) => flow.push(value),
    over: (error) => flow.end(error && { error }),
  };
  const leave = (): void => flow.leave();
  const flow = new Flow<T>(() => {
    crew.drop(job);
    signal.removeEventListener('abort', leave);
  }, join);
  if (signal.aborted) {
    flow.leave();
    return flow;
  }
  crew.add(job);
  setMaxListeners(0, signal); // one may stand for many answers
  signal.addEventListener('abort', leave, { once: true });
  return flow;
}

/** Two pieces of a text behind each other are one. */
function joined(before: TextReply, next: TextReply): Heard | undefined {
  if (!('kind' in before && before.kind === 'piece' && 'kind' in next && next.kind === 'piece')) return undefined;
  return { kind: 'piece', text: before.text + next.text, tokens: [...before.tokens, ...next.tokens] };
}
