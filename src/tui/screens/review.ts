/** A review: a question at a time, then how they went and when each comes back. */
import { currentStep } from '../../course/player.ts';
import { comesBack, questions as counted, nothingDue, wentWords } from '../../course/review-session.ts';
import type { SessionState } from '../../runner/session.ts';
import { type KeyName, type Page, progressRow } from '../draw/page.ts';
import type { Pen, Row } from '../draw/pen.ts';
import { picture } from '../draw/picture.ts';
import type { LessonState } from '../state-lesson.ts';
import { leftOver, type ReviewState } from '../state-review.ts';
import { lessonKeys } from './lesson-keys.ts';
import { type Body, stepBody } from './step.ts';

/** Lines of text longer than this tire the eye. */
const longestLine = 76;

export function reviewPage(state: ReviewState, run: SessionState | undefined, pen: Pen): Page {
  const { questions, at, lesson } = state;
  const count = questions.length;
  const place = count === 0 ? '' : lesson ? `question ${at + 1} of ${count}` : 'done';
  const head = [pen.ends('Review', place, 'accent', 'muted', true), progressRow(pen, lesson ? at + 1 : count, count)];
  if (!lesson) return { head, body: endRows(state, pen), keys: endKeys(state) };
  const { rows, pin } = questionBody(lesson, run, pen, pen.surface.height - head.length - 1);
  // There is no step to go back to.
  const keys = lessonKeys(lesson, run, pen).filter(([key]) => key !== 'b');
  if (run) keys.splice(-1, 0, ['[ ]', 'steps of the run', 2]);
  return { head, body: rows, pin, keys };
}

function questionBody(lesson: LessonState, run: SessionState | undefined, pen: Pen, room: number): Body {
  const { title } = currentStep(lesson.player);
  const heading = pen.ends(title, lesson.player.lesson.title, 'plain', 'muted', true);
  const above: Row[] = room > 12 ? ['', heading, ''] : [heading];
  const words = pen.narrower(Math.min(longestLine, pen.width));
  const body = stepBody(lesson, run, { pen, words, room: room - above.length });
  const rows = [...above, ...body.rows];
  const lab = run && lesson.opened.labs.get(run.spec.lab);
  if (lab && run) rows.push('', ...picture(lab, run, pen, Math.max(11, room - rows.length - 1)));
  const { pin } = body;
  return { rows, pin: pin && { from: pin.from + above.length, to: pin.to + above.length } };
}

function endRows(state: ReviewState, pen: Pen): Row[] {
  const { opened, questions, went } = state;
  const words = pen.narrower(Math.min(longestLine, pen.width));
  if (questions.length === 0) return ['', ...words.text(nothingDue(opened.next, opened.now))];
  const known = went.filter((how) => how === 'known').length;
  const rows = ['', pen.paint('That was the review.', 'good', true), ''];
  rows.push(...words.text(`Right at the first try: ${known} of ${questions.length}.`), '');
  for (const [index, question] of questions.entries()) {
    const how = went[index];
    const mark = how === 'known' ? pen.signs.done : pen.signs.fresh;
    rows.push(pen.ends(`${mark} ${wentWords[how].padEnd(8)}  ${question.step.title}`, comesBack(question, how)));
  }
  const left = leftOver(state);
  if (left > 0) rows.push('', ...words.text(`${counted(left)} more ${left === 1 ? 'is' : 'are'} due.`));
  return rows;
}

function endKeys(state: ReviewState): KeyName[] {
  const left = leftOver(state);
  return left > 0
    ? [
        ['Enter', `${counted(left)} more`],
        ['q', 'home'],
      ]
    : [
        ['Enter', 'home'],
        ['q', 'home', 1],
      ];
}
