/** usage: node --import tsx training-ours.ts NETWORK CASE SECONDS KERNELS THREADS → what a step costs, and the first losses */
import { Adam } from '../../../src/nn/optimise.ts';
import { InlineTeam } from '../../../src/nn/parts.ts';
import { sourceWorker } from '../../../src/runner/new-worker.ts';
import { ThreadTeam } from '../../../src/runner/thread-team.ts';
import { CaseLearner } from '../networks/learner.ts';
import { type NetworkName, networks } from '../networks/networks.ts';
import { readCase } from './case.ts';
import { kernelsExactly } from './kernels.ts';
import { measureTraining, say } from './measure.ts';
import type { PartOfCase } from './part-worker.ts';

const [name, file, seconds, wanted, threads] = process.argv.slice(2) as [NetworkName, ...string[]];
const network = networks[name];
const learner = new CaseLearner(readCase(file), network, kernelsExactly(wanted));
const start = (board: PartOfCase['board']) => {
  const data: PartOfCase = { board, name, file, kernels: wanted };
  return sourceWorker(new URL('./part-worker.ts', import.meta.url), data);
};
const team =
  threads === '1'
    ? new InlineTeam(network.parts, learner)
    : new ThreadTeam(network.parts, learner, start, Number(threads));
const adam = new Adam(learner.parameters, network.adam);
const step = (): number => {
  const loss = team.gradients(0);
  adam.step(network.rate);
  return loss;
};
const { size } = learner.parameters;
say({ ...measureTraining(step, Number(seconds), Number(threads)), parameters: size });
team.close();
