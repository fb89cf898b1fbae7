/** Threads that do the same kind of work, and who waits for them. A thread that is lost takes with it what it had under way; who
 *  waited goes on waiting, for the next one.
 *  Read first: ./fair-queue.ts, ./thread.ts. Read next: ./pool.ts */
import type { Worker } from 'node:worker_threads';
import { InputError } from '../data/input-error.ts';
import { EngineError, type Load, type ModelCard } from './engine.ts';
import { FairQueue } from './fair-queue.ts';
import { type Job, Thread } from './thread.ts';

export interface CrewOptions {
  readonly threads: number;
  /** Work under way in each thread. */
  readonly places: number;
  /** Work that may wait. */
  readonly waiting: number;
  start(): Worker;
  /** Told when a thread ended by itself, or something went wrong in it that never should: then `cause` says where. */
  lost?(error: Error): void;
}

/** Milliseconds before a thread is begun in the place of one that came to nothing; twice that after each further one. */
const [firstPause, longestPause] = [100, 10_000];
/** After so many in a row nobody is kept waiting for the next. */
const hopeless = 4;

export class Crew<R, T> {
  private readonly queue: FairQueue<Job<R, T>>;
  private readonly threads = new Set<Thread<R, T>>();
  /** Threads that have ended, until nothing of them is left. */
  private readonly leaving = new Set<Promise<unknown>>();
  /** Done, but whoever asked has not read it all. */
  private readonly unread = new Set<Job<R, T>>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  /** Threads in a row that did nothing to its end. */
  private failures = 0;
  private isClosed = false;
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
    return { writing, waiting: this.queue.size + this.unread.size, room };
  }

  /** @throws EngineError when there is no room to wait */
  add(job: Job<R, T>): void {
    if (this.isClosed) throw new EngineError('lost', 'the server is closing');
    if (!this.queue.add(job, this.unread.size)) {
      throw new EngineError('full', 'too many are waiting already. Try again in a moment.');
    }
    this.beginAll();
    this.deal();
  }

  /** Nobody wants it any more, or all is read: it takes no room from now on. */
  drop(job: Job<R, T>): void {
    if (this.unread.delete(job) || this.queue.remove(job)) return;
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
      const free = [...this.threads].filter((thread) => thread.isReady && thread.size < places);
      if (free.length === 0) return;
      const job = this.queue.next();
      if (!job) return;
      free.reduce((best, thread) => (thread.size < best.size ? thread : best)).take(job);
    }
  }

  /** Those that are missing, and not about to be begun. */
  private beginAll(): void {
    while (this.threads.size + this.pauses.size < this.options.threads) this.begin();
  }

  private begin(): void {
    const thread = new Thread<R, T>(this.options.start(), {
      ready: (_, cards) => {
        for (const opener of this.openers.splice(0)) opener.ready(cards);
        this.deal();
      },
      done: (job, error) => this.finish(job, error),
      broken: (error) => this.options.lost?.(error),
      lost: (lost, error) => this.replace(lost, error),
    });
    this.threads.add(thread);
  }

  private finish(job: Job<R, T>, error?: EngineError): void {
    this.unread.add(job);
    job.over(error);
    this.deal();
  }

  // #region replace
  /** One that worked is replaced at once; one that came to nothing after a pause, twice as long each time; one that lacks what it
   *  needs when somebody asks again. */
  private replace(thread: Thread<R, T>, error: Error): void {
    this.threads.delete(thread);
    const { gone } = thread;
    this.leaving.add(gone);
    void gone.finally(() => this.leaving.delete(gone));
    if (this.isClosed) return;
    this.options.lost?.(error);
    this.failures = thread.hasWorked ? 1 : this.failures + 1;
    if (error instanceof InputError) this.refuseAll(error);
    else this.beginLater(error);
  }
  // #endregion

  private beginLater(error: Error): void {
    const timer = setTimeout(
      () => {
        this.pauses.delete(timer);
        this.begin();
      },
      this.failures === 1 ? 0 : Math.min(longestPause, firstPause * 2 ** (this.failures - 2)),
    );
    this.pauses.add(timer);
    if (this.failures >= hopeless) this.refuseAll(error);
  }

  /** Unless somebody else is there for those that wait. */
  private refuseAll(error: Error): void {
    if (this.threads.size > 0 && !this.isClosed) return;
    for (const opener of this.openers.splice(0)) opener.failed(error);
    for (let job = this.queue.next(); job; job = this.queue.next()) {
      this.finish(job, new EngineError('lost', error.message));
    }
  }

  /** Ends all of it: what is under way is lost. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.pauses) clearTimeout(timer);
    this.pauses.clear();
    this.refuseAll(new Error('the server is closing'));
    for (const thread of [...this.threads]) thread.close();
    await Promise.all(this.leaving);
  }
}
