/** usage: node --import tsx gan-ours.ts STEPS → milliseconds a step. The same game as gan-tfjs.mjs, averages and all. */

import { targets } from '../../../src/data/numbers/targets.ts';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';

const steps = Number(process.argv[2]);
const config = GanConfigSchema.parse({ pack: 1, schedule: 'constant' });
const trainer = new Trainer(config, targets.normal, 1, plainKernels());
for (let i = 0; i < steps / 5; i++) trainer.step();
const start = performance.now();
for (let i = 0; i < steps; i++) trainer.step();
console.log((performance.now() - start) / steps);
