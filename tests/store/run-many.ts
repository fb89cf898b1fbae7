/** A program of its own that works in a run of the pipeline: run-many FOLDER. Says "in" when it has the folder, then makes its two
 *  stages over and over until it is killed, and says the number of each time that is kept. What cannot be kept ends it, and it says
 *  why. With a second word it only stays in the folder. */
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { RunFolder } from '../../src/store/run-folder.ts';

const stages = [
  { id: 'base', from: [] },
  { id: 'chat', from: ['base'] },
];

async function runMany(path: string, stays: boolean): Promise<void> {
  const run = await RunFolder.open(path, stages, { given: {}, usual: { seed: 1 } });
  writeSync(1, 'in\n');
  if (stays) await setTimeout(1e6);
  for (let time = 1; ; time++) {
    const bytes = new Uint8Array(500_000).fill(time);
    await run.savePart('base', bytes);
    await run.finish('base', { files: { 'base.bin': bytes, 'base-more.bin': bytes }, result: { time } });
    await run.savePart('chat', bytes);
    await run.finish('chat', { files: { 'chat.bin': bytes }, result: { time } });
    writeSync(1, `${time}\n`);
  }
}

runMany(process.argv[2], process.argv[3] !== undefined).catch((error: Error) => writeSync(2, `${error.message}\n`));
