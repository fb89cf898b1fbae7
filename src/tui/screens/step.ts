/** The body of each kind of step. */
import { questionOf } from '../../course/answer.ts';
import { canGrade, rightAnswer, type Verdict } from '../../course/grade.ts';
import type { Question, StepOf } from '../../course/lesson.ts';
import { markdownFrame } from '../../course/markdown.ts';
import { currentStep, recordOf, tallyOf } from '../../course/player.ts';
import type { Outcome } from '../../course/predict.ts';
import { awaited } from '../../course/shell-check.ts';
import type { Tally } from '../../course/surprise.ts';
import { nextFrame, tallyFrame } from '../../course/surprise-frame.ts';
import type { Rich } from '../../render/frame.ts';
import type { SessionState } from '../../runner/session.ts';
import { isUntouched } from '../draft.ts';
import { draftRows } from '../draw/answer.ts';
import { beside, type Pen, type Row } from '../draw/pen.ts';
import { failureRows, picture } from '../draw/picture.ts';
import { sharesRows } from '../draw/shares.ts';
import { type LessonState, lessonTypes, mayReveal } from '../state-lesson.ts';
import { stageRows } from './playground.ts';

export interface Body {
  readonly rows: readonly Row[];
  readonly pin?: { readonly from: number; readonly to: number };
}

export interface Room {
  readonly pen: Pen;
  /** For running text, which is not wider than the eye likes. */
  readonly words: Pen;
  /** Rows that are free. */
  readonly room: number;
}

export function stepBody(state: LessonState, run: SessionState | undefined, room: Room): Body {
  const step = currentStep(state.player);
  const { words } = room;
  switch (step.kind) {
    case 'text':
      return { rows: words.frame(markdownFrame(step.text)) };
    case 'predict':
      return predictBody(state, step, run, room);
    case 'lab':
      return labBody(state, step, run, room);
    case 'quiz':
      return askingBody(state, step.ask, step.question, room);
    case 'source':
      return sourceBody(state, step, room);
    case 'shell':
      return shellBody(state, step, room);
    case 'recap':
      return { rows: recapRows(state, step, words) };
  }
}

function predictBody(state: LessonState, step: StepOf<'predict'>, run: SessionState | undefined, room: Room): Body {
  const { words, pen } = room;
  const { outcome, pending, problem } = recordOf(state.player);
  if (!outcome) {
    const asked = askingBody(state, step.ask, step.guess, room);
    return pending === undefined && state.running === undefined
      ? asked
      : { rows: [...asked.rows, ...waiting(state, pen)] };
  }
  const lab = state.opened.labs.get(step.run.lab);
  const wide = pen.width >= 104;
  const left = wide ? words.narrower(Math.min(words.width, Math.floor((pen.width - 3) * 0.48))) : words;
  const said = [
    ...outcomeRows(outcome, tallyOf(state.player), left),
    ...(problem ? left.text(problem, 'warn') : []),
    '',
    ...left.frame(markdownFrame(step.explain)),
  ];
  if (!lab || !run || run.spec.lab !== lab.id) return { rows: said };
  if (wide) {
    const right = pen.narrower(pen.width - left.width - 3);
    return { rows: beside(said, picture(lab, run, right, Math.max(10, room.room)), left.width, 3) };
  }
  const height = Math.max(11, room.room - said.length - 1);
  return { rows: [...said, '', ...picture(lab, run, pen, height)] };
}

function outcomeRows(outcome: Outcome, soFar: Tally | undefined, pen: Pen): Row[] {
  if (outcome.type === 'choose') return pen.text(outcome.said, outcome.right ? 'good' : 'warn');
  if (outcome.type === 'number') return pen.text(outcome.said, 'accent');
  const beside = outcome.type === 'next' ? pen.frame(nextFrame(outcome, soFar)) : sharesRows(outcome.rows, pen);
  return [...beside, '', ...pen.text(outcome.said)];
}

const waiting = ({ failure }: LessonState, pen: Pen): Row[] =>
  failure === undefined ? ['', pen.paint('The lab is running', 'muted')] : [];

function labBody(state: LessonState, step: StepOf<'lab'>, run: SessionState | undefined, room: Room): Body {
  const { pen, words } = room;
  const text = [...words.frame(markdownFrame(step.text)), ''];
  if (!state.playground) return { rows: [...text, ...failureRows(state.failure ?? 'the lab is not there', pen)] };
  return { rows: [...text, ...stageRows(state.playground, run, pen, Math.max(9, room.room - text.length))] };
}

/** A question or a guess: what is asked, the answer being made, what was said to the last one, hints. */
function askingBody(
  state: LessonState,
  ask: string,
  to: Question | StepOf<'predict'>['guess'],
  { words, pen }: Room,
): Body {
  const asked = [...words.frame(markdownFrame(ask)), ''];
  const draft = draftRows(state.draft, to, words);
  const at = asked.length;
  const pin = draft.pin && { from: at + draft.pin.from, to: at + draft.pin.to };
  const below = afterAnswer(state, words, pen);
  if (draft.rows.length === 0 && below[0] === '') below.shift();
  return { rows: [...asked, ...draft.rows, ...below], pin };
}

/** Everything under an answer. */
function afterAnswer(state: LessonState, words: Pen, pen: Pen): Row[] {
  const { player, draft, revealed, running, failure } = state;
  const step = currentStep(player);
  const record = recordOf(player);
  const question = questionOf(step);
  const rows: Row[] = [];
  if (draft.kind === 'spread' && draft.notice) rows.push('', ...words.text(draft.notice, 'warn'));
  else if (isUntouched(draft))
    rows.push('', ...words.text(`Give each its share with ${pen.signs.leftRight}, or type a number.`, 'muted'));
  if (record.right && question && record.answer !== undefined) {
    rows.push(...words.text(['Your answer: ', { text: givenText(question, record.answer), bold: true }]));
  }
  if (record.problem) rows.push('', ...words.text(record.problem, 'warn'));
  else if (record.verdict) rows.push('', ...verdictRows(record.verdict, words));
  const hints = 'hints' in step ? step.hints : [];
  if (hints.length > 0 && record.hints > 0 && !record.right) {
    const shown = hints.slice(0, record.hints);
    rows.push('', ...shown.flatMap((hint, index) => words.text(`Hint ${index + 1}: ${hint}`, 'accent')));
  }
  if (revealed && question) {
    const known = canGrade(question, player.results);
    const answer = known ? rightAnswer(question, player.results) : 'the lab is being asked';
    rows.push('', ...words.text(['The answer: ', { text: answer, bold: true }]));
  }
  if (mayReveal(state)) {
    const first = lessonTypes(state) ? 'Esc, then ' : '';
    rows.push('', ...words.text(`Not today? ${first}w shows the answer, s skips this step.`, 'muted'));
  }
  if (failure !== undefined)
    rows.push('', ...failureRows(failure, words), ...words.text('r tries it again, s skips this step.', 'muted'));
  else if (running !== undefined && step.kind !== 'predict' && !revealed) rows.push(...waiting(state, pen));
  return rows;
}

/** Right and wrong are said in words, not by a colour alone. */
function verdictRows({ right, why }: Verdict, words: Pen): Row[] {
  const said: Rich = [{ text: right ? 'Right. ' : 'Not quite. ', tone: right ? 'good' : 'bad', bold: true }, why];
  return words.text(said);
}

function givenText(question: Question, answer: unknown): string {
  if (question.type === 'choice') return question.choices[Number(answer)]?.text ?? '';
  if (question.type === 'several') return (answer as number[]).map((index) => question.choices[index]?.text).join(', ');
  return String(answer);
}

function sourceBody({ source }: LessonState, { text, file }: StepOf<'source'>, { words, pen }: Room): Body {
  const rows = [...words.frame(markdownFrame(text)), '', pen.cut(file, pen.width, 'muted')];
  if (!source) return { rows };
  const lines = source.text.replace(/\n$/, '').split('\n');
  const digits = String(source.line + lines.length - 1).length;
  const numbered = lines.flatMap((line, index) => {
    const number = String(source.line + index).padStart(digits);
    const parts = pen.frame({ kind: 'text', text: line }, pen.width - digits - 2);
    return (parts.length > 0 ? parts : ['']).map(
      (part, at) => `${pen.paint(at === 0 ? number : ' '.repeat(digits), 'muted')}  ${part}`,
    );
  });
  return { rows: [...rows, ...numbered] };
}

function shellBody(state: LessonState, step: StepOf<'shell'>, room: Room): Body {
  const { words, pen } = room;
  const { done, skipped, problem } = recordOf(state.player);
  const fits = done && !skipped;
  const after = fits ? ['', ...words.text(step.done, 'good')] : [];
  if ('question' in step.check) {
    const asked = askingBody(state, step.task, step.check.question, room);
    return { rows: [...asked.rows, ...after], pin: asked.pin };
  }
  const rows = [...words.frame(markdownFrame(step.task)), ...after];
  if (fits) return { rows };
  const where = 'Run it in another terminal, or leave with q and come back here afterwards: it is noticed by itself.';
  const what = awaited(step.check);
  rows.push('', ...words.text(where, 'muted'));
  if (problem)
    return {
      rows: [...rows, '', ...words.text(`A ${what} was seen, but: ${problem}`, 'warn'), ...hintsOnly(state, words)],
    };
  return { rows: [...rows, ...hintsOnly(state, words), '', pen.paint(`Waiting for a ${what}`, 'muted')] };
}

function hintsOnly({ player }: LessonState, words: Pen): Row[] {
  const step = currentStep(player);
  const shown = 'hints' in step ? step.hints.slice(0, recordOf(player).hints) : [];
  return shown.length === 0
    ? []
    : ['', ...shown.flatMap((hint, index) => words.text(`Hint ${index + 1}: ${hint}`, 'accent'))];
}

function recapRows({ player }: LessonState, { points, next }: StepOf<'recap'>, words: Pen): Row[] {
  const list = points.map((point) => `- ${point}`).join('\n');
  const rows = words.frame(markdownFrame(list));
  const score = tallyOf(player);
  if (score) rows.push('', ...words.frame(tallyFrame(score)));
  return next ? [...rows, '', ...words.frame(markdownFrame(next))] : rows;
}
