/** The knobs of a lab: names, values, the one that is chosen, and what it does. */

import { describeRange, type Knob } from '../../labs/knobs.ts';
import { padEnd, widthOf } from '../../render/cells.ts';
import { knobValue, type PlaygroundState } from '../state-playground.ts';
import { knobLabel, shownValue } from '../turn.ts';
import type { Pen, Row } from './pen.ts';

/** Some of the knobs, the chosen one among them. */
export interface Knobs {
  readonly rows: readonly Row[];
  /** "↑ 3 ↓ 6 more knobs": what there is besides; nothing where all of them are there. */
  readonly more: string;
}

/** At most `room` knobs around the chosen one. */
export function knobsIn(playground: PlaygroundState, pen: Pen, room: number): Knobs {
  const { knobs, focus } = playground;
  const names = Math.min(Math.ceil(pen.width / 2), Math.max(0, ...knobs.map(({ name }) => widthOf(knobLabel(name)))));
  const from = Math.max(0, Math.min(knobs.length - room, focus - Math.floor(room / 2)));
  const shown = knobs.slice(from, from + room);
  const after = knobs.length - from - shown.length;
  const { up, down } = pen.signs;
  const parts = [...(from > 0 ? [`${up} ${from}`] : []), ...(after > 0 ? [`${down} ${after}`] : [])];
  return {
    rows: shown.map((knob, index) => knobRow(playground, knob, from + index, names, pen)),
    more: parts.length > 0 ? `${parts.join(' ')} more knobs` : '',
  };
}

/** The knobs and below them what the chosen one does, in `height` rows. */
export function knobPanel(playground: PlaygroundState, pen: Pen, height: number): Row[] {
  const { knobs } = playground;
  // What the longest of them takes: nothing jumps while one goes through the knobs.
  const about = Math.min(mostAbout, Math.max(0, ...knobs.map((knob) => aboutRows(knob, pen, mostAbout).length)));
  const room = Math.max(leastList, height - about - 1);
  const { rows, more } = knobsIn(playground, pen, knobs.length > room ? room - 1 : room);
  const list = more ? [...rows, pen.cut(`  ${more}`, pen.width, 'muted')] : rows;
  const left = height - list.length - 1;
  return left > 0 ? [...list, '', ...knobAbout(playground, pen, left)] : [...list];
}

/** Rows that a knob's description gets beside the picture, and that a list of knobs keeps. */
const mostAbout = 8;
const leastList = 4;

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

/** What the chosen knob does, and what it may be, in `height` rows at most. */
export function knobAbout({ knobs, focus }: PlaygroundState, pen: Pen, height: number): Row[] {
  const knob = knobs[focus] as Knob | undefined;
  return knob ? aboutRows(knob, pen, height) : [];
}

function aboutRows(knob: Knob, pen: Pen, height: number): Row[] {
  const range = knob.kind === 'text' ? '' : ` ${capital(describeRange(knob))}${knob.optional ? ', or off' : ''}.`;
  return pen.frame({ kind: 'text', text: knob.about + range, tone: 'muted' }, pen.width, height);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
