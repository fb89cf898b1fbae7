/** A matrix product on a thread of its own, in memory that both threads see. Read first: ../nn/kernels/product.ts */
import { once } from 'node:events';
import type { ProductThread, SharedProduct } from '../nn/kernels/product.ts';
import { newWorker } from './new-worker.ts';

/** What both threads look at. Each place goes up by one. */
export const Turn = { wanted: 0, done: 1 } as const;

export interface ProductTask {
  readonly product: SharedProduct;
  readonly turns: Int32Array<SharedArrayBuffer>;
}

/** Milliseconds after which a thread that does not answer is taken for dead. */
const patience = 60_000;

/** Kept when the thread has its numbers and waits to be told. */
export async function startProductThread(product: SharedProduct): Promise<ProductThread> {
  const turns = new Int32Array(new SharedArrayBuffer(8));
  const task: ProductTask = { product, turns };
  const worker = newWorker('product-worker', task);
  await once(worker, 'message');
  worker.unref();
  return {
    begin() {
      Atomics.add(turns, Turn.wanted, 1);
      Atomics.notify(turns, Turn.wanted);
    },
    wait() {
      for (;;) {
        const done = Atomics.load(turns, Turn.done);
        if (done === Atomics.load(turns, Turn.wanted)) return;
        if (Atomics.wait(turns, Turn.done, done, patience) === 'timed-out')
          throw new Error('the thread does not answer');
      }
    },
    close: () => void worker.terminate(),
  };
}
