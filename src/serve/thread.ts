/** A thread that works, seen from here: what it has under way, what is heard of it, and how it ends.
 *  Read first: ./craft.ts. Read next: ./crew.ts */
import type { Worker } from 'node:worker_threads';
import { InputError } from '../data/input-error.ts';
import type { FromThread, Said, ToThread } from './craft.ts';
import { EngineError, type ModelCard } from './engine.ts';

/** Something that is to be done, by whatever thread has a place. */
export interface Job<R, T> {
  readonly client?: string;
  readonly request: R;
  /** Values that were heard. Whoever begins it again says the same once more: those are not heard twice. */
  told: number;
  /** Threads that were lost with it. */
  losses: number;
  heard(value: T): void;
  /** @param error why it was not done, or not to its end */
  over(error?: EngineError): void;
}

export interface ThreadEvents<R, T> {
  ready(thread: Thread<R, T>, cards: readonly ModelCard[]): void;
  /** It has a place more. */
  done(job: Job<R, T>, error?: EngineError): void;
  /** Something went wrong that never should, but it goes on. */
  broken(error: Error): void;
  /** It is no more.
   *  @param error what ended it; an InputError when it could not begin
   *  @param jobs what it had under way, the oldest first */
  lost(thread: Thread<R, T>, error: Error, jobs: readonly Job<R, T>[]): void;
}

/** A thread is given up when it is silent so often. */
const mostUnanswered = 3;

export class Thread<R, T> {
  /** What is under way, by its number; `said` counts values. */
  private readonly jobs = new Map<number, { readonly job: Job<R, T>; said: number }>();
  private lastId = 0;
  private isOver = false;
  /** It can be given work. */
  isReady = false;
  /** It has done something to its end. */
  hasWorked = false;
  /** How often in a row it was asked whether it is still there, and said nothing at all. */
  private unanswered = 0;
  /** When nothing of it is left. */
  gone: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly worker: Worker,
    private readonly events: ThreadEvents<R, T>,
  ) {
    worker.on('message', (message: FromThread<T>) => this.hear(message));
    worker.on('error', (error) => this.end(error));
    worker.on('exit', (code) => this.end(new Error(`the thread ended (code ${code})`)));
  }

  get size(): number {
    return this.jobs.size;
  }

  /** Whether it can be given more.
   *  @param places work under way at most */
  hasRoom(places: number): boolean {
    return this.isReady && this.size < places && !this.isAlone;
  }

  /** What a thread was lost with is done alone: if it was to blame, it takes nobody with it. */
  get isAlone(): boolean {
    return [...this.jobs.values()].some(({ job }) => job.losses > 0);
  }

  take(job: Job<R, T>): void {
    const id = ++this.lastId;
    this.jobs.set(id, { job, said: 0 });
    this.post({ kind: 'take', id, request: job.request });
  }

  /** @returns whether it was under way here */
  drop(job: Job<R, T>): boolean {
    for (const [id, own] of this.jobs) {
      if (own.job !== job) continue;
      this.jobs.delete(id);
      this.post({ kind: 'drop', id });
      return true;
    }
    return false;
  }

  // #region heartbeat
  /** To be called now and then: one that says nothing for too long, stuck in a step that never ends, is ended from here. What is
   *  counted is how often it was asked, not the time: a machine that slept for an hour is no reason. */
  look(): void {
    if (!this.isReady) return; // opening takes as long as there is much to open
    if (this.unanswered++ < mostUnanswered) this.post({ kind: 'hello' });
    else this.end(new Error('a thread no longer answered, and was ended'));
  }
  // #endregion

  private post(message: ToThread<R>): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromThread<T>): void {
    if (this.isOver) return;
    this.unanswered = 0;
    if (message.kind === 'here') return;
    if (message.kind === 'said') for (const said of message.said) this.tell(said);
    else if (message.kind === 'refused') this.end(new InputError(...message.why));
    else {
      this.isReady = true;
      this.events.ready(this, message.cards);
    }
  }

  private tell({ id, value, over }: Said<T>): void {
    const own = this.jobs.get(id);
    if (!own) return; // dropped meanwhile
    const { job } = own;
    if (value !== undefined && ++own.said > job.told) {
      job.told++;
      job.heard(value);
    }
    if (!over) return;
    this.jobs.delete(id);
    this.hasWorked = true;
    if (over === true) {
      this.events.done(job);
      return;
    }
    if (over.stack !== undefined) this.events.broken(new Error(over.stack.split('\n', 1)[0], { cause: over.stack }));
    this.events.done(job, new EngineError(over.kind, over.message, over.param, over.code));
  }

  private end(error: Error): void {
    if (this.isOver) return;
    this.isOver = true;
    this.isReady = false;
    this.gone = this.worker.terminate();
    const jobs = Array.from(this.jobs.values(), ({ job }) => job);
    this.jobs.clear();
    this.events.lost(this, error, jobs);
  }

  /** Ends it; what it has under way is lost. */
  close(): void {
    this.end(new Error('closed'));
  }
}
