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
  /** It is no more. @param error what ended it; an InputError when it could not begin */
  lost(thread: Thread<R, T>, error: Error): void;
}

export class Thread<R, T> {
  private readonly jobs = new Map<number, Job<R, T>>();
  private lastId = 0;
  private isOver = false;
  /** It can be given work. */
  isReady = false;
  /** It has done something to its end. */
  hasWorked = false;
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

  take(job: Job<R, T>): void {
    const id = ++this.lastId;
    this.jobs.set(id, job);
    this.post({ kind: 'take', id, request: job.request });
  }

  /** @returns whether it was under way here */
  drop(job: Job<R, T>): boolean {
    for (const [id, each] of this.jobs) {
      if (each !== job) continue;
      this.jobs.delete(id);
      this.post({ kind: 'drop', id });
      return true;
    }
    return false;
  }

  private post(message: ToThread<R>): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromThread<T>): void {
    if (this.isOver) return;
    if (message.kind === 'said') for (const said of message.said) this.tell(said);
    else if (message.kind === 'refused') this.end(new InputError(...message.why));
    else {
      this.isReady = true;
      this.events.ready(this, message.cards);
    }
  }

  private tell({ id, value, over }: Said<T>): void {
    const job = this.jobs.get(id);
    if (!job) return; // dropped meanwhile
    if (value !== undefined) job.heard(value);
    if (!over) return;
    this.jobs.delete(id);
    this.hasWorked = true;
    if (over === true) {
      this.events.done(job);
      return;
    }
    if (over.stack !== undefined) this.events.broken(new Error(over.stack.split('\n', 1)[0], { cause: over.stack }));
    this.events.done(job, new EngineError(over.kind, over.message, over.param));
  }

  private end(error: Error): void {
    if (this.isOver) return;
    this.isOver = true;
    this.isReady = false;
    this.gone = this.worker.terminate();
    this.events.lost(this, error);
    const lost = new EngineError('lost', 'whoever wrote this is gone, and the rest will not come. Ask again.');
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    for (const job of jobs) this.events.done(job, lost);
  }

  /** Ends it; what it has under way is lost. */
  close(): void {
    this.end(new Error('closed'));
  }
}
