import { describe, expect, it } from 'vitest';
import { currentStep, recordOf } from '../../src/course/player.ts';
import { foldProgress, type Progress } from '../../src/course/progress.ts';
import type { OpenedLesson } from '../../src/tui/services.ts';
import {
  goesOn,
  type LessonEffect,
  type LessonMessage,
  type LessonState,
  lessonTypes,
  lessonUsesArrows,
  mayReveal,
  openLessonPage,
  updateLesson,
} from '../../src/tui/state-lesson.ts';
import { firstLesson, lab } from './course.ts';

const opened: OpenedLesson = {
  lesson: firstLesson,
  labs: new Map([['sample', lab]]),
  next: { id: 'second', title: 'A longer memory' },
};

/** A lesson being played, with everything it asked to be done. */
class Played {
  state: LessonState;
  effects: LessonEffect[];
  readonly all: LessonEffect[] = [];

  constructor(at?: string, given: OpenedLesson = opened) {
    const [state, ...effects] = openLessonPage(given, at);
    this.state = state;
    this.effects = effects;
    this.all.push(...effects);
  }

  send(message: LessonMessage): this {
    const [state, ...effects] = updateLesson(this.state, message);
    this.state = state;
    this.effects = effects;
    this.all.push(...effects);
    return this;
  }

  press(...keys: string[]): this {
    this.effects = [];
    for (const key of keys) this.send({ kind: 'key', key });
    return this;
  }

  ran(step: string, result: unknown): this {
    return this.send({ kind: 'ran', step, result });
  }

  get step(): string {
    return currentStep(this.state.player).id;
  }

  get record() {
    return recordOf(this.state.player);
  }

  /** What a store would have kept. */
  get kept(): Progress {
    const changes = this.all.flatMap((effect) => (effect.kind === 'save' ? effect.changes : []));
    const at = '2026-01-01T00:00:00Z';
    return foldProgress(changes.map((change) => ({ v: 1 as const, at, lesson: 'first', change })));
  }
}

const kinds = (effects: readonly LessonEffect[]) => effects.map(({ kind }) => kind);
const result = {
  tokens: [{ token: 'mat', p: 0.34, order: 2 }],
  candidates: [
    { token: 'mat', p: 0.34, count: 17 },
    { token: 'floor', p: 0.22, count: 11 },
  ],
};

describe('going through a lesson', () => {
  it('turns pages with Enter, Space and right, and back with b and left', () => {
    const played = new Played();
    expect(played.step).toBe('hello');
    expect(played.press('enter').step).toBe('spread');
    expect(played.press('b').step).toBe('hello');
    expect(played.press(' ').step).toBe('spread');
    expect(new Played('read').press('right').step).toBe('shell');
    expect(new Played('read').press('left').step).toBe('word');
    expect(new Played().press('b').step).toBe('hello');
  });

  it('keeps where the learner is', () => {
    const played = new Played().press('enter');
    expect(played.kept.get('first')?.position).toBe('spread');
    const again = new Played(undefined, { ...opened, progress: played.kept.get('first') });
    expect(again.step).toBe('spread');
  });

  it('opens at a step that was searched for, and keeps that', () => {
    const played = new Played('one');
    expect(played.step).toBe('one');
    expect(played.kept.get('first')?.position).toBe('one');
  });

  it('skips', () => {
    const played = new Played('one').press('s');
    expect(played.step).toBe('measured');
    expect(played.kept.get('first')?.steps.get('one')).toMatchObject({ done: true, skipped: true });
  });

  it('leaves with q and Escape', () => {
    expect(kinds(new Played().press('q').effects)).toEqual(['leave']);
    expect(kinds(new Played('one').press('escape').effects)).toEqual(['leave']);
  });

  it('begins anew only when asked twice', () => {
    const played = new Played('one').press('down', 'enter', 'R');
    expect(played.state.asking).toBe(true);
    expect(played.press('x').state.asking).toBe(false);
    expect(played.step).toBe('one');
    played.press('R', 'R');
    expect(played.step).toBe('hello');
    expect(recordOf(played.state.player, 'one').tries).toBe(0);
    expect(played.kept.get('first')?.steps.size).toBe(0);
  });
});

describe('a prediction', () => {
  it('runs the lab in a hurry after the answer, and then goes on', () => {
    const played = new Played('choose').press('down', 'enter');
    expect(played.effects).toMatchObject([{ kind: 'run', step: 'choose', hurry: true, seed: 1 }]);
    expect(played.state.running).toBe('choose');
    expect(played.press('enter', 'up', 'enter').effects).toEqual([]); // no second run, no second thoughts
    played.ran('choose', result);
    expect(played.record.outcome).toMatchObject({ type: 'choose', right: true });
    expect(goesOn(played.state)).toBe(true);
    expect(played.press('enter').step).toBe('number');
    expect(kinds(played.effects)).toContain('end-run');
  });

  it('gives the run all knobs, with their defaults', () => {
    const [effect] = new Played('choose').press('enter').effects;
    expect(effect).toMatchObject({ params: { temperature: 0, max_tokens: 1, order: 2, corpus: 'cat' } });
  });

  it('does not take a spread in which no word has got anything', () => {
    const played = new Played('spread').press('enter');
    expect(played.effects).toEqual([]);
    expect(played.state.draft).toMatchObject({ notice: expect.stringContaining('Nothing is shared out') });
    expect(played.press('down').state.draft).toMatchObject({ notice: undefined });
    played.press('3', '4', 'enter', 'enter').ran('spread', result);
    expect(played.record.outcome).toMatchObject({ type: 'spread' });
  });

  it('says what is wrong with a number out of range', () => {
    const played = new Played('number').press('7', 'enter');
    expect(played.record.problem).toContain('from 0 to 1');
    expect(played.press('backspace', '.', '4', 'enter').effects).toMatchObject([{ kind: 'run' }]);
  });

  it('says that the run failed, and tries again', () => {
    const played = new Played('choose').press('enter');
    played.send({ kind: 'failed', step: 'choose', message: 'no memory' });
    expect(played.state).toMatchObject({ failure: 'no memory', running: undefined });
    expect(played.press('r').effects).toMatchObject([{ kind: 'run', step: 'choose' }]);
    expect(played.ran('choose', result).record.outcome).toBeDefined();
    expect(new Played('choose').press('enter', 's').step).toBe('number');
  });

  it('runs again when the learner comes back to it', () => {
    const played = new Played('choose').press('enter').ran('choose', result);
    const again = new Played('choose', { ...opened, progress: played.kept.get('first') });
    expect(again.effects).toMatchObject([{ kind: 'run', step: 'choose' }]);
    expect(again.ran('choose', result).record.outcome).toBeDefined();
  });
});

describe('a lab inside a lesson', () => {
  it('starts at once with the knobs that the lesson offers', () => {
    const played = new Played('play');
    expect(played.effects.at(-1)).toMatchObject({ kind: 'run', hurry: false, seed: 3, params: { max_tokens: 3 } });
    expect(played.state.playground!.knobs.map(({ name }) => name)).toEqual(['temperature']);
  });

  it('is played with: arrows turn, Space pauses, s draws a seed, Enter goes on', () => {
    const played = new Played('play');
    expect(played.press('right').effects).toMatchObject([
      { kind: 'playground', effect: { kind: 'restart', params: { temperature: 1.1 } } },
    ]);
    expect(played.press(' ').effects).toMatchObject([{ kind: 'playground', effect: { kind: 'toggle' } }]);
    expect(played.press('s').effects).toMatchObject([{ kind: 'playground', effect: { kind: 'draw-seed' } }]);
    expect(played.press('b').step).toBe('number');
    expect(new Played('play').press('enter').step).toBe('one');
  });

  it('types a value without leaving the lesson', () => {
    const played = new Played('play').press('e');
    expect(lessonTypes(played.state)).toBe(true);
    played.press('ctrl-u', '2', 'q', 'backspace', 'enter');
    expect(played.effects.at(-1)).toMatchObject({ effect: { kind: 'restart', params: { temperature: 2 } } });
    expect(played.step).toBe('play');
  });

  it('knows whether the run is the lesson’s own', () => {
    const played = new Played('play').ran('play', result);
    expect(played.state.player.changed.has('play')).toBe(false);
    played.press('right').ran('play', result);
    expect(played.state.player.changed.has('play')).toBe(true);
    expect(played.press('left').ran('play', result).state.player.changed.has('play')).toBe(false);
    played.send({ kind: 'playground', message: { kind: 'seed', seed: 8 } });
    expect(played.ran('play', result).state.player.changed.has('play')).toBe(true);
  });

  it('says so when the lab is not there, and lets the learner go on', () => {
    const played = new Played('play', { ...opened, labs: new Map() });
    expect(played.state.failure).toContain('no lab');
    expect(played.press('enter').step).toBe('one');
  });
});

describe('a quiz', () => {
  it('tells each wrong answer its own reason, and goes on after the right one', () => {
    const played = new Played('one').press('down', 'enter');
    expect(played.record.verdict).toEqual({ right: false, why: 'They did not move.' });
    expect(played.press('down', 'enter').record.verdict?.why).toBe('It is the same text.');
    expect(played.press('1', 'enter').record.right).toBe(true);
    expect(played.press('enter').step).toBe('measured');
  });

  it('does not count the same wrong answer twice', () => {
    expect(new Played('one').press('down', 'enter', 'enter', 'enter').record.tries).toBe(1);
  });

  it('gives hints one by one', () => {
    const played = new Played('one').press('h');
    expect(played.record.hints).toBe(1);
    expect(played.press('h', 'h').record.hints).toBe(2);
    expect(played.kept.get('first')?.steps.get('one')?.hints).toBe(2);
  });

  it('shows the answer after two wrong ones, and then counts the step as skipped', () => {
    const played = new Played('one').press('down', 'enter', 'w');
    expect(played.state.revealed).toBe(false);
    played.press('down', 'enter');
    expect(mayReveal(played.state)).toBe(true);
    expect(played.press('w').state.revealed).toBe(true);
    expect(played.press('enter').step).toBe('measured');
    expect(recordOf(played.state.player, 'one')).toMatchObject({ done: true, skipped: true, right: false });
  });

  it('shows it again when the lesson is opened again, and goes on from there', () => {
    const given = new Played('count').press('5', '6', 'enter', '5', 'enter', 'w');
    const left = new Played(undefined, { ...opened, progress: given.press('q').kept.get('first') });
    expect(mayReveal(left.state)).toBe(true);
    const passed = given.press('enter').kept.get('first')!;
    expect(passed.steps.get('count')).toMatchObject({ done: true, skipped: true });
    const again = new Played('count', { ...opened, progress: passed });
    expect(mayReveal(again.state)).toBe(true);
    expect(again.press('w').state.revealed).toBe(true);
    expect(again.press('enter').step).toBe('word');
    const mended = new Played('count', { ...opened, progress: passed }).press('1', '7', 'enter');
    expect(mended.record).toMatchObject({ right: true, skipped: false });
    expect(mayReveal(mended.state)).toBe(false);
  });

  it('begins a wrong number anew with the next digit, or edits it', () => {
    const wrong = new Played('count').press('5', 'enter');
    expect(wrong.record.right).toBe(false);
    expect(wrong.press('6', 'enter').record.answer).toBe(6);
    expect(wrong.press('backspace', '1', '7', 'enter').record.right).toBe(true);
    expect(new Played('count').press('1', '8', 'enter', 'backspace', '7', 'enter').record.right).toBe(true);
  });

  it('does not skip or go back by the letters behind a number', () => {
    const played = new Played('count').press('6', ' ', 'b', 'i', 't', 's', 'enter');
    expect(played.step).toBe('count');
    expect(played.record.problem).toBe('Give a number.');
    expect(played.press('s').step).toBe('word');
    expect(new Played('count').press('6', 'escape', 's').step).toBe('word');
  });

  it('makes the run that the right answer is read off', () => {
    const played = new Played('measured').press('enter');
    expect(played.effects).toMatchObject([{ kind: 'run', step: 'choose', hurry: true }]);
    played.ran('choose', result);
    expect(played.record.verdict).toEqual({ right: true, why: 'It is.' });
  });

  it('makes that run too when an answer of an earlier sitting is given up', () => {
    const wrong = { answer: 1, right: false, firstTry: false, tries: 2, hints: 0, done: false, skipped: false };
    const progress = { position: 'measured', steps: new Map([['measured', wrong]]), finished: false };
    const played = new Played(undefined, { ...opened, progress });
    expect(played.press('w').effects).toMatchObject([{ kind: 'run', step: 'choose' }]);
    expect(played.ran('choose', result).state.revealed).toBe(true);
  });

  it('takes several, a number and words', () => {
    expect(new Played('many').press(' ', '3', 'enter').record.right).toBe(true);
    expect(new Played('count').press('6', '0', 'enter').record.verdict?.why).toBe('Too many.');
    expect(new Played('count').press('1', '7', 'enter').record.right).toBe(true);
    expect(new Played('word').press('paste:Token', 'enter').record.right).toBe(true);
    expect(new Played('word').press('enter').record.problem).toContain('Give a word');
  });

  it('lets letters be letters while words are typed, until Escape', () => {
    const played = new Played('word').press('s', 'h', 'q');
    expect(played.step).toBe('word');
    expect(lessonTypes(played.state)).toBe(true);
    expect(played.press('escape', 'h').record.hints).toBe(1);
    expect(kinds(played.press('escape').effects)).toContain('leave');
  });

  it('uses the arrows where there is something to choose', () => {
    expect(lessonUsesArrows(new Played('one').state)).toBe(true);
    expect(lessonUsesArrows(new Played('play').state)).toBe(true);
    expect(lessonUsesArrows(new Played('hello').state)).toBe(false);
    expect(lessonUsesArrows(new Played('one').press('enter').state)).toBe(false);
  });
});

describe('source and shell', () => {
  it('fetches the region, and takes no other one', () => {
    const played = new Played('read');
    expect(played.effects.at(-1)).toMatchObject({
      kind: 'read-source',
      file: 'src/models/ngram/count.ts',
      region: 'count',
    });
    const region = { name: 'count', line: 3, text: 'x' };
    expect(played.send({ kind: 'source', step: 'other', region }).state.source).toBeUndefined();
    expect(played.send({ kind: 'source', step: 'read', region }).state.source).toBe(region);
  });

  const run = (temperature: number) => ({ lab: 'sample', params: { temperature }, seed: 1, result: {} });

  it('watches the shell and notices the run that was asked for', () => {
    const played = new Played('shell');
    expect(played.effects.at(-1)).toEqual({ kind: 'watch', lesson: 'first', step: 'shell' });
    played.send({ kind: 'runs', step: 'shell', runs: [run(1)] });
    expect(played.record.problem).toBe('the temperature was not 0.');
    expect(played.press('enter').step).toBe('shell');
    played.send({ kind: 'runs', step: 'shell', runs: [run(1), run(0)] });
    expect(played.record.done).toBe(true);
    expect(played.press('enter').step).toBe('end');
    expect(played.effects).toContainEqual({ kind: 'unwatch', keep: false });
  });

  it('leaves the challenge open for a learner who has only this terminal', () => {
    expect(new Played('shell').press('q').effects).toEqual([{ kind: 'unwatch', keep: true }, { kind: 'leave' }]);
    expect(new Played('shell').press('s').effects).toContainEqual({ kind: 'unwatch', keep: false });
  });
});

describe('the end', () => {
  it('closes the lesson and opens the next', () => {
    const played = new Played('end').press('enter');
    expect(played.state.over).toBe(true);
    expect(played.kept.get('first')?.finished).toBe(true);
    expect(played.press('enter').effects).toEqual([{ kind: 'open', id: 'second' }]);
    expect(kinds(played.press('q').effects)).toEqual(['leave']);
    expect(played.press('b').state.over).toBe(false);
    expect(played.step).toBe('end');
  });

  it('goes home after the last lesson of the course', () => {
    const played = new Played('end', { ...opened, next: undefined }).press('enter');
    expect(kinds(played.press('enter').effects)).toEqual(['leave']);
  });

  it('can be finished a second time, and begun anew', () => {
    const progress = { position: 'end', steps: new Map(), finished: true };
    const played = new Played(undefined, { ...opened, progress });
    expect(played.step).toBe('hello');
    const end = new Played('end', { ...opened, progress }).press('enter');
    expect(end.state.over).toBe(true);
    expect(end.press('R', 'R').step).toBe('hello');
    expect(end.state.over).toBe(false);
  });
});
