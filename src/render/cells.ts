/** Text measured in terminal cells: width, cut, pad. */
import stringWidth from 'string-width';
import { paint } from './palette.ts';

/** One line of the terminal. The text may hold escape codes; the width does not count them. */
export interface Line {
  readonly text: string;
  readonly width: number;
}

/** A piece of text in one style (see palette.ts). */
export interface Run {
  readonly text: string;
  readonly style: string;
}

// ASCII, Latin, box drawing, blocks and braille are one cell each; asking is cheaper than measuring.
const single = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2013-\u2026\u2500-\u259f\u2800-\u28ff]*$/;
const segmenter = new Intl.Segmenter();

/** `widthOf('猫')` → 2 */
export const widthOf = (text: string): number => (single.test(text) ? text.length : sumOf(graphemes(text), widthOfOne));

/** Measuring takes longer than looking up what was measured before. */
const measured = new Map<string, number>();
const mostMeasured = 10_000;

function widthOfOne(grapheme: string): number {
  const known = measured.get(grapheme);
  if (known !== undefined) return known;
  const width = stringWidth(grapheme);
  if (measured.size < mostMeasured) measured.set(grapheme, width);
  return width;
}

/** What a person sees as one character. */
export function graphemes(text: string): string[] {
  if (single.test(text)) return [...text];
  return text.length <= blockLength ? segmentsOf(text) : [...blocksOf(text)].flat();
}

/** The segmenter takes time with the square of a text's length: long ones it gets in blocks. */
const blockLength = 256;

const segmentsOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** The graphemes of a text, some at a time. */
function* blocksOf(text: string): Generator<string[]> {
  for (let from = 0, length = blockLength; from < text.length; ) {
    let to = Math.min(text.length, from + length);
    // Half of a pair would look like a character of its own.
    if (/[\ud800-\udbff]/.test(text[to - 1])) to = Math.min(text.length, to + 1);
    const block = segmentsOf(text.slice(from, to));
    // The last one may go on in the next block.
    if (to < text.length) block.pop();
    yield block;
    const taken = sumOf(block, (grapheme) => grapheme.length);
    from += taken;
    length = taken === 0 ? 2 * length : blockLength;
  }
}

function sumOf<T>(all: readonly T[], value: (one: T) => number): number {
  let sum = 0;
  for (const one of all) sum += value(one);
  return sum;
}

/** The longest beginning that fits, and what is left. */
export function splitAt(text: string, width: number): [string, string] {
  if (widthOf(text) <= width) return [text, ''];
  let used = 0;
  let end = 0;
  for (const grapheme of graphemes(text)) {
    used += widthOf(grapheme);
    if (used > width) break;
    end += grapheme.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

/** Text in pieces, the first for what is left of a line, the others for whole lines; in one pass, however long it is. The first
 *  may be empty. A character that is wider than a line is left out. `piecesOf('abcdef', 1, 3)` → `['a', 'bcd', 'ef']` */
export function piecesOf(text: string, left: number, width: number): string[] {
  if (widthOf(text) <= left) return [text];
  const pieces: string[] = [];
  let piece = '';
  let room = left;
  for (const grapheme of graphemes(text)) {
    const size = widthOf(grapheme);
    if (size > width) continue;
    if (size > room) {
      pieces.push(piece);
      piece = '';
      room = width;
    }
    piece += grapheme;
    room -= size;
  }
  return [...pieces, piece];
}

/** Shortened to a width, with an ellipsis where something is missing. `cut('hello', 4, '…')` → `'hel…'` */
export function cut(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  const mark = ellipsis.slice(0, Math.max(0, width));
  return splitAt(text, width - mark.length)[0].trimEnd() + mark;
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

export const blank = (width = 0): Line => ({ text: ' '.repeat(width), width });
export const plainLine = (text: string, style = ''): Line => ({ text: paint(text, style), width: widthOf(text) });

/** Runs in their styles beside each other. */
export function lineOf(runs: readonly Run[]): Line {
  let text = '';
  let width = 0;
  for (const run of merged(runs)) {
    text += paint(run.text, run.style);
    width += widthOf(run.text);
  }
  return { text, width };
}

function merged(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && last.style === run.style) all[all.length - 1] = { text: last.text + run.text, style: run.style };
    else if (run.text) all.push(run);
  }
  return all;
}

export const runsWidth = (runs: readonly Run[]): number => runs.reduce((sum, { text }) => sum + widthOf(text), 0);

/** Runs shortened to a width, with an ellipsis in the style of the place. */
export function cutRuns(runs: readonly Run[], width: number, ellipsis: string): Run[] {
  if (runsWidth(runs) <= width) return [...runs];
  const mark = ellipsis.slice(0, Math.max(0, width));
  const kept: Run[] = [];
  let room = width - mark.length;
  for (const run of runs) {
    const [head, rest] = splitAt(run.text, room);
    room -= widthOf(head);
    if (rest === '') {
      kept.push(run);
      continue;
    }
    kept.push({ text: head.trimEnd() + mark, style: run.style });
    break;
  }
  return kept;
}

export const padLine = (line: Line, width: number): Line =>
  line.width >= width ? line : { text: line.text + ' '.repeat(width - line.width), width };

export const joined = (...lines: readonly Line[]): Line => ({
  text: lines.map(({ text }) => text).join(''),
  width: lines.reduce((sum, { width }) => sum + width, 0),
});

const escapes = /\x1b\[[\d;]*m/;

/** A finished line that turned out too wide, cut with its colours closed. Nothing should need it; it keeps the promise. */
export function clipLine(line: Line, width: number): Line {
  if (line.width <= width) return line;
  let room = width;
  let text = '';
  for (const part of line.text.split(/(\x1b\[[\d;]*m)/)) {
    if (escapes.test(part)) {
      text += part;
      continue;
    }
    const [head] = splitAt(part, room);
    text += head;
    room -= widthOf(head);
    if (head !== part) room = 0;
  }
  return { text, width: width - room };
}
