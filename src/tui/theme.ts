/** How the screens look on this terminal: signs that it can show, and colours that never carry a meaning alone. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Surface, Tone } from '../render/frame.ts';

export interface Signs {
  readonly pointer: string;
  readonly ellipsis: string;
  readonly done: string;
  readonly begun: string;
  readonly fresh: string;
  readonly chosen: string;
  readonly open: string;
  readonly up: string;
  readonly down: string;
  readonly play: string;
  readonly pause: string;
  readonly right: string;
  readonly wrong: string;
  readonly full: string;
  readonly empty: string;
  readonly cursor: string;
  readonly dot: string;
  readonly rule: string;
  readonly turn: readonly [string, string];
  readonly arrows: { readonly upDown: string; readonly leftRight: string };
}

const unicode: Signs = {
  pointer: '›',
  ellipsis: '…',
  done: '✓',
  begun: '◐',
  fresh: '·',
  chosen: '■',
  open: '□',
  up: '↑',
  down: '↓',
  play: '▶',
  pause: '‖',
  right: '✓',
  wrong: '✗',
  full: '━',
  empty: '─',
  cursor: '▏',
  dot: '·',
  rule: '─',
  turn: ['◂', '▸'],
  arrows: { upDown: '↑↓', leftRight: '←→' },
};

const ascii: Signs = {
  pointer: '>',
  ellipsis: '...',
  done: 'x',
  begun: '/',
  fresh: '.',
  chosen: '[x]',
  open: '[ ]',
  up: '^',
  down: 'v',
  play: '>',
  pause: '||',
  right: '+',
  wrong: 'x',
  full: '#',
  empty: '-',
  cursor: '_',
  dot: '-',
  rule: '-',
  turn: ['<', '>'],
  arrows: { upDown: 'up/down', leftRight: 'left/right' },
};

export interface Theme {
  readonly surface: Surface;
  readonly signs: Signs;
  paint(text: string, tone?: Tone, bold?: boolean): string;
  /** The place of the cursor in a text that is typed: shown inverse, or as a sign where there are no colours. */
  cursor(under: string): string;
}

export function themeOf(surface: Surface): Theme {
  const chalk = new Chalk({ level: surface.colour });
  const signs = surface.unicode ? unicode : ascii;
  return {
    surface,
    signs,
    paint: (text, tone = 'plain', bold = false) => {
      const coloured = colours[tone](chalk)(text);
      return bold ? chalk.bold(coloured) : coloured;
    },
    cursor: (under) => (surface.colour > 0 ? chalk.inverse(under || ' ') : signs.cursor + under),
  };
}

const colours: Record<Tone, (chalk: ChalkInstance) => (text: string) => string> = {
  plain: () => (text) => text,
  muted: (chalk) => chalk.dim,
  accent: (chalk) => chalk.cyan,
  good: (chalk) => chalk.green,
  bad: (chalk) => chalk.red,
  warn: (chalk) => chalk.yellow,
  a: (chalk) => chalk.blue,
  b: (chalk) => chalk.magenta,
  c: (chalk) => chalk.cyan,
  d: (chalk) => chalk.yellow,
};
