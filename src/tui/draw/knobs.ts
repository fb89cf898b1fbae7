/** The knobs of a lab: names, values, the one that is chosen, and what it does. */

import { describeRange, type Knob } from '../../labs/knobs.ts';
import { padEnd, widthOf } from '../../render/cells.ts';
import { knobValue, type PlaygroundState } from '../state-playground.ts';
import { knobLabel, shownValue } from '../turn.ts';
import type { Pen, Row } from './pen.ts';

/** At most `room` knobs around the chosen one. */
export function knobRows(playground: PlaygroundState, pen: Pen, room = Number.POSITIVE_INFINITY): Row[] {
  const { knobs, focus } = playground;
  const names = Math.min(Math.floor(pen.width / 2), Math.max(0, ...knobs.map(({ name }) => widthOf(knobLabel(name)))));
  const from = Math.max(0, Math.min(knobs.length - room, focus - Math.floor(room / 2)));
  return knobs.slice(from, from + room).map((knob, index) => knobRow(playground, knob, from + index, names, pen));
}

function knobRow(playground: PlaygroundState, knob: Knob, index: number, names: number, pen: Pen): Row {
  const { focus, field } = playground;
  const chosen = index === focus;
  const { pointer, less, more } = pen.signs;
  const label = pen.cut(padEnd(knobLabel(knob.name), names), names, chosen ? 'accent' : 'plain', chosen);
  const start = `${chosen ? pen.paint(pointer, 'accent', true) : ' '} ${label} `;
  const room = Math.max(1, pen.width - names - 3);
  const value = chosen && field ? field.text : shownValue(knob, knobValue(playground, knob));
  if (!chosen || field || !turns(knob))
    return start + pen.cut(value === '' ? '(empty)' : value, room, chosen ? 'accent' : 'muted');
  const hands = [pen.paint(less, 'muted'), pen.paint(more, 'muted')];
  return `${start}${hands[0]} ${pen.cut(value, room - 4, 'accent', true)} ${hands[1]}`;
}

/** Arrows change it; a text without suggestions is typed. */
export const turns = ({ kind, choices }: Knob): boolean => kind !== 'text' || choices !== undefined;

/** What the chosen knob does, and what it may be. */
export function knobAbout({ knobs, focus }: PlaygroundState, pen: Pen): Row[] {
  const knob = knobs[focus];
  if (!knob) return [];
  const range = knob.kind === 'text' ? '' : ` ${capital(describeRange(knob))}${knob.optional ? ', or off' : ''}.`;
  return pen.text(knob.about + range, 'muted');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
