/** A picture of pieces, of which some are left out where the room is scarce. */
import type { Frame } from '../render/frame.ts';

export interface Piece {
  /** Those of a low rank are there first; those of rank 0 always. */
  readonly rank: number;
  readonly lines: number;
  readonly frame: Frame;
}

/** @param room lines that there are
 *  @returns the pieces that fit, and the lines that are left */
export function fittingIn(pieces: readonly Piece[], room: number): { fitting: ReadonlySet<Piece>; left: number } {
  let left = room;
  const fitting = new Set<Piece>();
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    if (piece.lines > left && piece.rank > 0) continue;
    fitting.add(piece);
    left -= piece.lines;
  }
  return { fitting, left };
}
