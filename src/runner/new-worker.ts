/** A thread that runs one of the program's own files: `worker`, `part-worker` or `product-worker`, beside this one. */
import { Worker } from 'node:worker_threads';

/** In the package all of them are bundled side by side. */
export function newWorker(name: 'worker' | 'part-worker' | 'product-worker', workerData: object): Worker {
  if (import.meta.url.endsWith('.ts')) return sourceWorker(new URL(`./${name}.ts`, import.meta.url), workerData);
  return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData });
}

/** Runs TypeScript. `--import tsx` does not reach into threads (github.com/privatenumber/tsx/issues/354): there the thread
 *  itself fetches the loader. */
export function sourceWorker({ href }: URL, workerData: object): Worker {
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(href)})))`;
  return new Worker(code, { workerData, eval: true });
}
