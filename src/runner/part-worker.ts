/** The far side of a ThreadTeam: waits for a step, takes parts of it as long as there are any, and waits again. */
import { workerData } from 'node:worker_threads';
import type { PartLearner } from '../nn/parts.ts';
import { type LearnerSpec, makeLearner } from './learners.ts';
import { type Board, finishPart, Place, takePart } from './part-board.ts';

const { board, spec } = workerData as { board: Board; spec: LearnerSpec };
const learner = await makeLearner(spec);
let turn = 0;
for (;;) {
  Atomics.wait(board.control, Place.turn, turn);
  turn = Atomics.load(board.control, Place.turn);
  if (turn < 0) break;
  work(board, learner, turn);
}

function work(board: Board, learner: PartLearner, turn: number): void {
  const { control, weights } = board;
  const { parameters } = learner;
  let isFresh = false;
  for (;;) {
    const index = takePart(board, turn);
    if (index === undefined) return;
    if (!isFresh) parameters.values.data.set(weights);
    isFresh = true;
    parameters.clearGradients();
    board.losses[index] = learner.learn(Atomics.load(control, Place.step), index);
    board.gradients[index].set(parameters.gradients.data);
    finishPart(board, index);
  }
}
