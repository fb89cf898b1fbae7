/** The far side of a WorkerHost: runs labs in its own thread and answers with batches of events. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Command } from '../labs/lab.ts';
import { fileCorpora } from '../store/corpora.ts';
import { InlineRun, type RunSpec } from './run.ts';

export type Request =
  | { readonly kind: 'start'; readonly id: number; readonly spec: RunSpec }
  | { readonly kind: 'next'; readonly id: number; readonly max: number; readonly milliseconds: number }
  | { readonly kind: 'send'; readonly id: number; readonly command: Command };

const port = parentPort!;
/** The id of the run that may take steps; another number stops it before its next step. */
const current = new Int32Array((workerData as { current: SharedArrayBuffer }).current);
const cache = new Map<string, unknown>();
let run: InlineRun | undefined;

port.on('message', async (request: Request) => {
  switch (request.kind) {
    case 'start':
      run = new InlineRun(request.spec, fileCorpora(), cache, () => Atomics.load(current, 0) !== request.id);
      break;
    case 'next':
      port.postMessage({ id: request.id, batch: await run!.next(request.max, request.milliseconds) });
      break;
    case 'send':
      run!.send(request.command);
      break;
  }
});
