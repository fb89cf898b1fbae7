/** A lab full screen: picture, knobs, keys. */
import type { SessionState } from '../../runner/session.ts';
import { knobAbout, knobRows } from '../draw/knobs.ts';
import { type KeyName, type Page, titleRows } from '../draw/page.ts';
import { beside, type Pen, type Row } from '../draw/pen.ts';
import { picture, runStatus } from '../draw/picture.ts';
import type { PlaygroundState } from '../state-playground.ts';

/** From this width on the knobs stand beside the picture. */
const wideEnough = 76;
const knobWidth = (width: number): number => (width >= 110 ? 34 : 25);
/** Knobs seen at once where they stand below the picture. */
const knobsBelow = 4;

export function playgroundPage(playground: PlaygroundState, run: SessionState | undefined, pen: Pen): Page {
  const { lab } = playground;
  const head = titleRows(pen, lab.title, runStatus(run, pen));
  const room = pen.surface.height - head.length - 1 - (playground.notice === undefined ? 0 : 1);
  const body = stageRows(playground, run, pen, room);
  return { head, body, notice: noticeRow(playground, pen), keys: playgroundKeys(playground, pen) };
}

/** What is said about a knob that could not be set. */
export const noticeRow = ({ notice }: PlaygroundState, pen: Pen): Row | undefined =>
  notice === undefined ? undefined : pen.text(notice, 'bad')[0];

/** Picture and knobs in the room that is left. */
export function stageRows(playground: PlaygroundState, run: SessionState | undefined, pen: Pen, room: number): Row[] {
  const { lab, knobs } = playground;
  if (knobs.length === 0) return picture(lab, run, pen, room);
  if (pen.width >= wideEnough) {
    const side = knobWidth(pen.width);
    const left = pen.width - side - 2;
    const panel = pen.narrower(side);
    const shown = knobRows(playground, panel, Math.max(3, room - 4));
    const about = knobAbout(playground, panel).slice(0, Math.max(0, room - shown.length - 1));
    const right = [...shown, ...(about.length > 0 ? ['', ...about] : [])];
    return beside(picture(lab, run, pen.narrower(left), room), right, left);
  }
  const shown = knobRows(playground, pen, knobsBelow);
  const about = room >= 14 ? knobAbout(playground, pen).slice(0, 2) : [];
  const above = picture(lab, run, pen, Math.max(5, room - shown.length - about.length - 1));
  return [...above, pen.paint(pen.signs.rule.repeat(pen.width), 'muted'), ...shown, ...about];
}

export function playgroundKeys({ field, lab }: PlaygroundState, pen: Pen): KeyName[] {
  if (field) {
    return [
      ['Enter', 'set'],
      ['Esc', 'leave as it was'],
      [pen.signs.upDown, 'set and go on', 1],
    ];
  }
  return [
    [pen.signs.upDown, 'knob', 1],
    [pen.signs.leftRight, 'turn'],
    ['e', 'type', 3],
    ['Space', 'pause'],
    ['n', 'step', 2],
    ['[ ]', 'back/on', 4],
    ['+ -', 'speed', 6],
    ['r', 'again', 5],
    ['s', 'seed', 3],
    ...(lab.commands ?? []).map(({ key, label }): KeyName => [key, label, 2]),
    ['?', 'help'],
    ['q', 'back'],
  ];
}
