/** The shape of every screen: a head, a body that scrolls when it is too long, and a last line that names the keys.
 *  Pure: what comes out is as many rows as the terminal has. */
import { widthOf } from '../../render/cells.ts';
import type { Scroll } from '../state.ts';
import type { Pen, Row } from './pen.ts';

/** A key and what it does. Where the line is too short, the least important go first: those with the highest `rank`. */
export type KeyName = readonly [key: string, does: string, rank?: number];

export interface Page {
  readonly head: readonly Row[];
  readonly body: readonly Row[];
  /** Rows of the body that have to be in view: what is chosen. */
  readonly pin?: { readonly from: number; readonly to: number };
  /** Rows above the keys, such as why something is not possible. */
  readonly notice?: readonly Row[];
  readonly keys: readonly KeyName[];
}

export interface Drawn {
  readonly rows: readonly Row[];
  readonly offset: number;
  readonly overflow: number;
}

const leastSize = { width: 40, height: 12 };

export function drawPage({ head, body, pin, notice = [], keys }: Page, scroll: Scroll, pen: Pen): Drawn {
  const { height } = pen.surface;
  const foot = [...notice, keyLine(keys, pen)];
  const room = Math.max(1, height - head.length - foot.length);
  const blank = (count: number): Row[] => Array.from({ length: Math.max(0, count) }, () => '');
  if (body.length <= room) {
    return { rows: [...head, ...body, ...blank(room - body.length), ...foot], offset: 0, overflow: 0 };
  }
  // One row says how much there is above and below.
  const seen = room - 1;
  const overflow = body.length - seen;
  const offset = offsetFor(scroll, pin, seen, overflow);
  const part = body.slice(offset, offset + seen);
  return { rows: [...head, ...part, scrollLine(offset, overflow, pen), ...foot], offset, overflow };
}

function offsetFor(scroll: Scroll, pin: Page['pin'], seen: number, overflow: number): number {
  const within = (offset: number): number => Math.max(0, Math.min(overflow, offset));
  if (scroll.by !== undefined) return within(scroll.by);
  if (!pin) return within(scroll.offset);
  // The first rows come along when the choice stands among them: there is what the choice is about.
  if (pin.to <= seen) return scroll.offset > pin.from ? 0 : within(Math.min(scroll.offset, pin.from));
  return within(Math.min(pin.from, Math.max(scroll.offset, pin.to - seen)));
}

function scrollLine(offset: number, overflow: number, pen: Pen): Row {
  const { up, down } = pen.signs;
  const parts: string[] = [];
  if (offset > 0) parts.push(`${up} ${offset} above`);
  if (offset < overflow) parts.push(`${down} ${overflow - offset} more below`);
  return pen.ends('', `${parts.join('   ')}   PgUp/PgDn`);
}

/** "↑↓ choose  Enter open  q quit", as much of it as fits; the last one, the way out, always stays. */
function keyLine(keys: readonly KeyName[], pen: Pen): Row {
  const length = (some: readonly KeyName[]): number =>
    some.reduce((sum, [key, does]) => sum + widthOf(key) + 1 + widthOf(does) + 2, -2);
  let shown = [...keys];
  while (shown.length > 1 && length(shown) > pen.width) {
    const others = shown.slice(0, -1);
    const worst = Math.max(...others.map(([, , rank = 0]) => rank));
    const at = others.findLastIndex(([, , rank = 0]) => rank === worst);
    shown = shown.filter((_, index) => index !== at);
  }
  const row = shown.map(([key, does]) => `${pen.paint(key, 'plain', true)} ${pen.paint(does, 'muted')}`);
  return row.join('  ');
}

/** What stands there instead when the window is too small for anything. */
export function tooSmall(pen: Pen): Row[] {
  const { width, height } = pen.surface;
  const { width: least, height: leastHigh } = leastSize;
  return pen
    .text(
      `This window has ${width} columns and ${height} rows. Make it ${least} by ${leastHigh} or larger, and the screen comes back. Ctrl-C leaves.`,
    )
    .slice(0, height);
}

export const isTooSmall = ({ surface }: Pen): boolean =>
  surface.width < leastSize.width || surface.height < leastSize.height;

/** The upper edge: where one is, and a quieter word at the right. */
export function titleRows(pen: Pen, left: string, right: string): Row[] {
  return [pen.ends(left, right, 'accent', 'muted', true), pen.paint(pen.signs.rule.repeat(pen.width), 'muted')];
}

/** A thin line that fills up. */
export function progressRow(pen: Pen, done: number, of: number): Row {
  const filled = of === 0 ? 0 : Math.round((pen.width * done) / of);
  return (
    pen.paint(pen.signs.full.repeat(filled), 'accent') + pen.paint(pen.signs.empty.repeat(pen.width - filled), 'muted')
  );
}
