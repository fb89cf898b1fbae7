/** Two distributions over the same words beside each other: what was guessed and what the model has. */
import { percent } from '../../course/spread.ts';
import { padEnd, padStart, widthOf } from '../../render/cells.ts';
import type { Tone } from '../../render/frame.ts';
import type { Pen, Row } from './pen.ts';

interface Share {
  readonly label: string;
  readonly given: number;
  readonly actual: number;
}

export function sharesRows(shares: readonly Share[], pen: Pen): Row[] {
  const names = Math.min(16, Math.max(...shares.map(({ label }) => widthOf(label))));
  const number = 6;
  const room = Math.min(24, Math.floor((pen.width - names - 2 * (number + 3)) / 2));
  const bar = room < 8 ? 2 : room; // too short to be read: then the numbers alone
  const most = Math.max(...shares.flatMap(({ given, actual }) => [given, actual]));
  const { full } = pen.signs;
  const half = (share: number, tone: Tone): Row => {
    const length = bar === 2 ? 0 : Math.round((bar * share) / most);
    const drawn = pen.paint(full.repeat(length), tone) + ' '.repeat(bar - length);
    return `${drawn} ${padStart(percent(share), number)}`;
  };
  const column = bar + 1 + number;
  const head = `${' '.repeat(names + 2)}${padEnd('you', column + 2)}the model`;
  return [
    pen.paint(head, 'muted'),
    ...shares.map(({ label, given, actual }) => {
      return `${pen.cut(padEnd(pen.safe(label), names), names)}  ${half(given, 'a')}  ${half(actual, 'b')}`;
    }),
  ];
}
