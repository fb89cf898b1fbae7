/** Threads that do the same kind of work, and who waits for them. What a thread had under way when it was lost is begun again by the
 *  next one, once: work says the same each time, so that nobody notices more than a pause.
 *  Read first: ./fair-queue.ts, ./thread.ts, ./successors.ts. Read next: ./pool.ts */
import type { Worker } from 'node:worker_threads';
import { InputError } from '../data/input-error.ts';
import { EngineError, type Load, type ModelCard } from './engine.ts';
import { FairQueue } from './fair-queue.ts';
import { Successors } from './successors.ts';
import { type Job, Thread } from './thread.ts';

export interface CrewOptions {
  readonly threads: number;
  /** Work under way in each thread. */
  readonly places: number;
  /** Work that may wait. */
  readonly waiting: number;
  /** Milliseconds from one look at the threads to the next; three seconds if not given. */
  readonly look?: number;
  start(): Worker;
  /** Told when a thread ended by itself, or something went wrong in it that never should: then `cause` says where. */
  lost?(error: Error): void;
}

export class Crew<R, T> {
  private readonly queue: FairQueue<Job<R, T>>;
  private readonly threads = new Set<Thread<R, T>>();
  /** Threads that have ended, until nothing of them is left. */
  private readonly leaving = new Set<Promise<unknown>>();
  /** Done, but whoever asked has not read it all: that takes room from nobody else. */
  private readonly unread = new Set<Job<R, T>>();
  /** What a thread was lost with: to be begun again, before all that wait. */
  private again: Job<R, T>[] = [];
  private readonly successors = new Successors(() => this.begin());
  private isClosed = false;
  private watch?: NodeJS.Timeout;
  /** Whoever waits for the first thread to be ready. */
  private readonly openers: { ready(cards: readonly ModelCard[]): void; failed(error: Error): void }[] = [];

  constructor(private readonly options: CrewOptions) {
    this.queue = new FairQueue(options.waiting);
  }

  /** Begins the threads before there is anything to do.
   *  @returns what they can do, when one is ready
   *  @throws InputError when they cannot begin */
  open(): Promise<readonly ModelCard[]> {
    return new Promise((ready, failed) => {
      this.openers.push({ ready, failed });
      this.beginAll();
    });
  }

  get load(): Load {
    const { threads, places, waiting } = this.options;
    const writing = [...this.threads].reduce((sum, { size }) => sum + size, 0);
    const room = { writing: threads * places, waiting };
    return { writing, waiting: this.again.length + this.queue.size, unread: this.unread.size, room };
  }

  /** @throws EngineError when there is no room to wait */
  add(job: Job<R, T>): void {
    if (this.isClosed) throw new EngineError('lost', 'the server is closing');
    const unread = [...this.unread].filter(({ client }) => client === job.client).length;
    if (!this.queue.add(job, unread)) {
      throw new EngineError('full', 'too many are waiting already. Try again in a moment.');
    }
    this.beginAll();
    this.deal();
  }

  /** Nobody wants it any more, or all is read: it takes no room from now on. */
  drop(job: Job<R, T>): void {
    if (this.unread.delete(job) || this.queue.remove(job)) return;
    this.again = this.again.filter((other) => other !== job);
    for (const thread of this.threads) {
      if (!thread.drop(job)) continue;
      this.deal();
      return;
    }
  }

  /** Gives work to whoever has a place: those with most of them first. */
  private deal(): void {
    const { places } = this.options;
    for (;;) {
      const free = [...this.threads].filter((thread) => thread.hasRoom(places));
      if (free.length === 0) return;
      const thread = emptiestOf(free);
      // What another one was lost with is for one that is empty: if nobody else will be, this one gets nothing more until it is.
      const isKept = thread.size > 0 && this.again.length > 0 && !this.isSomebodyComing;
      if (isKept && free.length === 1) return;
      const taker = isKept ? emptiestOf(free.filter((other) => other !== thread)) : thread;
      const job = (taker.size === 0 ? this.again.shift() : undefined) ?? this.queue.next();
      if (!job) return;
      taker.take(job);
    }
  }

  /** Whoever soon takes what a thread was lost with. One that is begun where the last one came to nothing is not counted on. */
  private get isSomebodyComing(): boolean {
    const threads = [...this.threads];
    if (threads.some(({ isAlone }) => isAlone)) return true;
    return !this.successors.areFailing && (this.successors.size > 0 || threads.some(({ isReady }) => !isReady));
  }

  /** Those that are missing, and not about to be begun. */
  private beginAll(): void {
    this.watch ??= setInterval(() => {
      for (const thread of [...this.threads]) thread.look();
    }, this.options.look ?? 3000).unref();
    while (this.threads.size + this.successors.size < this.options.threads) this.begin();
  }

  private begin(): void {
    const thread = new Thread<R, T>(this.options.start(), {
      ready: (_, cards) => {
        for (const opener of this.openers.splice(0)) opener.ready(cards);
        this.deal();
      },
      done: (job, error) => this.finish(job, error),
      broken: (error) => this.options.lost?.(error),
      lost: (lost, error, jobs) => this.replace(lost, error, jobs),
    });
    this.threads.add(thread);
  }

  private finish(job: Job<R, T>, error?: EngineError): void {
    this.unread.add(job);
    job.over(error);
    this.deal();
  }

  // #region replace
  /** One that lacks what it needs is begun again when somebody asks, any other one by itself. */
  private replace(thread: Thread<R, T>, error: Error, jobs: readonly Job<R, T>[]): void {
    this.threads.delete(thread);
    const { gone } = thread;
    this.leaving.add(gone);
    void gone.finally(() => this.leaving.delete(gone));
    if (!this.isClosed) this.options.lost?.(error);
    for (const job of jobs) this.lose(job);
    if (this.isClosed) return;
    this.successors.lost(thread.hasWorked);
    const hasHope = !(error instanceof InputError) && this.successors.plan();
    if (!hasHope) this.refuseAll(error);
    this.deal();
  }

  private lose(job: Job<R, T>): void {
    if (job.losses++ === 0 && !this.isClosed) this.again.push(job);
    else
      this.finish(job, new EngineError('lost', 'whoever wrote this is gone, and the rest will not come. Ask again.'));
  }
  // #endregion

  /** Unless somebody else is there for those that wait. */
  private refuseAll(error: Error): void {
    if (this.threads.size > 0 && !this.isClosed) return;
    for (const opener of this.openers.splice(0)) opener.failed(error);
    const next = (): Job<R, T> | undefined => this.again.shift() ?? this.queue.next();
    for (let job = next(); job; job = next()) this.finish(job, new EngineError('lost', error.message));
  }

  /** Ends all of it: what is under way is lost. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.watch);
    this.successors.clear();
    this.refuseAll(new Error('the server is closing'));
    for (const thread of [...this.threads]) thread.close();
    await Promise.all(this.leaving);
  }
}

function emptiestOf<R, T>(threads: readonly Thread<R, T>[]): Thread<R, T> {
  return threads.reduce((best, thread) => (thread.size < best.size ? thread : best));
}
