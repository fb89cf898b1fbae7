import { describe, expect, it } from 'vitest';
import { courseJson, courseTable, entriesOf, nextOf } from '../../../src/cli/plain/course-table.ts';
import { progressJson, progressTable } from '../../../src/cli/plain/progress-table.ts';
import { readLesson } from '../../../src/course/load.ts';
import { foldProgress, type Progress } from '../../../src/course/progress.ts';
import type { Change } from '../../../src/course/progress-events.ts';
import type { Frame } from '../../../src/render/frame.ts';
import { render } from '../../../src/render/render.ts';
import { changed } from '../../course/small.ts';

const file = (id: string, number: string, part = 'For tests') =>
  readLesson(
    changed(['id: small', `id: ${id}`], ['part: For tests', `part: ${part}`], ['A small lesson', `About ${id}`]),
    `lessons/${number}-${id}.yaml`,
  );
const course = [file('one', '01'), file('two', '02'), file('three', '10', 'Another part')];

const progressOf = (...events: [day: number, lesson: string, change: Change][]): Progress =>
  foldProgress(events.map(([day, lesson, change]) => ({ v: 1, at: `2026-01-0${day}T10:00:00Z`, lesson, change })));
const none: Progress = new Map();
const some = progressOf(
  [1, 'one', { type: 'done', step: 'hello' }],
  [1, 'one', { type: 'done', step: 'long-gone' }],
  [1, 'one', { type: 'answer', step: 'count', answer: 1, right: true }],
  [1, 'one', { type: 'finished' }],
  [2, 'three', { type: 'at', step: 'guess-word' }],
  [2, 'three', { type: 'done', step: 'hello', skipped: true }],
  [2, 'three', { type: 'answer', step: 'count', answer: 1, right: false }],
);

const drawn = (frame: Frame): string[] =>
  render(frame, { width: 80, height: Infinity, colour: 0, unicode: true })
    .filter((line) => !/^ *─+$/.test(line))
    .map((line) => line.trim().replace(/ {2,}/g, ' | '));

describe('the number of a lesson', () => {
  it('is that of its file, else its place', () => {
    expect(entriesOf(course, none).map(({ number }) => number)).toEqual([1, 2, 10]);
    const unnumbered = [
      { ...course[0], file: 'pack2/intro.yaml' },
      { ...course[1], file: 'more.yaml' },
    ];
    expect(entriesOf(unnumbered, none).map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('the lesson to go on with', () => {
  const next = (progress: Progress) => nextOf(entriesOf(course, progress))?.id;

  it('is the first where nothing is done', () => {
    expect(next(none)).toBe('one');
  });

  it('is the one touched last, if it is not finished', () => {
    expect(next(some)).toBe('three');
    expect(
      next(progressOf([1, 'three', { type: 'at', step: 'which' }], [2, 'two', { type: 'hint', step: 'count' }])),
    ).toBe('two');
    expect(next(progressOf([1, 'two', { type: 'at', step: 'which' }], [2, 'three', { type: 'finished' }]))).toBe('two');
  });

  it('is the first unfinished one else, and none in the end', () => {
    expect(next(progressOf([1, 'one', { type: 'finished' }]))).toBe('two');
    expect(
      next(
        progressOf(
          ...(['one', 'two', 'three'] as const).map((id) => [1, id, { type: 'finished' }] as [number, string, Change]),
        ),
      ),
    ).toBeUndefined();
  });
});

describe('the course', () => {
  it('as a table says the parts, and how far one is', () => {
    expect(drawn(courseTable(entriesOf(course, some)))).toEqual([
      'lesson | id | min | you',
      'For tests:',
      '1 | About one | one | 3 | done',
      '2 | About two | two | 3 | new',
      'Another part:',
      '10 | About three | three | 3 | at step 2 of 13',
    ]);
    expect(
      drawn(courseTable(entriesOf(course, progressOf([1, 'two', { type: 'hint', step: 'hello' }])))).join(),
    ).toContain('begun');
  });

  it('as JSON counts the steps that there are', () => {
    expect(courseJson(entriesOf(course, some))).toEqual({
      lessons: [
        {
          id: 'one',
          number: 1,
          title: 'About one',
          part: 'For tests',
          minutes: 3,
          steps: 13,
          done: 1,
          finished: true,
          position: null,
        },
        {
          id: 'two',
          number: 2,
          title: 'About two',
          part: 'For tests',
          minutes: 3,
          steps: 13,
          done: 0,
          finished: false,
          position: null,
        },
        {
          id: 'three',
          number: 10,
          title: 'About three',
          part: 'Another part',
          minutes: 3,
          steps: 13,
          done: 1,
          finished: false,
          position: 'guess-word',
        },
      ],
    });
  });
});

describe('the progress', () => {
  it('as a table says what was right at once, and when it was', () => {
    expect(drawn(progressTable(entriesOf(course, some)))).toEqual([
      'lesson | steps | right at once | you | last',
      'About one | 1 of 13 | 1 of 1 | done | 2026-01-01',
      'About two | 0 of 13 | new',
      'About three | 1 of 13 | 0 of 1 | at step 2 of 13 | 2026-01-02',
    ]);
  });

  it('as JSON has every field for every lesson', () => {
    const review = { due: [], later: 2, next: Date.UTC(2026, 0, 3) };
    const json = progressJson({ entries: entriesOf(course, some), review });
    const { lessons } = json as { lessons: object[] };
    expect(json).toMatchObject({ review: { due: 0, later: 2, next_at: '2026-01-03T00:00:00.000Z' } });
    expect(lessons[0]).toEqual({
      id: 'one',
      title: 'About one',
      steps: 13,
      done: 1,
      finished: true,
      position: null,
      answered: 1,
      first_try_right: 1,
      last_at: '2026-01-01T10:00:00Z',
    });
    expect(lessons[1]).toMatchObject({ answered: 0, first_try_right: 0, last_at: null, position: null });
  });
});
