/** usage: node --import tsx unet-trainer.ts SECONDS KERNELS THREADS → what a step of training costs, drawing included */
import { fullAlbum } from '../../../src/data/scenes/scene.ts';
import { shipped } from '../../../src/models/diffusion/config.ts';
import { sceneSource } from '../../../src/models/diffusion/scenes.ts';
import { Trainer } from '../../../src/models/diffusion/train.ts';
import { InlineTeam } from '../../../src/nn/parts.ts';
import { partWorker, ThreadTeam } from '../../../src/runner/thread-team.ts';
import { kernelsExactly } from './kernels.ts';
import { measureTraining, say } from './measure.ts';

const [seconds, kernels, threads] = process.argv.slice(2);
const spec = { learner: 'diffusion', kernels, config: shipped, album: 'full', seed: 1 } as const;
const trainer = new Trainer(shipped, sceneSource(fullAlbum), spec.seed, kernelsExactly(kernels), (parts, learner) =>
  threads === '1' ? new InlineTeam(parts, learner) : new ThreadTeam(parts, learner, partWorker(spec), Number(threads)),
);
const step = () => trainer.step().loss;
say({ ...measureTraining(step, Number(seconds), Number(threads)), parameters: trainer.weights.size });
trainer.free();
