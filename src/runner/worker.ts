/** The far side of a WorkerHost: runs labs in its own thread and answers with batches of events. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Command } from '../labs/lab.ts';
import { fileCorpora } from '../store/corpora.ts';
import { packData } from '../store/pack-files.ts';
import { InlineRun, type RunSpec } from './run.ts';

export type Request =
  | { readonly kind: 'start'; readonly id: number; readonly spec: RunSpec }
  | { readonly kind: 'next'; readonly id: number; readonly max: number; readonly milliseconds: number }
  | { readonly kind: 'send'; readonly id: number; readonly command: Command };

const port = parentPort!;
/** The id of the run that may take steps; another number stops it before its next step. */
const current = new Int32Array((workerData as { current: SharedArrayBuffer }).current);
/** A name means one file in a pack and another outside, so each has a cache of its own. */
const caches = new Map<string | undefined, Map<string, unknown>>();
let newest: { readonly id: number; readonly run: InlineRun } | undefined;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

port.on('message', async (request: Request) => {
  const { id } = request;
  if (request.kind === 'start') {
    newest?.run.stop();
    const { within, stdin } = request.spec;
    const cache = caches.get(within) ?? new Map<string, unknown>();
    caches.set(within, cache);
    const data = within === undefined ? fileCorpora(stdin && once(stdin)) : packData(within);
    newest = { id, run: new InlineRun(request.spec, data, cache, () => Atomics.load(current, 0) !== id) };
    return;
  }
  if (newest?.id !== id) return; // said to a run that is no more
  const { run } = newest;
  if (request.kind === 'send') run.send(request.command);
  else port.postMessage({ id, batch: await run.next(request.max, request.milliseconds) });
});
