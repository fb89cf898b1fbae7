/** usage: save-many.ts FILE: writes weights to it, over and over, until it is killed; says when it has written for the first time. */
import { saveCheckpoint } from '../../src/store/checkpoint.ts';

const size = 1_000_000;
for (let step = 1; ; step++) {
  const data = new Float32Array(size).fill(step);
  await saveCheckpoint(process.argv[2], {
    kind: 'gan',
    about: { step },
    tensors: new Map([['w', { shape: [size], data }]]),
  });
  if (step === 1) console.log('written');
}
