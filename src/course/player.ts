/** Going through one lesson, as a pure reducer: state and message in, state out. The full-screen face and the plain one
 *  send the same messages and make the runs that `runWanted` names; nothing here runs, draws or saves.
 *  Read next: progress-changes.ts, which says what of a state is worth keeping. */
import { type Answer, answerProblem, questionOf, type Results } from './answer.ts';
import { canGrade, gradeQuestion, measuredOf, type Verdict } from './grade.ts';
import type { LabRun, Lesson, Step } from './lesson.ts';
import { gradePrediction, type Outcome } from './predict.ts';
import { type LessonProgress, noLesson, noStep, type StepProgress } from './progress.ts';
import type { ShellOutcome } from './shell-check.ts';
import { type Tally, tally } from './surprise.ts';

export interface StepRecord extends StepProgress {
  /** Given, but not graded: it waits for a run. */
  readonly pending?: Answer;
  /** How the last answer to a question was graded. */
  readonly verdict?: Verdict;
  /** How a prediction compares with the run. */
  readonly outcome?: Outcome;
  /** Why what was given could not be taken, or what a run in the shell lacked. */
  readonly problem?: string;
}

export interface PlayerState {
  readonly lesson: Lesson;
  /** Index of the step in view. */
  readonly position: number;
  readonly records: ReadonlyMap<string, StepRecord>;
  readonly results: Results;
  /** Steps whose result comes from knobs or a seed that the learner changed. */
  readonly changed: ReadonlySet<string>;
  readonly finished: boolean;
}

export type PlayerMessage =
  /** On to the next step; stays where an answer is still wanted. At the last step: the lesson is finished. */
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'goTo'; readonly step: string }
  /** On without doing this step. */
  | { readonly type: 'skip' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'hint' }
  /** A run of a step's lab is over. */
  | { readonly type: 'ran'; readonly step: string; readonly result: unknown; readonly changed?: boolean }
  /** What the runs in the shell come to. */
  | { readonly type: 'checked'; readonly outcome: ShellOutcome }
  | { readonly type: 'restart' };

/** Where the learner left; at the start when the lesson is new or was finished. */
export function openLesson(lesson: Lesson, progress: LessonProgress = noLesson): PlayerState {
  const left = lesson.steps.findIndex(({ id }) => id === progress.position);
  const known = lesson.steps.flatMap((step) => {
    const record = progress.steps.get(step.id);
    return record ? [[step.id, remember(step, record)] as const] : [];
  });
  return {
    lesson,
    position: progress.finished && left === lesson.steps.length - 1 ? 0 : Math.max(0, left),
    records: new Map(known),
    results: new Map(),
    changed: new Set(),
    finished: progress.finished,
  };
}

/** A verdict is not kept, it is found again: lessons get better reasons over time. */
function remember(step: Step, record: StepProgress): StepRecord {
  const to = step.kind === 'predict' ? step.guess : questionOf(step);
  const { answer } = record;
  if (!to || answer === undefined) return record;
  if (answerProblem(to, answer)) return noStep; // the lesson has changed since: ask anew
  const question = questionOf(step);
  if (!question || !canGrade(question, new Map())) return record;
  return { ...record, verdict: gradeQuestion(question, answer, new Map()) };
}

export const currentStep = ({ lesson, position }: PlayerState): Step => lesson.steps[position];
export const recordOf = (state: PlayerState, step: string = currentStep(state).id): StepRecord =>
  state.records.get(step) ?? noStep;

/** Steps that want an answer before `next` goes on. */
const wantsAnswer = (step: Step): boolean => step.kind === 'predict' || step.kind === 'quiz' || step.kind === 'shell';
export const canGoOn = (state: PlayerState): boolean => !wantsAnswer(currentStep(state)) || recordOf(state).done;

/** What came next is guessed here, and the guess scored. */
const isScored = (step: Step): boolean => step.kind === 'predict' && step.guess.type === 'next';

/** How the guesses at what came next compare with the models', up to the step in view.
 *  @returns undefined where none has been made */
export function tallyOf({ lesson, position, records }: PlayerState): Tally | undefined {
  const made = lesson.steps.slice(0, position + 1).flatMap(({ id }) => records.get(id)?.outcome ?? []);
  return tally(made.filter((outcome) => outcome.type === 'next'));
}

/** The run that has to be made now, with the lesson's own knobs, so that the answer given can be graded; its result
 *  comes back as `ran`. Also names the run of a prediction made in an earlier sitting, which is to be drawn again. */
export function runWanted(state: PlayerState): { readonly step: string; readonly run: LabRun } | undefined {
  const step = currentStep(state);
  const { pending } = recordOf(state);
  if (step.kind === 'predict' || step.kind === 'recap') {
    // The last one is the step's own, so that its picture stays.
    const shown = state.lesson.steps.slice(0, state.position + 1);
    const counted = guessed(state, step) || step.kind === 'recap' ? shown.filter(isScored) : [];
    const open = [...counted, step].find((one) => guessed(state, one) && lacksOutcome(state, one));
    return open && 'run' in open ? { step: open.id, run: open.run } : undefined;
  }
  const question = questionOf(step);
  const from = question && pending !== undefined && !canGrade(question, state.results) && measuredOf(question)?.from;
  const source = state.lesson.steps.find(({ id }) => id === from);
  return source && 'run' in source ? { step: source.id, run: source.run } : undefined;
}

/** A guess was given, graded or not. */
function guessed(state: PlayerState, { id, kind }: Step): boolean {
  const { pending, answer } = recordOf(state, id);
  return kind === 'predict' && (pending ?? answer) !== undefined;
}

const lacksOutcome = (state: PlayerState, { id }: Step): boolean =>
  !recordOf(state, id).outcome && !state.results.has(id);

export function play(state: PlayerState, message: PlayerMessage): PlayerState {
  const step = currentStep(state);
  const record = recordOf(state);
  switch (message.type) {
    case 'next':
      return canGoOn(state) ? forward(update(state, step.id, { done: true })) : state;
    case 'skip':
      return forward(record.done ? state : update(state, step.id, { done: true, skipped: true, pending: undefined }));
    case 'back':
      return { ...state, position: Math.max(0, state.position - 1) };
    case 'goTo': {
      const to = state.lesson.steps.findIndex(({ id }) => id === message.step);
      return to < 0 ? state : { ...state, position: to };
    }
    case 'hint': {
      const all = 'hints' in step ? step.hints.length : 0;
      return record.hints < all ? update(state, step.id, { hints: record.hints + 1 }) : state;
    }
    case 'answer':
      return take(state, step, message.answer);
    case 'ran':
      return ran(state, message);
    case 'checked':
      if (step.kind !== 'shell' || message.outcome.state === 'nothing') return state;
      if (message.outcome.state === 'other') return update(state, step.id, { problem: message.outcome.why });
      return update(state, step.id, { done: true, skipped: false, problem: undefined });
    case 'restart':
      return { ...openLesson(state.lesson), finished: state.finished };
  }
}

function forward(state: PlayerState): PlayerState {
  const last = state.position === state.lesson.steps.length - 1;
  return last ? { ...state, finished: true } : { ...state, position: state.position + 1 };
}

function update(state: PlayerState, step: string, change: Partial<StepRecord>): PlayerState {
  const records = new Map(state.records);
  records.set(step, { ...recordOf(state, step), ...change });
  return { ...state, records };
}

/** Takes an answer, if one is wanted. A prediction is made once: after the run it would be none. */
function take(state: PlayerState, step: Step, answer: Answer): PlayerState {
  const to = step.kind === 'predict' ? step.guess : questionOf(step);
  const record = recordOf(state);
  if (!to || (record.done && !record.skipped)) return state;
  const problem = answerProblem(to, answer);
  if (problem) return update(state, step.id, { problem });
  return grade(update(state, step.id, { pending: answer, problem: undefined }), step);
}

function ran(state: PlayerState, { step: id, result, changed = false }: PlayerMessage & { type: 'ran' }): PlayerState {
  const ofStep = state.lesson.steps.find((step) => step.id === id);
  if (!ofStep || !('run' in ofStep)) return state;
  const results = new Map(state.results).set(id, result);
  const touched = new Set(state.changed);
  if (changed) touched.add(id);
  else touched.delete(id);
  const next = { ...state, results, changed: touched };
  if (ofStep.kind === 'lab') return grade(update(next, id, { done: true, skipped: false }), currentStep(state));
  return grade(grade(next, ofStep), currentStep(state));
}

const noAnswer = 'The run holds no answer to this. Skip it, and tell the author of the lesson.';

/** Grades what is pending, if it can be by now. */
function grade(state: PlayerState, step: Step): PlayerState {
  const record = recordOf(state, step.id);
  const { pending } = record;
  if (step.kind === 'predict') {
    const given = pending ?? record.answer;
    if (given === undefined || record.outcome || !state.results.has(step.id)) return state;
    const outcome = gradePrediction(step, given, state.results.get(step.id));
    if (!outcome) return update(state, step.id, { pending: undefined, problem: noAnswer, done: true });
    const tries = record.tries + (pending === undefined ? 0 : 1);
    return update(state, step.id, { answer: given, pending: undefined, outcome, tries, done: true, skipped: false });
  }
  const question = questionOf(step);
  if (!question || pending === undefined) return state;
  if (!canGrade(question, state.results)) {
    const from = measuredOf(question)!.from;
    if (!state.results.has(from) || state.changed.has(from)) return state; // a run is wanted
    return update(state, step.id, { pending: undefined, problem: noAnswer });
  }
  const verdict = gradeQuestion(question, pending, state.results);
  const { right } = verdict;
  return update(state, step.id, {
    answer: pending,
    pending: undefined,
    verdict,
    right,
    firstTry: record.tries === 0 ? right : record.firstTry,
    tries: record.tries + 1,
    done: record.done || right,
    skipped: record.skipped && !right,
  });
}
