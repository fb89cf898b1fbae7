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
export const widthOf = (text: string): number => (single.test(text) ? text.length : stringWidth(text));

/** What a person sees as one character. */
export function graphemes(text: string): string[] {
  return single.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment);
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
