/** A line of text being typed, as much of it as fits around the cursor. */
import { graphemes, widthOf } from '../../render/cells.ts';
import type { Field } from '../field.ts';
import type { Pen, Row } from './pen.ts';

export function fieldRow({ text, at, chosen }: Field, width: number, pen: Pen): Row {
  const before = graphemes(pen.safe(text.slice(0, at)));
  const [under = '', ...after] = graphemes(pen.safe(text.slice(at)));
  const room = Math.max(1, width - 1 - widthOf(under || ' '));
  let start = '';
  for (const grapheme of before.reverse()) {
    if (widthOf(start) + widthOf(grapheme) > room) break;
    start = grapheme + start;
  }
  let end = '';
  for (const grapheme of after) {
    if (widthOf(start) + widthOf(end) + widthOf(grapheme) > room) break;
    end += grapheme;
  }
  return (chosen ? pen.paint(start, 'muted') : start) + pen.cursor(under) + end;
}
