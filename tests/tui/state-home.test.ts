import { describe, expect, it } from 'vitest';
import { foldProgress, type Progress } from '../../src/course/progress.ts';
import { emptyHome, found, type HomeState, itemsOf, suggestion, updateHome } from '../../src/tui/state-home.ts';
import { firstLesson, secondLesson } from './course.ts';

const lessons = [firstLesson, secondLesson];
const labs = [{ id: 'sample', title: 'Predict the next token' }];
type Change = Parameters<typeof foldProgress>[0] extends Iterable<infer E> ? E : never;

const progressOf = (...events: [lesson: string, change: Change['change']][]): Progress =>
  foldProgress(events.map(([lesson, change], i) => ({ v: 1, at: `2026-01-01T00:00:0${i}Z`, lesson, change })));

function home(progress: Progress = new Map()): HomeState {
  const [state] = updateHome(emptyHome, { kind: 'lessons', lessons, progress, due: 0 });
  return updateHome(state, { kind: 'labs', labs })[0];
}

const press = (state: HomeState, ...keys: string[]) => {
  let effects: unknown[] = [];
  for (const key of keys) [state, ...effects] = updateHome(state, { kind: 'key', key });
  return { state, effects };
};

describe('the first screen', () => {
  it('offers one thing first: to start, to go on, then the next lesson', () => {
    expect(suggestion(home())?.label).toBe('Start here: What a sampler does');
    const begun = home(progressOf(['first', { type: 'at', step: 'spread' }]));
    expect(suggestion(begun)).toMatchObject({ label: 'Continue: What a sampler does', note: 'step 2 of 13' });
    const both = home(progressOf(['second', { type: 'at', step: 'b' }], ['first', { type: 'at', step: 'spread' }]));
    expect(suggestion(both)?.target).toEqual({ kind: 'lesson', id: 'first' });
    expect(suggestion(home(progressOf(['first', { type: 'finished' }])))?.label).toBe('Next: A longer memory');
    const all = home(progressOf(['first', { type: 'finished' }], ['second', { type: 'finished' }]));
    expect(suggestion(all)).toBeUndefined();
    expect(itemsOf(all).lessons).toHaveLength(2);
  });

  it('opens what is chosen', () => {
    expect(press(home(), 'enter').effects).toEqual([{ kind: 'open', target: { kind: 'lesson', id: 'first' } }]);
    expect(press(home(), 'down', 'down', 'enter').effects).toMatchObject([{ target: { id: 'second' } }]);
    expect(press(home(), 'tab', 'enter').effects).toMatchObject([{ target: { kind: 'lab', id: 'sample' } }]);
    expect(press(home(), 'right', 'left', 'end', 'enter').effects).toMatchObject([{ target: { id: 'second' } }]);
    expect(press(emptyHome, 'enter').effects).toEqual([]);
  });

  it('stays within its lists', () => {
    expect(press(home(), 'up', 'pageup').state.at.lessons).toBe(0);
    expect(press(home(), 'pagedown', 'down').state.at.lessons).toBe(2);
  });

  it('leaves with q and Escape', () => {
    expect(press(home(), 'q').effects).toEqual([{ kind: 'quit' }]);
    expect(press(home(), 'escape').effects).toEqual([{ kind: 'quit' }]);
  });

  it('goes to the labs when there are no lessons', () => {
    const [state] = updateHome(emptyHome, { kind: 'lessons', lessons: [], progress: new Map(), due: 0 });
    expect(state.column).toBe('labs');
  });
});

describe('a review that is due', () => {
  const due = (progress: Progress, count: number): HomeState =>
    updateHome(home(progress), { kind: 'lessons', lessons, progress, due: count })[0];

  it('stands under where to go on, and opens like everything else, or with one key', () => {
    const state = due(new Map(), 3);
    expect(
      itemsOf(state)
        .lessons.map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(['Start here: What a sampler does', 'Review: 3 questions', 'What a sampler does']);
    expect(press(state, 'r').effects).toEqual([{ kind: 'open', target: { kind: 'review' } }]);
    expect(press(state, 'down', 'enter').effects).toEqual([{ kind: 'open', target: { kind: 'review' } }]);
    expect(press(state, 'down', 'down', 'enter').effects).toMatchObject([{ target: { id: 'first' } }]);
    expect(press(state, '/', 'r').effects).toEqual([]);
    expect(itemsOf(due(new Map(), 1)).lessons[1].label).toBe('Review: 1 question');
  });

  it('is not there when nothing is due, and r says so on its page', () => {
    expect(itemsOf(home()).lessons).toHaveLength(3);
    expect(press(home(), 'r').effects).toEqual([{ kind: 'open', target: { kind: 'review' } }]);
  });

  it('is first when every lesson is done', () => {
    const all = progressOf(['first', { type: 'finished' }], ['second', { type: 'finished' }]);
    expect(press(due(all, 2), 'enter').effects).toEqual([{ kind: 'open', target: { kind: 'review' } }]);
  });
});

describe('the search', () => {
  it('finds lessons, labs and steps by words in any order', () => {
    const titles = (typed: string) => found(home(), typed).map(({ label }) => label);
    expect(titles('')).toEqual(['What a sampler does', 'A longer memory', 'Predict the next token']);
    expect(titles('TOKEN next')).toEqual(['Predict the next token']);
    expect(titles('guess')).toEqual(['Your guess']);
    expect(titles('zebra')).toEqual([]);
  });

  it('opens a step where it is', () => {
    const { state, effects } = press(home(), '/', 'g', 'u', 'e', 's', 's', 'enter');
    expect(effects).toEqual([{ kind: 'open', target: { kind: 'lesson', id: 'first', step: 'spread' } }]);
    expect(state.search).toBeUndefined();
  });

  it('takes letters as letters, and arrows as arrows', () => {
    const { state } = press(home(), '/', 'q');
    expect(state.search?.field.text).toBe('q');
    expect(press(home(), '/', 'down', 'down', 'down', 'up').state.search?.at).toBe(1);
    expect(press(home(), '/', 'x', 'escape').state.search).toBeUndefined();
    expect(press(home(), '/', 'z', 'z', 'enter').effects).toEqual([]);
  });
});
