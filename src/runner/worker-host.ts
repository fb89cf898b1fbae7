/** Runs labs in a worker thread, so that whoever watches stays live. One run at a time: a new one ends the one before. */
import type { Worker } from 'node:worker_threads';
import type { Command } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import { newWorker } from './new-worker.ts';
import { asFailure, type Batch, type Failure, type Host, type Run, type RunSpec } from './run.ts';
import type { Request } from './worker.ts';

export class WorkerHost implements Host {
  private worker?: Worker;
  private readonly current = new Int32Array(new SharedArrayBuffer(4));
  private readonly waiting = new Map<number, (batch: Batch) => void>();
  /** The run whose thread crashed, and how. */
  private crashed?: { readonly id: number; readonly failure: Failure };
  private lastId = 0;

  /** @param kernel the kernels of runs that name none */
  constructor(private readonly kernel?: KernelName) {}

  start(spec: RunSpec): Run {
    const id = ++this.lastId;
    Atomics.store(this.current, 0, id);
    this.post({ kind: 'start', id, spec: { ...spec, kernel: spec.kernel ?? this.kernel } });
    return {
      next: (max, milliseconds) => this.next(id, max, milliseconds),
      send: (command: Command) => this.isAlive(id) && this.post({ kind: 'send', id, command }),
      stop: () => void Atomics.compareExchange(this.current, 0, id, 0),
    };
  }

  private isAlive(id: number): boolean {
    return Atomics.load(this.current, 0) === id && this.crashed?.id !== id;
  }

  private next(id: number, max: number, milliseconds: number): Promise<Batch> {
    if (!this.isAlive(id)) {
      const failure = this.crashed?.id === id ? this.crashed.failure : undefined;
      return Promise.resolve({ events: [], failure });
    }
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post({ kind: 'next', id, max, milliseconds });
    });
  }

  private post(request: Request): void {
    this.worker ??= this.launch();
    this.worker.postMessage(request);
  }

  private launch(): Worker {
    const worker = newWorker('worker', { current: this.current.buffer });
    worker.unref();
    worker.on('message', ({ id, batch }: { id: number; batch: Batch }) => this.answer(id, batch));
    worker.on('error', (error) => this.lost(worker, error));
    worker.on('exit', (code) => this.lost(worker, new Error(`the lab's thread ended unexpectedly (code ${code})`)));
    return worker;
  }

  private answer(id: number, batch: Batch): void {
    const resolve = this.waiting.get(id);
    this.waiting.delete(id);
    resolve?.(batch);
  }

  /** A crash of the thread is a failure of its run, told when it is asked next; the next run gets a new thread. */
  private lost(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    const failure = asFailure(error);
    this.crashed = { id: Atomics.load(this.current, 0), failure };
    for (const id of [...this.waiting.keys()]) this.answer(id, { events: [], failure });
  }

  close(): void {
    const { worker } = this;
    this.worker = undefined;
    // Whoever asks for more of a run is told that it is over, and does not wait for a thread that never heard of it.
    Atomics.store(this.current, 0, 0);
    for (const id of [...this.waiting.keys()]) this.answer(id, { events: [] });
    void worker?.terminate();
  }
}
