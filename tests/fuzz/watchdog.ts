/** A thread that watches over this one: a case that never ends, or fills the memory, could not report itself. */
import { Worker } from 'node:worker_threads';

const quietSeconds = 30;
/** What all cases together may hold; the program's sources, compiled, take some 200 MB of it. */
const mostMegabytes = 1500;

/** In plain JavaScript, for a thread knows no TypeScript. */
const code = `
const { parentPort, workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { counter, quietSeconds, mostMegabytes } = workerData;
let repeat = '';
let [last, since] = [-1, 0];
parentPort.on('message', (text) => { repeat = text; });
const end = (what) => {
  writeSync(2, '\\n' + what + ', at case ' + last + '\\nrepeat: ' + repeat + ' --path ' + last + '\\n');
  process.kill(process.pid, 'SIGKILL');
};
setInterval(() => {
  const [now, { user, system }] = [Atomics.load(counter, 0), process.cpuUsage()];
  const used = (user + system) / 1e6;
  if (now !== last || repeat === '') [last, since] = [now, used];
  else if (used - since > quietSeconds) end('no end after ' + quietSeconds + ' s');
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  if (megabytes > mostMegabytes) end(Math.round(megabytes) + ' MB of memory');
}, 250);
`;

export class Watchdog {
  private readonly counter = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;

  constructor() {
    const workerData = { counter: this.counter, quietSeconds, mostMegabytes };
    this.worker = new Worker(code, { eval: true, workerData });
    this.worker.unref();
  }

  /** @param repeat the command that repeats the cases that follow; none when nothing runs */
  begin(repeat: string): void {
    Atomics.store(this.counter, 0, -1);
    this.worker.postMessage(repeat);
  }

  /** @param at the number of the case that begins now */
  step(at: number): void {
    Atomics.store(this.counter, 0, at);
  }
}
