/** How frames beside each other share the width. */
import type { Brush, Room } from './brush.ts';
import type { Line } from './cells.ts';
import type { ColumnsFrame, Frame } from './frame.ts';

/** Draws any frame; handed in by render.ts. */
export type Draw = (frame: Frame, room: Room, brush: Brush) => Line[];

/** The widths of frames beside each other; undefined where they have to stand below each other. */
export function columnWidths({ frames, shares, least = 24 }: ColumnsFrame, width: number): number[] | undefined {
  const usable = width - gapOf(frames) * (frames.length - 1);
  const wanted = frames.map((_, i) => {
    const share = shares?.[i] ?? 1;
    return share > 0 && Number.isFinite(share) ? share : 1;
  });
  // Of the largest, so that no sum and no product leaves what numbers can hold.
  const weights = wanted.map((share) => share / Math.max(...wanted));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.floor((usable * weight) / total));
  // Pictures that are to be compared are equally large; boxes end where the ones below them end.
  const even = !shares && !frames.some(({ kind }) => kind === 'panel');
  for (let left = usable - widths.reduce((sum, w) => sum + w, 0), i = 0; left > 0 && !even; left--, i++) {
    widths[i % widths.length]++;
  }
  return frames.length < 2 || widths.some((w) => w < Math.max(4, least)) ? undefined : widths;
}

/** Boxes have an edge of their own. */
export const gapOf = (frames: readonly Frame[]): number => (frames.every(({ kind }) => kind === 'panel') ? 1 : 2);
