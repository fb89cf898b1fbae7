/** An answer being made: choices, boxes to tick, a field, or shares that add up to 100. */

import type { Guess, Question } from '../../course/lesson.ts';
import { padEnd, widthOf } from '../../render/cells.ts';
import type { Draft } from '../draft.ts';
import { fieldRow } from './field.ts';
import { indented, type Pen, type Row } from './pen.ts';

export interface DraftRows {
  readonly rows: readonly Row[];
  /** The chosen one among them. */
  readonly pin?: { readonly from: number; readonly to: number };
}

export function draftRows(draft: Draft, to: Question | Guess, pen: Pen): DraftRows {
  switch (draft.kind) {
    case 'none':
      return { rows: [] };
    case 'pick':
      return choiceRows(textsOf(to), draft.at, (index) => `${index + 1}.`, pen);
    case 'tick': {
      const { ticked, open } = pen.signs;
      return choiceRows(textsOf(to), draft.at, (index) => (draft.ticked[index] ? ticked : open), pen);
    }
    case 'type':
      return { rows: [typeRow(draft, to, pen)], pin: { from: 0, to: 1 } };
    case 'spread':
      return 'over' in to ? spreadRows(draft, to.over, pen) : { rows: [] };
  }
}

const textsOf = (to: Question | Guess): string[] => ('choices' in to ? to.choices.map(({ text }) => text) : []);

/** Long answers wrap and hang under their first word. */
function choiceRows(texts: readonly string[], at: number, mark: (index: number) => string, pen: Pen): DraftRows {
  const rows: Row[] = [];
  let pin: DraftRows['pin'];
  for (const [index, text] of texts.entries()) {
    const chosen = index === at;
    const sign = `${chosen ? pen.signs.pointer : ' '} ${mark(index)} `;
    const tone = chosen ? 'accent' : 'plain';
    const [first = '', ...more] = pen.text(text, undefined, pen.width - widthOf(sign));
    const from = rows.length;
    rows.push(pen.paint(sign + first, tone, chosen));
    rows.push(
      ...indented(
        more.map((row) => pen.paint(row, tone, chosen)),
        widthOf(sign),
      ),
    );
    if (chosen) pin = { from, to: rows.length };
  }
  return { rows, pin };
}

function typeRow({ field, away }: Extract<Draft, { kind: 'type' }>, to: Question | Guess, pen: Pen): Row {
  const unit = 'unit' in to && to.unit ? ` ${pen.safe(to.unit)}` : '';
  const range = 'min' in to ? ` (${to.min} to ${to.max})` : '';
  const label = `Your answer${range}: `;
  const room = Math.max(4, pen.width - widthOf(label) - widthOf(unit));
  const typed = away ? pen.paint(pen.safe(field.text), 'muted') : fieldRow(field, room, pen);
  return label + typed + unit;
}

function spreadRows(
  { at, shares, field }: Extract<Draft, { kind: 'spread' }>,
  over: readonly string[],
  pen: Pen,
): DraftRows {
  const rest = 'something else';
  const names = Math.min(20, Math.max(widthOf(rest), ...over.map(widthOf)));
  const bar = Math.max(6, Math.min(40, pen.width - names - 14));
  const { pointer, full, empty, less, more } = pen.signs;
  const row = (label: string, index: number): Row => {
    const chosen = index === at;
    const share = shares[index];
    const filled = Math.round((bar * share) / 100);
    const tone = index === over.length ? 'muted' : chosen ? 'accent' : 'plain';
    const name = pen.cut(padEnd(pen.safe(label), names), names, tone, chosen);
    const track = pen.paint(full.repeat(filled), tone) + pen.paint(empty.repeat(bar - filled), 'muted');
    const value = chosen && field ? fieldRow(field, 5, pen) : `${Number(share.toFixed(1))}`.padStart(4);
    const hands = chosen ? [less, more] : [' ', ' '];
    return `${chosen ? pointer : ' '} ${name} ${pen.paint(hands[0], 'muted')}${track}${pen.paint(hands[1], 'muted')} ${value} %`;
  };
  return { rows: [...over, rest].map(row), pin: { from: at, to: at + 1 } };
}
