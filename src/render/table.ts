/** Aligned columns under a header. When it has to shrink, the widest left-aligned column gives way first. */
import type { Brush, Room } from './brush.ts';
import { cutRuns, type Line, lineOf, plainLine, type Run, runsWidth } from './cells.ts';
import type { TableFrame } from './frame.ts';
import { runsInLine } from './rich.ts';

const gap = 2;
/** A column narrower than this says nothing. */
const narrowest = 4;

export function drawTable({ columns, rows }: TableFrame, { width, height }: Room, brush: Brush): Line[] {
  const header = columns.map(({ title }) => (title ? [{ text: title, style: brush.style('muted', true) }] : []));
  const cells = rows.map((row) => columns.map((_, i) => runsInLine(row[i] ?? '', brush)));
  const widths = shrink(
    columns.map((_, i) => Math.max(runsWidth(header[i]), ...cells.map((row) => runsWidth(row[i])))),
    columns.map(({ align }) => align === 'right'),
    width,
  );
  const draw = (row: readonly Run[][]): Line => {
    const runs = widths.flatMap((room, i): Run[] => {
      const cell = cutRuns(row[i], room, brush.signs.ellipsis);
      const pad = { text: ' '.repeat(Math.max(0, room - runsWidth(cell))), style: '' };
      const between = { text: ' '.repeat(i > 0 ? gap : 0), style: '' };
      if (columns[i].align === 'right') return [between, pad, ...cell];
      return i === widths.length - 1 ? [between, ...cell] : [between, ...cell, pad];
    });
    return lineOf(runs);
  };
  const total = widths.reduce((sum, w) => sum + w, gap * Math.max(0, widths.length - 1));
  const titled = header.some((title) => title.length > 0) && height >= 3;
  const head = titled ? [draw(header), plainLine(brush.signs.rule.repeat(total), brush.style('muted'))] : [];
  const room = height - head.length;
  if (cells.length <= room) return [...head, ...cells.map(draw)];
  const kept = cells.slice(0, Math.max(0, room - 1)).map(draw);
  const more = `${brush.signs.ellipsis} ${cells.length - kept.length} more`;
  return [...head, ...kept, lineOf(cutRuns([{ text: more, style: brush.style('muted') }], width, ''))];
}

/** Widths that fit; columns at the right fall away when nothing else helps. */
function shrink(widths: number[], right: readonly boolean[], width: number): number[] {
  const room = (list: readonly number[]): number => width - gap * Math.max(0, list.length - 1);
  let kept = widths;
  for (;;) {
    const over = (): number => kept.reduce((sum, w) => sum + w, 0) - room(kept);
    for (const turn of [false, true]) {
      while (over() > 0) {
        let widest = -1;
        kept.forEach((w, i) => {
          if (right[i] === turn && w > narrowest && (widest < 0 || w > kept[widest])) widest = i;
        });
        if (widest < 0) break;
        kept = kept.map((w, i) => (i === widest ? w - 1 : w));
      }
    }
    if (over() <= 0 || kept.length <= 1) return kept.length === 1 ? [Math.min(kept[0], width)] : kept;
    kept = widths.slice(0, kept.length - 1);
  }
}
