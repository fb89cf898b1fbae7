/** Frame → lines of text for a terminal. Pure: the same frame and surface give the same lines. What comes out is never
 *  wider or taller than the surface, holds no escape code without colours, and no byte over 127 without Unicode. */
import { drawBars } from './bars.ts';
import { type Brush, brushOf, type Room } from './brush.ts';
import { clipLine, type Line } from './cells.ts';
import type { Frame, Size, Surface } from './frame.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawHistogram } from './histogram.ts';
import { drawImage } from './image.ts';
import { drawColumns, drawPanel, drawRows } from './layout.ts';
import { drawLine } from './line.ts';
import { safeFrame } from './safe.ts';
import { drawTable } from './table.ts';
import { drawText } from './text.ts';
import { drawTokens } from './tokens.ts';

/** `render(text('hello'), { width: 80, height: 24, colour: 0, unicode: true })` → `['hello']` */
export function render(frame: Frame, surface: Surface): string[] {
  return drawFrame(frame, surface, brushOf(surface)).map(({ text }) => text.trimEnd());
}

/** The lines of a frame, with its text made safe. */
export function drawFrame(frame: Frame, size: Size, brush: Brush): Line[] {
  const room = { width: Math.max(1, Math.floor(size.width)), height: Math.max(1, Math.floor(size.height)) };
  return draw(safeFrame(frame, brush.unicode), room, brush);
}

function draw(frame: Frame, room: Room, brush: Brush): Line[] {
  const lines = dispatch(frame, room, brush);
  const kept = lines.length > room.height ? lines.slice(0, room.height) : lines;
  return kept.map((line) => clipLine(line, room.width));
}

function dispatch(frame: Frame, room: Room, brush: Brush): Line[] {
  switch (frame.kind) {
    case 'text':
      return drawText(frame, room, brush);
    case 'table':
      return drawTable(frame, room, brush);
    case 'bars':
      return drawBars(frame, room, brush);
    case 'rows':
      return drawRows(frame, room, brush, draw);
    case 'columns':
      return drawColumns(frame, room, brush, draw);
    case 'panel':
      return drawPanel(frame, room, brush, draw);
    case 'line':
      return drawLine(frame, room, brush);
    case 'histogram':
      return drawHistogram(frame, room, brush);
    case 'heatmap':
      return drawHeatmap(frame, room, brush);
    case 'image':
      return drawImage(frame, room, brush);
    case 'tokens':
      return drawTokens(frame, room, brush);
  }
}
