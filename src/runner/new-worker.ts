/** A thread that runs one of the program's own files. */
import { Worker } from 'node:worker_threads';

/** Where they lie among the sources; in the package all of them are bundled side by side. */
const folders = {
  worker: '.',
  'part-worker': '.',
  'product-worker': '.',
  'pool-worker': '../serve',
} as const;

export function newWorker(name: keyof typeof folders, workerData: object): Worker {
  const { url } = import.meta;
  if (url.endsWith('.ts')) return sourceWorker(new URL(`${folders[name]}/${name}.ts`, url), workerData);
  return new Worker(new URL(`./${name}.js`, url), { workerData });
}

/** Runs TypeScript. `--import tsx` does not reach into threads (github.com/privatenumber/tsx/issues/354): there the thread
 *  itself fetches the loader. */
export function sourceWorker({ href }: URL, workerData: object): Worker {
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(href)})))`;
  return new Worker(code, { workerData, eval: true });
}
