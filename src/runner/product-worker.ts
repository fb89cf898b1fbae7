/** The far side of a product's thread: waits for its turn, multiplies, puts the numbers where the other thread reads them. */
import { parentPort, workerData } from 'node:worker_threads';
import { kernelsNamed } from '../nn/kernels/choose.ts';
import { LaidOut } from '../nn/kernels/product.ts';
import { type ProductTask, Turn } from './product-thread.ts';

const { product, turns } = workerData as ProductTask;
const laidOut = new LaidOut(product, kernelsNamed());
parentPort!.postMessage('ready');
for (let turn = 1; ; turn++) {
  Atomics.wait(turns, Turn.wanted, turn - 1);
  laidOut.multiply();
  product.out.set(laidOut.numbers);
  Atomics.store(turns, Turn.done, turn);
  Atomics.notify(turns, Turn.done);
}
