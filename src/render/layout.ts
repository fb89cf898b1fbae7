/** Frames in frames: below each other, beside each other, in a box. */
import type { Brush, Room } from './brush.ts';
import { blank, cutRuns, joined, type Line, lineOf, padLine, plainLine, runsWidth } from './cells.ts';
import type { ColumnsFrame, PanelFrame, RowsFrame } from './frame.ts';
import { heightsOf } from './heights.ts';
import { runsInLine } from './rich.ts';
import { columnWidths, type Draw, gapOf } from './widths.ts';

export function drawRows({ frames, gap = 0 }: RowsFrame, { width, height }: Room, brush: Brush, draw: Draw): Line[] {
  let blocks = frames.map((frame) => draw(frame, { width, height: Number.POSITIVE_INFINITY }, brush));
  let space = blocks.length > 1 ? Math.max(0, Math.floor(gap)) || 0 : 0;
  const tall = (): number => blocks.reduce((sum, lines) => sum + lines.length, space * Math.max(0, blocks.length - 1));
  while (space > 0 && tall() > height) space--;
  if (tall() > height) {
    const heights = heightsOf(frames, { width, height }, brush, draw);
    blocks = frames.flatMap((frame, i) => (heights[i] > 0 ? [draw(frame, { width, height: heights[i] }, brush)] : []));
  }
  return blocks.flatMap((lines, i) => (i === 0 ? lines : [...Array.from({ length: space }, () => blank()), ...lines]));
}

export function drawColumns(frame: ColumnsFrame, room: Room, brush: Brush, draw: Draw): Line[] {
  const { frames } = frame;
  const widths = columnWidths(frame, room.width);
  if (!widths) return drawRows({ kind: 'rows', frames }, room, brush, draw);
  const drawn = frames.map((inner, i) => draw(inner, { width: widths[i], height: room.height }, brush));
  const tall = Math.max(...drawn.map((lines) => lines.length));
  const even = frames.map((inner, i) =>
    inner.kind === 'panel' && drawn[i].length < tall
      ? drawPanel(inner, { width: widths[i], height: tall }, brush, draw, tall)
      : drawn[i],
  );
  const gap = blank(gapOf(frames));
  return Array.from({ length: tall }, (_, row) =>
    joined(...even.flatMap((lines, i) => [...(i > 0 ? [gap] : []), padLine(lines[row] ?? blank(), widths[i])])),
  );
}

const round = { tl: '╭', tr: '╮', bl: '╰', br: '╯', h: '─', v: '│' };
const square = { tl: '+', tr: '+', bl: '+', br: '+', h: '-', v: '|' };

/** A box with its title in the upper edge; `least` makes it as tall as its neighbours. */
export function drawPanel(
  { title, body, tone }: PanelFrame,
  { width, height }: Room,
  brush: Brush,
  draw: Draw,
  least = 0,
): Line[] {
  if (width < 8 || height < 3) return draw(body, { width, height }, brush);
  const edge = brush.unicode ? round : square;
  const style = brush.style(tone ?? 'muted');
  const inner = width - 4;
  const lines = draw(body, { width: inner, height: height - 2 }, brush);
  const name = cutRuns(runsInLine([{ text: title, tone, bold: true }], brush), inner - 2, brush.signs.ellipsis);
  const rule = width - 4 - (title ? runsWidth(name) + 1 : 0);
  const top = title
    ? [{ text: `${edge.tl}${edge.h} `, style }, ...name, { text: ` ${edge.h.repeat(rule)}${edge.tr}`, style }]
    : [{ text: `${edge.tl}${edge.h.repeat(width - 2)}${edge.tr}`, style }];
  const left = plainLine(edge.v, style);
  while (lines.length < least - 2) lines.push(blank());
  return [
    lineOf(top),
    ...lines.map((line) => joined(left, blank(1), padLine(line, inner), blank(1), left)),
    plainLine(`${edge.bl}${edge.h.repeat(width - 2)}${edge.br}`, style),
  ];
}
