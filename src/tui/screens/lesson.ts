/** A step of a lesson: what it says or asks, what came of it, and the keys that lead on. */
import { currentStep, recordOf } from '../../course/player.ts';
import { firstTries } from '../../course/review-session.ts';
import type { SessionState } from '../../runner/session.ts';
import { type Page, progressRow } from '../draw/page.ts';
import type { Pen, Row } from '../draw/pen.ts';
import type { LessonState } from '../state-lesson.ts';
import { lessonKeys } from './lesson-keys.ts';
import { noticeRows } from './playground.ts';
import { type Body, stepBody } from './step.ts';

/** Lines of text longer than this tire the eye. */
const longestLine = 76;

export function lessonPage(state: LessonState, run: SessionState | undefined, pen: Pen): Page {
  const { player, over, asking, playground } = state;
  const { lesson, position } = player;
  const count = lesson.steps.length;
  const place = over ? 'done' : `step ${position + 1} of ${count}`;
  const head = [
    pen.ends(lesson.title, place, 'accent', 'muted', true),
    progressRow(pen, over ? count : position + 1, count),
  ];
  const notice = asking
    ? pen.text('Start this lesson anew? R once more does it, any other key does not.', 'warn')
    : playground
      ? noticeRows(playground, pen)
      : [];
  const room = pen.surface.height - head.length - 1 - notice.length;
  const { rows, pin } = over ? { rows: overRows(state, pen), pin: undefined } : titled(state, run, pen, room);
  return { head, body: rows, pin, notice, keys: lessonKeys(state, run, pen) };
}

/** The step under its title, with air around it where there is room. */
function titled(state: LessonState, run: SessionState | undefined, pen: Pen, room: number): Body {
  const step = currentStep(state.player);
  const airy = room > 12;
  const title = pen.cut(step.title, pen.width, 'plain', true);
  const above: Row[] = airy ? ['', title, ''] : [title];
  const words = pen.narrower(Math.min(longestLine, pen.width));
  const body = stepBody(state, run, { pen, words, room: room - above.length });
  const rows = [...above, ...body.rows];
  const fresh = state.player.position === 0 && recordOf(state.player).tries === 0;
  const goals = fresh ? goalRows(state, words) : [];
  if (goals.length > 0 && rows.length + goals.length + 1 <= room) rows.push('', ...goals);
  const { pin } = body;
  return { rows, pin: pin && { from: pin.from + above.length, to: pin.to + above.length } };
}

function goalRows({ player }: LessonState, pen: Pen): Row[] {
  const { goals, minutes } = player.lesson;
  return [
    pen.paint(`In about ${minutes} minutes you will be able to`, 'muted'),
    ...goals.flatMap((goal) => pen.text(`- ${goal}`, 'muted')),
  ];
}

/** The closing page. */
function overRows({ player, opened }: LessonState, pen: Pen): Row[] {
  const { goals, sources } = player.lesson;
  const words = pen.narrower(Math.min(longestLine, pen.width));
  const tries = firstTries(player);
  const rows = ['', pen.paint('That was the whole lesson.', 'good', true), ''];
  if (tries) rows.push(...words.text(tries), '');
  rows.push(...words.text('You can now'), ...goals.flatMap((goal) => words.text(`- ${goal}`)), '');
  if (opened.next) rows.push(...words.text(['Next: ', { text: opened.next.title, bold: true }]));
  else rows.push(...words.text('It was the last one of the course so far. The labs stay open.'));
  if (sources.length > 0) {
    rows.push('', pen.paint('Sources', 'muted'), ...sources.flatMap((source) => words.text(`- ${source}`, 'muted')));
  }
  return rows;
}
