/** The far side of a thread of the pool: does a little of its work, tells what came of it, and listens. */
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../data/input-error.ts';
import { kernelsNamed } from '../nn/kernels/choose.ts';
import { fileCorpora } from '../store/corpora.ts';
import type { Craft, FromThread, Said, ThreadData, ToThread } from './craft.ts';
import { Desk } from './desk.ts';
import { Easel } from './easel.ts';
import { openServed } from './models.ts';

const { craft: kind, offered, places } = workerData as ThreadData;
const port = parentPort!;
const tell = (message: FromThread<unknown>): void => port.postMessage(message);
let heard: Said<unknown>[] = [];
const say = (said: Said<unknown>): void => void heard.push(said);

async function open(): Promise<Craft<never>> {
  const data = fileCorpora();
  if (kind === 'text') return new Desk(await openServed(offered, data), places, say);
  await data.weights('diffusion'); // lacking, it is said now
  return new Easel({ data, kernels: kernelsNamed(offered.kernel) }, say);
}

async function begin(): Promise<void> {
  let craft: Craft<never>;
  try {
    craft = await open();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return tell({ kind: 'refused', why: [error.what, error.where, error.remedy] });
  }
  let works = false;
  let greeted = false;
  const answer = (): void => {
    if (greeted) tell({ kind: 'here' });
    greeted = false;
  };
  /** Between any two steps messages come in: work that joins, work that is wanted no more. */
  const work = async (): Promise<void> => {
    for (let goesOn = true; goesOn; ) {
      goesOn = await craft.step();
      if (heard.length > 0) tell({ kind: 'said', said: heard });
      heard = [];
      answer(); // behind a step, so that one without an end is found out
      if (goesOn) await setImmediate();
    }
    works = false;
  };
  port.on('message', (message: ToThread<never>) => {
    if (message.kind === 'drop') return craft.drop(message.id);
    if (message.kind === 'take') craft.take(message.id, message.request);
    else greeted = true;
    if (works) return;
    if (message.kind === 'hello') return answer();
    works = true;
    void work();
  });
  tell({ kind: 'ready', cards: craft.cards });
}

await begin();
