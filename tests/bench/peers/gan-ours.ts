/** usage: node --import tsx gan-ours.ts SECONDS KERNELS → what a step costs. The same game as gan-tfjs.mjs, and an average. */
import { targets } from '../../../src/data/numbers/targets.ts';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { kernelsExactly } from './kernels.ts';
import { milliseconds, say } from './measure.ts';

const [seconds, kernels] = process.argv.slice(2);
const config = GanConfigSchema.parse({ pack: 1, schedule: 'constant' });
const trainer = new Trainer(config, targets.normal, 1, kernelsExactly(kernels));
const parameters = trainer.generator.size + trainer.discriminator.size;
say({ milliseconds: milliseconds(() => trainer.step(), Number(seconds)), parameters });
