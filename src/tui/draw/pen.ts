/** How the screens write on this terminal: signs that it can show, and colours that never carry a meaning alone. */
import { Chalk } from 'chalk';
import { cut, padEnd, widthOf } from '../../render/cells.ts';
import { clean } from '../../render/clean.ts';
import type { Frame, Rich, Surface, Tone } from '../../render/frame.ts';
import { paint, styleOf } from '../../render/palette.ts';
import { render } from '../../render/render.ts';
import { inAscii } from '../../render/safe.ts';

const unicode = {
  pointer: '›',
  ellipsis: '…',
  done: '✓',
  begun: '◐',
  fresh: '·',
  ticked: '■',
  open: '□',
  up: '↑',
  down: '↓',
  run: '▶',
  pause: '‖',
  full: '━',
  empty: '─',
  cursor: '▏',
  dot: '·',
  rule: '─',
  less: '◂',
  more: '▸',
  upDown: '↑↓',
  leftRight: '←→',
};

type Signs = Readonly<Record<keyof typeof unicode, string>>;

const ascii: Signs = {
  pointer: '>',
  ellipsis: '...',
  done: 'x',
  begun: '/',
  fresh: '.',
  ticked: '[x]',
  open: '[ ]',
  up: '^',
  down: 'v',
  run: '>',
  pause: '||',
  full: '#',
  empty: '-',
  cursor: '_',
  dot: '-',
  rule: '-',
  less: '<',
  more: '>',
  upDown: 'up/down',
  leftRight: 'left/right',
};

/** A row of the screen: text that may hold colours. */
export type Row = string;

export interface Pen {
  readonly surface: Surface;
  readonly width: number;
  readonly signs: Signs;
  /** Foreign text made safe for one row. */
  safe(text: string): string;
  paint(text: string, tone?: Tone, bold?: boolean): Row;
  /** Where the next letter goes. */
  cursor(under: string): Row;
  /** Plain text cut to a width, then painted. */
  cut(text: string, width: number, tone?: Tone, bold?: boolean): Row;
  /** A frame as rows; at most `height` of them. */
  frame(frame: Frame, width?: number, height?: number): Row[];
  /** Words, wrapped. */
  text(text: Rich, tone?: Tone, width?: number): Row[];
  /** One at the left edge, the other at the right; the left one gives way. */
  ends(left: string, right: string, leftTone?: Tone, rightTone?: Tone, bold?: boolean): Row;
  /** A pen for a part of the width. */
  narrower(width: number): Pen;
}

export function penOf(surface: Surface): Pen {
  const { width, unicode: wide, colour } = surface;
  const signs = wide ? unicode : ascii;
  const chalk = new Chalk({ level: colour });
  const safe = (text: string): string => {
    const line = clean(text)
      .replaceAll('\t', ' ')
      .replace(/\s*\n\s*/g, ' ');
    return wide ? line : inAscii(line);
  };
  const pen: Pen = {
    surface,
    width,
    signs,
    safe,
    paint: (text, tone, bold) => paint(text, styleOf(colour, tone, bold)),
    cursor: (under) => (colour > 0 ? chalk.inverse(under || ' ') : signs.cursor + under),
    cut: (text, room, tone, bold) => pen.paint(cut(safe(text), Math.max(0, room), signs.ellipsis), tone, bold),
    frame: (frame, room = width, height = Number.POSITIVE_INFINITY) =>
      render(frame, { ...surface, width: room, height }),
    text: (text, tone, room = width) => pen.frame({ kind: 'text', text, tone }, room),
    ends: (left, right, leftTone, rightTone = 'muted', bold) => {
      const end = cut(safe(right), width, signs.ellipsis);
      const room = end === '' ? width : Math.max(0, width - widthOf(end) - 1);
      const start = cut(safe(left), room, signs.ellipsis);
      return pen.paint(padEnd(start, room), leftTone, bold) + (end ? ` ${pen.paint(end, rightTone)}` : '');
    },
    narrower: (room) => penOf({ ...surface, width: room }),
  };
  return pen;
}

const escapes = /\x1b\[[\d;]*m/g;

/** Cells that a painted row takes. */
export const rowWidth = (row: Row): number => widthOf(row.replace(escapes, ''));

/** Rows beside rows; the left ones are filled up to their width. */
export function beside(left: readonly Row[], right: readonly Row[], leftWidth: number, gap = 2): Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const start = left[row] ?? '';
    const end = right[row] ?? '';
    return end === '' ? start : start + ' '.repeat(Math.max(0, leftWidth - rowWidth(start)) + gap) + end;
  });
}

export const indented = (rows: readonly Row[], by: number): Row[] => rows.map((row) => ' '.repeat(by) + row);
