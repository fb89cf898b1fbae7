/** What each thread of a ThreadTeam does: waits for a step, takes parts of it as long as there are any, and waits again.
 *  Read first: ./part-board.ts */
import type { PartLearner } from '../nn/parts.ts';
import { type Board, finishPart, Place, takePart } from './part-board.ts';

/** Returns when the team is closed. */
export function workParts(board: Board, learner: PartLearner): void {
  let turn = 0;
  for (;;) {
    Atomics.wait(board.control, Place.turn, turn);
    turn = Atomics.load(board.control, Place.turn);
    if (turn < 0) return;
    workTurn(board, learner, turn);
  }
}

function workTurn(board: Board, learner: PartLearner, turn: number): void {
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
