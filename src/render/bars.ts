/** Horizontal bars, to an eighth of a cell: `› label ████▌ note`. */
import type { Brush, Room } from './brush.ts';
import { cutRuns, type Line, lineOf, type Run, runsWidth, widthOf } from './cells.ts';
import type { BarsFrame, Tone } from './frame.ts';
import { runsInLine } from './rich.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** Longer bars are harder to follow to their note. */
const longest = 60;

export function drawBars(frame: BarsFrame, { width, height }: Room, brush: Brush): Line[] {
  const { bars, hidden } = shown(frame.bars, height);
  const { ellipsis, pointer } = brush.signs;
  const labels = bars.map((bar) => labelOf(bar, brush));
  const pointers = frame.bars.some(({ mark }) => mark) ? 2 : 0;
  const widest = Math.max(0, ...labels.map(runsWidth));
  const notes = Math.max(0, ...bars.map(({ note }) => widthOf(note ?? '')));
  const noteRoom = notes > 0 && notes + 2 <= width / 2 ? notes + 2 : 0;
  const labelRoom = Math.min(widest, Math.max(Math.floor((width - pointers) * 0.4), width - pointers - noteRoom - 13));
  const barRoom = Math.max(1, Math.min(longest, width - pointers - labelRoom - 1 - noteRoom));
  const scale = scaleOf(frame, barRoom);
  const highlighted = bars.some(({ mark, tone }) => mark || tone);
  const numeric = bars.every(({ note }) => note === undefined || /^[-+]?[\d.,]+ ?%?$/.test(note));

  const lines = bars.map((bar, i): Line => {
    const tone: Tone = bar.tone ?? (bar.mark ? 'accent' : highlighted ? 'muted' : 'a');
    const runs: Run[] = [];
    if (pointers)
      runs.push({ text: bar.mark ? `${pointer} ` : '  ', style: bar.mark ? brush.style('accent', true) : '' });
    const label = cutRuns(labels[i], labelRoom, ellipsis);
    runs.push(...label, { text: ' '.repeat(labelRoom - runsWidth(label) + 1), style: '' });
    const drawn = barOf(finite(bar.value), scale, fillOf(tone, brush));
    runs.push({ text: drawn, style: brush.style(tone) });
    if (noteRoom && bar.note) {
      const space = barRoom - widthOf(drawn) + 2 + (numeric ? notes - widthOf(bar.note) : 0);
      runs.push({ text: ' '.repeat(space), style: '' });
      runs.push({ text: bar.note, style: brush.style(bar.mark ? 'plain' : 'muted', bar.mark) });
    }
    return lineOf(runs);
  });
  if (hidden > 0)
    lines.push(lineOf([{ text: `${' '.repeat(pointers)}${ellipsis} ${hidden} more`, style: brush.style('muted') }]));
  return lines;
}

type Bar = BarsFrame['bars'][number];

/** What the height allows; the one pointed at stays. */
function shown(bars: readonly Bar[], height: number): { bars: readonly Bar[]; hidden: number } {
  if (bars.length <= height) return { bars, hidden: 0 };
  const room = Math.max(1, height - 1);
  const kept = bars.slice(0, room);
  const picked = bars.findIndex(({ mark }) => mark);
  if (picked >= room) kept[room - 1] = bars[picked];
  return { bars: kept, hidden: height > 1 ? bars.length - room : 0 };
}

/** A label in the look of its bar; without colours the pointer says it already. */
function labelOf({ label, tone, mark }: Bar, brush: Brush): Run[] {
  if (mark && brush.colour > 0 && typeof label === 'string') {
    return runsInLine([{ text: label, tone: tone ?? 'accent', bold: true }], brush);
  }
  return runsInLine(label, brush, brush.colour === 0 ? tone : 'plain');
}

interface Scale {
  readonly largest: number;
  /** Cells left of zero and right of it. */
  readonly left: number;
  readonly right: number;
}

const finite = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

function scaleOf({ bars, max }: BarsFrame, room: number): Scale {
  const values = bars.map(({ value }) => finite(value));
  const high = max !== undefined && max > 0 ? finite(max) : Math.max(0, ...values);
  const low = Math.max(0, ...values.map((value) => -value));
  const largest = Math.max(high, low);
  if (low === 0 || room < 4) return { largest, left: 0, right: room };
  const left =
    high === 0
      ? room
      : Math.max(1, Math.min(room - 1, Math.round((room * (low / largest)) / (low / largest + high / largest))));
  return { largest: Math.max(low / left, high / Math.max(1, room - left)) * room, left, right: room - left };
}

/** What a bar is made of. Without colours every hue has a filling of its own. */
function fillOf(tone: Tone, { colour, unicode }: Brush): string {
  const hue = colour === 0 ? ['a', 'b', 'c', 'd'].indexOf(tone) : 0;
  return (unicode ? '█▓▒░' : '#=+-')[Math.max(0, hue)];
}

function barOf(value: number, { largest, left, right }: Scale, fill: string): string {
  const room = left > 0 ? left + right : right;
  const length = largest > 0 ? Math.min(value < 0 ? left : right, (Math.abs(value) / largest) * room) : 0;
  if (value < 0) {
    const cells = left === 0 ? 0 : Math.max(1, Math.round(length));
    return ' '.repeat(left - cells) + fill.repeat(cells);
  }
  return ' '.repeat(left) + (fill === '█' ? eighthBar(length) : wholeBar(length, fill));
}

// A bar that is not zero shows, however short.
const wholeBar = (length: number, fill: string): string => fill.repeat(Math.round(length)) || (length > 0 ? ':' : '');

function eighthBar(length: number): string {
  const units = length > 0 ? Math.max(1, Math.round(length * 8)) : 0;
  return '█'.repeat(units >> 3) + eighths[units & 7];
}
