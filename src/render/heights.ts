/** Who gives way when there are too few lines: charts shrink first, then lists and texts, then the lowest frames go. */
import type { Brush, Room } from './brush.ts';
import type { Frame } from './frame.ts';
import { columnWidths, type Draw } from './widths.ts';

interface Demand {
  /** Lines it takes when it may. */
  readonly natural: number;
  /** Lines below which it loses more than resolution. */
  readonly soft: number;
  /** Lines below which it says nothing. */
  readonly hard: number;
}

const leastLines: Record<Exclude<Frame['kind'], 'rows' | 'columns' | 'panel'>, { soft: number; hard: number }> = {
  text: { soft: Number.POSITIVE_INFINITY, hard: 1 },
  table: { soft: Number.POSITIVE_INFINITY, hard: 4 },
  bars: { soft: Number.POSITIVE_INFINITY, hard: 3 },
  tokens: { soft: Number.POSITIVE_INFINITY, hard: 2 },
  line: { soft: 7, hard: 4 },
  histogram: { soft: 7, hard: 4 },
  heatmap: { soft: 8, hard: 4 },
  image: { soft: 8, hard: 3 },
};

/** A height for every frame; 0 for those that have to go. They add up to the height at most. */
export function heightsOf(frames: readonly Frame[], { width, height }: Room, brush: Brush, draw: Draw): number[] {
  const demands = frames.map((frame) => demandOf(frame, width, brush, draw));
  const heights = demands.map(({ natural }) => natural);
  const over = (): number => heights.reduce((sum, h) => sum + h, 0) - height;
  for (const level of ['soft', 'hard'] as const) {
    while (over() > 0) {
      // The one with the most to give gives a line.
      let giver = -1;
      let most = 0;
      heights.forEach((h, i) => {
        const spare = h - demands[i][level];
        if (spare > most) [giver, most] = [i, spare];
      });
      if (giver < 0) break;
      heights[giver]--;
    }
  }
  for (let i = frames.length - 1; i >= 0 && over() > 0; i--) heights[i] = Math.max(0, heights[i] - over());
  return heights;
}

function demandOf(frame: Frame, width: number, brush: Brush, draw: Draw): Demand {
  switch (frame.kind) {
    case 'rows':
      return sum(frame.frames.map((inner) => demandOf(inner, width, brush, draw)));
    case 'panel': {
      const { natural, soft, hard } = demandOf(frame.body, Math.max(1, width - 4), brush, draw);
      return { natural: natural + 2, soft: soft + 2, hard: hard + 2 };
    }
    case 'columns': {
      const widths = columnWidths(frame, width);
      const demands = frame.frames.map((inner, i) => demandOf(inner, widths?.[i] ?? width, brush, draw));
      if (!widths) return sum(demands);
      const tallest = (level: keyof Demand): number => Math.max(...demands.map((demand) => demand[level]));
      return { natural: tallest('natural'), soft: tallest('soft'), hard: tallest('hard') };
    }
    default: {
      const natural = draw(frame, { width, height: Number.POSITIVE_INFINITY }, brush).length;
      const { soft, hard } = leastLines[frame.kind];
      return { natural, soft: Math.min(natural, soft), hard: Math.min(natural, hard) };
    }
  }
}

const sum = (demands: readonly Demand[]): Demand => ({
  natural: demands.reduce((total, { natural }) => total + natural, 0),
  soft: demands.reduce((total, { soft }) => total + soft, 0),
  hard: demands.reduce((total, { hard }) => total + hard, 0),
});
