/** A lab full screen: picture, knobs, keys. */
import { widthOf } from '../../render/cells.ts';
import type { SessionState } from '../../runner/session.ts';
import { fieldRow } from '../draw/field.ts';
import { knobAbout, knobPanel, knobsIn, turns } from '../draw/knobs.ts';
import { type KeyName, type Page, titleRows } from '../draw/page.ts';
import { beside, type Pen, type Row } from '../draw/pen.ts';
import { picture, runStatus } from '../draw/picture.ts';
import type { PlaygroundState } from '../state-playground.ts';
import { knobLabel } from '../turn.ts';

/** From this width on the knobs stand beside the picture. */
const wideEnough = 76;
const knobWidth = (width: number): number => (width >= 110 ? 34 : 27);
/** Knobs seen at once where they stand below the picture. */
const knobsBelow = 4;

export function playgroundPage(playground: PlaygroundState, run: SessionState | undefined, pen: Pen): Page {
  const { lab } = playground;
  const head = titleRows(pen, lab.title, runStatus(run, pen));
  const notice = noticeRows(playground, pen);
  const room = pen.surface.height - head.length - 1 - notice.length;
  const body = stageRows(playground, run, pen, room);
  return { head, body, notice, keys: playgroundKeys(playground, pen, run) };
}

/** The value being typed, in all the width there is, and why the last one could not be set. */
export function noticeRows({ notice, field, knobs, focus }: PlaygroundState, pen: Pen): Row[] {
  const why = notice === undefined ? [] : pen.text(notice, 'bad').slice(0, 2);
  if (!field) return why;
  const label = `${knobLabel(knobs[focus].name)}: `;
  return [...why, pen.paint(label, 'accent', true) + fieldRow(field, pen.width - label.length, pen)];
}

/** Picture and knobs in the room that is left. */
export function stageRows(playground: PlaygroundState, run: SessionState | undefined, pen: Pen, room: number): Row[] {
  const { lab, knobs } = playground;
  if (knobs.length === 0) return picture(lab, run, pen, room);
  if (pen.width >= wideEnough) {
    const side = knobWidth(pen.width);
    const left = pen.width - side - 2;
    return beside(picture(lab, run, pen.narrower(left), room), knobPanel(playground, pen.narrower(side), room), left);
  }
  const { rows, more } = knobsIn(playground, pen, knobsBelow);
  const about = room >= 14 ? knobAbout(playground, pen, 2) : [];
  const above = picture(lab, run, pen, Math.max(5, room - rows.length - about.length - 1));
  return [...above, ruleRow(pen, more), ...rows, ...about];
}

/** A line over the whole width, that ends in words. */
function ruleRow(pen: Pen, words: string): Row {
  const end = words === '' ? '' : ` ${words}`;
  return pen.paint(pen.signs.rule.repeat(Math.max(0, pen.width - widthOf(end))) + end, 'muted');
}

/** What the space bar does now. */
const spaceDoes = (run: SessionState | undefined): string =>
  run?.status === 'paused' ? 'go on' : run?.status === 'done' || run?.status === 'failed' ? 'again' : 'pause';

export function playgroundKeys(
  { field, lab, knobs, focus }: PlaygroundState,
  pen: Pen,
  run: SessionState | undefined,
): KeyName[] {
  if (field) {
    return [
      ['Enter', 'set'],
      [pen.signs.upDown, 'set and go on', 1],
      ['Esc', 'leave as it was'],
    ];
  }
  const knob = knobs[focus];
  return [
    ...(run?.asks ?? []).map(({ key, label }): KeyName => [key, label]),
    ...(knobs.length > 1 ? ([[pen.signs.upDown, 'knob', 2]] as const) : []),
    ...(knob && turns(knob) ? ([[pen.signs.leftRight, 'turn']] as const) : []),
    ...(knob ? ([['e', 'type', turns(knob) ? 3 : 0]] as const) : []),
    ['Space', spaceDoes(run), 1],
    ...(lab.commands ?? [])
      .filter(({ name }) => !run?.asks?.some((offer) => offer.name === name))
      .map(({ key, label }): KeyName => [key, label, 1]),
    ['n', 'step', 3],
    ...(lab.chance === false ? [] : ([['s', 'seed', 2]] as const)),
    ['[ ]', 'back/on', 4],
    ['r', 'again', 5],
    ['+ -', 'speed', 6],
    ['?', 'help'],
    ['q', 'back'],
  ];
}
