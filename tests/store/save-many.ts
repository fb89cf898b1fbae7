/** A program of its own: save-many FILE writes weights to it, over and over, until it is killed; says the number of each that is
 *  written, or why one is not, and ends. */
import { writeSync } from 'node:fs';
import { saveCheckpoint } from '../../src/store/checkpoint.ts';

const size = 1_000_000;

async function saveMany(): Promise<void> {
  for (let step = 1; ; step++) {
    const data = new Float32Array(size).fill(step);
    await saveCheckpoint(process.argv[2], {
      kind: 'gan',
      about: { step },
      tensors: new Map([['w', { shape: [size], data }]]),
    });
    writeSync(1, `${step}\n`);
  }
}

saveMany().catch((error: Error) => writeSync(2, `${error.message}\n`));
