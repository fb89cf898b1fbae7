/** What the threads of a team share: the weights of the step, who has taken which part of it, and what came of each part. */

/** Everything that lies in shared memory. It may be posted to a thread. */
export interface Board {
  /** See `Place`. */
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly weights: Float32Array<SharedArrayBuffer>;
  /** The gradients of each part: [parts][size] */
  readonly gradients: readonly Float32Array<SharedArrayBuffer>[];
  readonly losses: Float64Array<SharedArrayBuffer>;
}

/** Places in `control`. */
export const Place = {
  /** Goes up by one for each step, so that waiting threads notice; −1 says that it is over. */
  turn: 0,
  /** Number of the step. */
  step: 1,
  /** The next part that nobody has taken. */
  next: 2,
  /** Parts that are finished: counted, and one by one from here on. */
  finished: 3,
  parts: 4,
} as const;

export function makeBoard(parts: number, size: number): Board {
  const numbers = (): Float32Array<SharedArrayBuffer> => new Float32Array(new SharedArrayBuffer(4 * size));
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * (Place.parts + parts))),
    weights: numbers(),
    gradients: Array.from({ length: parts }, numbers),
    losses: new Float64Array(new SharedArrayBuffer(8 * parts)),
  };
}

/** Takes the next part of a turn, if there is one left and the turn is still on. */
export function takePart({ control, losses }: Board, turn: number): number | undefined {
  if (Atomics.load(control, Place.turn) !== turn) return undefined;
  const index = Atomics.add(control, Place.next, 1);
  return index < losses.length ? index : undefined;
}

/** Says that a part is done; a part that was done twice, with the same numbers, counts once. */
export function finishPart({ control }: Board, index: number): void {
  if (Atomics.exchange(control, Place.parts + index, 1) === 1) return;
  Atomics.add(control, Place.finished, 1);
  Atomics.notify(control, Place.finished);
}
