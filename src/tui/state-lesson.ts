/** A lesson on the screen: the course's player, and around it what only a screen has – the answer being made, the
 *  embedded playground, what is being waited for. Read first: ../course/player.ts. */
import { questionOf } from '../course/answer.ts';
import { canGrade, measuredOf } from '../course/grade.ts';
import type { LabRun } from '../course/lesson.ts';
import {
  canGoOn,
  currentStep,
  openLesson,
  type PlayerMessage,
  type PlayerState,
  play,
  recordOf,
  runWanted,
} from '../course/player.ts';
import { changesBetween } from '../course/progress-changes.ts';
import type { Change } from '../course/progress-events.ts';
import { checkRun, type RecordedRun } from '../course/shell-check.ts';
import type { Region } from '../course/source.ts';
import { InputError } from '../data/input-error.ts';
import { parseParams } from '../labs/knobs.ts';
import type { Lab } from '../labs/lab.ts';
import { answerOf, type Draft, draftFor, draftTypes, handedIn, isUntouched, noDraft, updateDraft } from './draft.ts';
import type { Key } from './keys.ts';
import type { Next } from './machine.ts';
import type { OpenedLesson } from './services.ts';
import {
  openPlayground,
  type Params,
  type PlaygroundEffect,
  type PlaygroundMessage,
  type PlaygroundState,
  updatePlayground,
} from './state-playground.ts';
import { knobLabel } from './turn.ts';

export interface LessonState {
  readonly opened: OpenedLesson;
  readonly player: PlayerState;
  readonly draft: Draft;
  /** The lab of a lab step, to be played with. */
  readonly playground?: PlaygroundState;
  /** The step whose run is under way, so that an answer can be graded. */
  readonly running?: string;
  /** A run, or a source, that could not be had. */
  readonly failure?: string;
  readonly source?: Region;
  /** The right answer is to be shown: the learner gave up. */
  readonly revealed: boolean;
  /** Once more is asked before a lesson starts anew. */
  readonly asking: boolean;
  /** The last step is done: the closing page. */
  readonly over: boolean;
}

export type LessonMessage =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'playground'; readonly message: PlaygroundMessage }
  /** The run of a step is over. */
  | { readonly kind: 'ran'; readonly step: string; readonly result: unknown }
  | { readonly kind: 'failed'; readonly step: string; readonly message: string }
  | { readonly kind: 'source'; readonly step: string; readonly region: Region }
  | { readonly kind: 'runs'; readonly step: string; readonly runs: readonly RecordedRun[] };

export type LessonEffect =
  | { readonly kind: 'save'; readonly lesson: string; readonly changes: readonly Change[] }
  /** `hurry`: an answer waits for it, so not at the pace of a picture that is watched. */
  | {
      readonly kind: 'run';
      readonly step: string;
      readonly lab: Lab;
      readonly params: Params;
      readonly seed: number;
      readonly hurry: boolean;
    }
  | { readonly kind: 'end-run' }
  | { readonly kind: 'read-source'; readonly step: string; readonly file: string; readonly region?: string }
  | { readonly kind: 'watch'; readonly lesson: string; readonly step: string }
  /** `keep`: the challenge stays open, to be met while the lesson is not on the screen. */
  | { readonly kind: 'unwatch'; readonly keep: boolean }
  | { readonly kind: 'playground'; readonly effect: PlaygroundEffect }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'leave' };

type LessonNext = Next<LessonState, LessonEffect>;

/** Wrong answers after which the right one is offered. */
const triesBeforeReveal = 2;

/** @param at the step to stand at; where the learner left without it */
export function openLessonPage(opened: OpenedLesson, at?: string): LessonNext {
  const left = openLesson(opened.lesson, opened.progress);
  const player = at === undefined ? left : play(left, { type: 'goTo', step: at });
  const [state, ...effects] = arrive(blank(opened, player));
  return [state, ...saved(left, player), ...effects];
}

const blank = (opened: OpenedLesson, player: PlayerState): LessonState => ({
  opened,
  player,
  draft: noDraft,
  revealed: false,
  asking: false,
  over: false,
});

/** Something is being typed: letters are letters. */
export function lessonTypes({ draft, playground }: LessonState): boolean {
  return draftTypes(draft) || playground?.field !== undefined || (draft.kind === 'spread' && draft.field !== undefined);
}

/** Up and down choose something; without it they scroll. */
export function lessonUsesArrows({ draft, playground, over }: LessonState): boolean {
  if (over) return false;
  return (
    draft.kind === 'pick' || draft.kind === 'tick' || draft.kind === 'spread' || (playground?.knobs.length ?? 0) > 0
  );
}

/** The learner may ask for the right answer now; again, after it was once given up. */
export function mayReveal({ player, revealed }: LessonState): boolean {
  const { tries, done, skipped } = recordOf(player);
  const question = questionOf(currentStep(player));
  return question !== undefined && (!done || skipped) && !revealed && tries >= triesBeforeReveal;
}

/** Whether Enter goes on from here. */
export const goesOn = ({ player, revealed, over, draft }: LessonState): boolean =>
  !over && (revealed || (canGoOn(player) && draft.kind === 'none'));

export function updateLesson(state: LessonState, message: LessonMessage): LessonNext {
  switch (message.kind) {
    case 'key':
      return pressed(state, message.key);
    case 'playground':
      return toPlayground(state, message.message);
    case 'ran': {
      const changed = isChanged(state, message.step);
      const running = state.running === message.step ? undefined : state.running;
      return tell({ ...state, running }, { type: 'ran', step: message.step, result: message.result, changed });
    }
    case 'failed':
      // A lab that is played with says itself what went wrong; here an answer waited for it.
      return state.running === message.step ? [{ ...state, running: undefined, failure: message.message }] : [state];
    case 'source':
      return currentStep(state.player).id === message.step ? [{ ...state, source: message.region }] : [state];
    case 'runs': {
      const step = currentStep(state.player);
      if (step.kind !== 'shell' || step.id !== message.step || !('where' in step.check)) return [state];
      return tell(state, { type: 'checked', outcome: checkRun(step.check, message.runs) });
    }
  }
}

/** A lab step whose knobs or seed are no longer the lesson's own. */
function isChanged({ player, playground, opened }: LessonState, id: string): boolean {
  const step = currentStep(player);
  if (!playground || step.kind !== 'lab' || step.id !== id) return false;
  const own = ownParams(opened, step.run);
  return playground.seed !== step.run.seed || JSON.stringify(own) !== JSON.stringify(playground.params);
}

/** @throws InputError when the lesson asks for what the lab cannot do */
function ownParams({ labs }: OpenedLesson, { lab: id, params }: LabRun): Params {
  const lab = labs.get(id);
  if (!lab) throw new InputError(`there is no lab "${id}"`);
  return parseParams(lab.params, params, knobLabel) as Params;
}

/** Tells the player, keeps what is worth keeping, and makes the run that is wanted now. */
function tell(state: LessonState, message: PlayerMessage): LessonNext {
  const player = play(state.player, message);
  const kept = saved(state.player, player);
  if (isEnd(state.player, message)) return [{ ...state, player, over: true }, ...kept, ...departure(state)];
  if (message.type === 'restart' || player.position !== state.player.position) {
    const [next, ...effects] = arrive(blank(state.opened, player));
    return [next, ...kept, ...departure(state), ...effects];
  }
  const [next, ...effects] = wanted({ ...state, player, draft: settled(state, player) });
  return [next, ...kept, ...effects];
}

/** From the last step there is only the closing page to go to. */
function isEnd(player: PlayerState, { type }: PlayerMessage): boolean {
  const last = player.position === player.lesson.steps.length - 1;
  return last && (type === 'skip' || (type === 'next' && canGoOn(player)));
}

function saved(before: PlayerState, after: PlayerState): LessonEffect[] {
  const changes = changesBetween(before, after);
  return changes.length > 0 ? [{ kind: 'save', lesson: after.lesson.id, changes }] : [];
}

/** Nothing is left to answer once the answer is in. */
function settled({ draft }: LessonState, player: PlayerState): Draft {
  const { done, skipped } = recordOf(player);
  return done && !skipped ? noDraft : draft;
}

/** What has to end when a step is left. */
function departure({ player, playground, running }: LessonState, keep = false): LessonEffect[] {
  const step = currentStep(player);
  const effects: LessonEffect[] = [];
  if (playground || running !== undefined || 'run' in step) effects.push({ kind: 'end-run' });
  if (step.kind === 'shell' && 'where' in step.check)
    effects.push({ kind: 'unwatch', keep: keep && !recordOf(player).done });
  return effects;
}

/** At a step: what it needs is fetched or started. */
function arrive(state: LessonState): LessonNext {
  const { player, opened } = state;
  const step = currentStep(player);
  const { done, skipped, answer } = recordOf(player);
  const ready = { ...state, draft: done && !skipped ? noDraft : draftFor(step, answer) };
  switch (step.kind) {
    case 'lab':
      try {
        const { lab: id, seed } = step.run;
        const playground = openPlayground(opened.labs.get(id)!, ownParams(opened, step.run), seed, step.knobs);
        const { lab, params } = playground;
        return [
          { ...ready, playground },
          { kind: 'run', step: step.id, lab, params, seed, hurry: false },
        ];
      } catch (error) {
        return [{ ...ready, failure: reasonOf(error) }];
      }
    case 'source':
      return [ready, { kind: 'read-source', step: step.id, file: step.file, region: step.region }];
    case 'shell':
      return 'where' in step.check ? [ready, { kind: 'watch', lesson: player.lesson.id, step: step.id }] : [ready];
    default:
      return wanted(ready);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Starts the run that the player waits for, once; also the one that a revealed answer is read off. */
function wanted(state: LessonState): LessonNext {
  return started(state, runWanted(state.player) ?? (state.revealed ? revealingRun(state.player) : undefined));
}

/** A question by itself, out of its lesson; with `look` the run that it is read off is made before it is answered. */
export function openQuestionPage(opened: OpenedLesson, player: PlayerState, look: boolean): LessonNext {
  const [state, ...effects] = arrive(blank(opened, player));
  if (!look) return [state, ...effects];
  const [looking, ...more] = started(state, revealingRun(player));
  return [looking, ...effects, ...more];
}

function started(state: LessonState, want: ReturnType<typeof runWanted>): LessonNext {
  if (!want || state.running === want.step || state.failure !== undefined) return [state];
  const { step, run } = want;
  try {
    const params = ownParams(state.opened, run);
    const lab = state.opened.labs.get(run.lab)!;
    return [
      { ...state, running: step },
      { kind: 'run', step, lab, params, seed: run.seed, hurry: true },
    ];
  } catch (error) {
    return [{ ...state, failure: reasonOf(error) }];
  }
}

function revealingRun(player: PlayerState): ReturnType<typeof runWanted> {
  const question = questionOf(currentStep(player));
  if (!question || canGrade(question, player.results)) return undefined;
  const from = player.lesson.steps.find(({ id }) => id === measuredOf(question)?.from);
  return from && 'run' in from ? { step: from.id, run: from.run } : undefined;
}

function toPlayground(state: LessonState, message: PlaygroundMessage): LessonNext {
  if (!state.playground) return [state];
  const [playground, ...effects] = updatePlayground(state.playground, message);
  return [{ ...state, playground }, ...effects.map((effect) => ({ kind: 'playground' as const, effect }))];
}

function pressed(state: LessonState, key: Key): LessonNext {
  const { player, draft, playground, asking } = state;
  if (asking) return key === 'R' || key === 'y' ? tell(state, { type: 'restart' }) : [{ ...state, asking: false }];
  if (state.over) return atTheEnd(state, key);
  if (playground?.field) return toPlayground(state, { kind: 'key', key });
  if (key === 'enter' && goesOn(state)) return onward(state);
  const waits = state.revealed || recordOf(player).pending !== undefined;
  const changed = waits ? undefined : updateDraft(draft, key);
  if (changed) return [{ ...state, draft: changed }];
  if (key === 'enter') return waits ? [state] : answered(state);
  if (playground && playgroundKeys(playground).has(key)) return toPlayground(state, { kind: 'key', key });
  const step = currentStep(player);
  switch (key) {
    case ' ':
    case 'right':
      return goesOn(state) && !playground ? onward(state) : [state];
    case 'b':
    case 'left':
      return player.position > 0 ? tell(state, { type: 'back' }) : [state];
    case 's':
      return tell(state, { type: 'skip' });
    case 'h':
      return 'hints' in step ? tell(state, { type: 'hint' }) : [state];
    case 'w':
      return mayReveal(state) ? wanted({ ...state, revealed: true, draft: noDraft }) : [state];
    case 'r':
      return state.failure !== undefined ? wanted({ ...state, failure: undefined }) : [state];
    case 'R':
      return [{ ...state, asking: true }];
    case 'q':
    case 'escape':
      return [state, ...departure(state, true), { kind: 'leave' }];
  }
  return [state];
}

/** Keys that belong to the embedded lab rather than to the lesson. */
function playgroundKeys({ knobs, lab }: PlaygroundState): ReadonlySet<Key> {
  const run = [' ', 'n', '.', '[', ']', '+', '=', '-', 'r', 's', ...(lab.commands ?? []).map(({ key }) => key)];
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  return new Set(knobs.length > 0 ? [...run, ...digits, 'up', 'down', 'left', 'right', 'tab', 'shift-tab', 'e'] : run);
}

/** After giving up the step counts as skipped. */
const onward = (state: LessonState): LessonNext =>
  tell(state, { type: state.revealed && !recordOf(state.player).done ? 'skip' : 'next' });

function answered(state: LessonState): LessonNext {
  const answer = answerOf(state.draft);
  if (answer === undefined) return [state];
  const draft = handedIn(state.draft);
  if (isUntouched(draft)) return [{ ...state, draft }];
  const record = recordOf(state.player);
  // The same wrong answer once more is a slip of the finger, not another try.
  const again = record.right === false && JSON.stringify(record.answer) === JSON.stringify(answer);
  return again ? [state] : tell({ ...state, failure: undefined, draft }, { type: 'answer', answer });
}

function atTheEnd(state: LessonState, key: Key): LessonNext {
  switch (key) {
    case 'enter':
    case ' ':
    case 'right': {
      const { next } = state.opened;
      return next ? [state, { kind: 'open', id: next.id }] : [state, { kind: 'leave' }];
    }
    case 'b':
    case 'left':
      return arrive(blank(state.opened, state.player));
    case 'R':
      return [{ ...state, asking: true }];
    case 'q':
    case 'escape':
      return [state, { kind: 'leave' }];
  }
  return [state];
}
