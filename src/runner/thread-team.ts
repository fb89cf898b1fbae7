/** A team on several threads. Each has a learner of its own and takes parts of the step while there are any; the gradients are
 *  summed here in the order of the parts, so that the numbers are those of one thread, to the last bit.
 *  Read first: ../nn/parts.ts, ./part-board.ts. Read next: ./part-loop.ts */
import type { Worker } from 'node:worker_threads';
import type { LearnerSpec } from '../models/learner-spec.ts';
import type { Block } from '../nn/kernels/kernels.ts';
import type { PartLearner, Team } from '../nn/parts.ts';
import { newWorker } from './new-worker.ts';
import { type Board, finishPart, makeBoard, Place, takePart } from './part-board.ts';

/** Milliseconds after which a part that somebody else took is done here instead: threads can die. */
const patience = 30_000;

/** Starts a thread that calls `workParts` of ./part-loop.ts with a learner of its own. */
export type StartThread = (board: Board) => Worker;

/** Threads with one of the program's learners. */
export const partWorker =
  (spec: LearnerSpec): StartThread =>
  (board) =>
    newWorker('part-worker', { board, spec });

export class ThreadTeam implements Team {
  private readonly board: Board;
  private readonly workers: Worker[];
  private readonly part: Block;
  private turn = 0;

  /** @param learner learns in this thread, with the weights that are trained
   *  @param start starts another thread with the like of it
   *  @param threads this one included */
  constructor(
    private readonly parts: number,
    private readonly learner: PartLearner,
    start: StartThread,
    threads: number,
  ) {
    const { arena, size } = learner.parameters;
    this.board = makeBoard(parts, size);
    this.part = arena.block(size);
    this.workers = Array.from({ length: Math.min(threads, parts) - 1 }, () => {
      const worker = start(this.board);
      worker.unref();
      return worker;
    });
  }

  gradients(step: number): number {
    const { board, learner } = this;
    const { control } = board;
    board.weights.set(learner.parameters.values.data as Float32Array);
    control.fill(0, Place.parts);
    Atomics.store(control, Place.finished, 0);
    Atomics.store(control, Place.step, step);
    Atomics.store(control, Place.next, 0);
    this.turn++;
    Atomics.store(control, Place.turn, this.turn);
    Atomics.notify(control, Place.turn);
    for (;;) {
      const index = takePart(board, this.turn);
      if (index === undefined) break;
      this.learn(step, index);
    }
    this.awaitOthers(step);
    return this.sum();
  }

  private learn(step: number, index: number): void {
    const { board, learner } = this;
    learner.parameters.clearGradients();
    board.losses[index] = learner.learn(step, index);
    board.gradients[index].set(learner.parameters.gradients.data as Float32Array);
    finishPart(board, index);
  }

  private awaitOthers(step: number): void {
    const { board, parts } = this;
    const { control } = board;
    for (;;) {
      const finished = Atomics.load(control, Place.finished);
      if (finished === parts) return;
      if (Atomics.wait(control, Place.finished, finished, patience) !== 'timed-out') continue;
      for (let index = 0; index < parts; index++) {
        if (Atomics.load(control, Place.parts + index) === 0) this.learn(step, index);
      }
    }
  }

  private sum(): number {
    const { board, learner, part, parts } = this;
    const { kernels, gradients } = learner.parameters;
    let loss = 0;
    kernels.fill(gradients, 0);
    for (let index = 0; index < parts; index++) {
      part.data.set(board.gradients[index]);
      kernels.addScaled(gradients, part, 1);
      loss += board.losses[index];
    }
    kernels.affine(gradients, gradients, 1 / parts, 0);
    return loss / parts;
  }

  close(): void {
    const { control } = this.board;
    Atomics.store(control, Place.turn, -1);
    Atomics.notify(control, Place.turn);
    for (const worker of this.workers) void worker.terminate();
  }
}
