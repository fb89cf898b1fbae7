/** Paragraphs: words wrapped at the width; what follows a list mark hangs under the words, not under the mark. */
import type { Brush, Room } from './brush.ts';
import { cutRuns, type Line, lineOf, piecesOf, type Run, runsWidth, widthOf } from './cells.ts';
import type { TextFrame } from './frame.ts';
import { runsOf } from './rich.ts';

export function drawText({ text, tone, wrap = true }: TextFrame, { width, height }: Room, brush: Brush): Line[] {
  const { ellipsis } = brush.signs;
  const lines = runsOf(text, brush, tone).flatMap((runs) =>
    wrap ? wrapped(runs, width) : [cutRuns(runs, width, ellipsis)],
  );
  if (lines.length > height) {
    // The first line that falls away leaves its mark.
    const rest = [...lines[height - 1], { text: ellipsis.padStart(width), style: '' }];
    return [...lines.slice(0, height - 1), cutRuns(rest, width, ellipsis)].map(lineOf);
  }
  return lines.map(lineOf);
}

// A list mark, a quote bar or plain indentation, also one inside the other.
const hang = /^(?:(?: *(?:[-*•] |\d{1,3}[.)] |\| ))+| +)/;
// Spaces, one character of a script without spaces, or a word.
const piece = / +|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]\p{M}*|[^ \p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+/gu;

/** Runs of one line as lines that fit. */
function wrapped(runs: readonly Run[], width: number): Run[][] {
  if (runsWidth(runs) <= width) return [[...runs]];
  const indent = (hang.exec(runs.map(({ text }) => text).join(''))?.[0] ?? '').replace(/[^ |]/g, ' ');
  const prefix: Run[] = indent.length * 2 < width && indent ? [{ text: indent, style: indentStyle(runs, indent) }] : [];
  const lines: Run[][] = [];
  let line: Run[] = [];
  let used = 0;
  let gap: Run[] = [];
  let empty = true;
  const breakLine = (): void => {
    lines.push(line);
    line = [...prefix];
    used = runsWidth(prefix);
    gap = [];
    empty = true;
  };
  for (const word of wordsOf(runs)) {
    const size = runsWidth(word);
    if (word[0].text.trim() === '' && word.length === 1) {
      if (empty && lines.length > 0) continue;
      gap.push(...word);
      continue;
    }
    const space = runsWidth(gap);
    if (used + space + size > width && !empty) breakLine();
    else {
      if (used + space < width) {
        line.push(...gap);
        used += space;
      }
      gap = [];
    }
    for (const { text, style } of word) {
      piecesOf(text, width - used, width - runsWidth(prefix)).forEach((piece, i) => {
        if (i > 0) breakLine();
        if (piece === '') return;
        line.push({ text: piece, style });
        used += widthOf(piece);
        empty = false;
      });
    }
  }
  return [...lines, line];
}

/** The look of a quote bar goes down with it. */
const indentStyle = (runs: readonly Run[], indent: string): string => (indent.includes('|') ? runs[0].style : '');

/** Words may change their style in the middle; spaces stand alone. */
function wordsOf(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [];
  let open = false;
  for (const { text, style } of runs) {
    for (const [part] of text.matchAll(piece)) {
      const isWord = part[0] !== ' ';
      const joins = isWord && open && !breaksBefore.test(part);
      if (joins) words.at(-1)!.push({ text: part, style });
      else words.push([{ text: part, style }]);
      open = isWord && !breaksBefore.test(part);
    }
  }
  return words;
}

const breaksBefore = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;
