import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countProgress, foldProgress, noLesson } from '../../src/course/progress.ts';
import { type Change, EventSchema, type ProgressEvent } from '../../src/course/progress-events.ts';

const at = '2026-01-02T03:04:05Z';
const event = (change: Change, lesson = 'small', when = at): ProgressEvent => ({ v: 1, at: when, lesson, change });
const fold = (...changes: Change[]) => foldProgress(changes.map((change) => event(change))).get('small') ?? noLesson;
const answer = (right?: boolean, value = 1): Change => ({ type: 'answer', step: 'a', answer: value, right });

describe('a step', () => {
  it('keeps the last answer, and whether the very first was right', () => {
    expect(fold(answer(false, 3), answer(true, 4)).steps.get('a')).toEqual({
      answer: 4,
      right: true,
      firstTry: false,
      tries: 2,
      hints: 0,
      done: false,
      skipped: false,
    });
    expect(fold(answer(true), answer(false)).steps.get('a')).toMatchObject({ firstTry: true, right: false });
  });

  it('counts hints, and is done or skipped', () => {
    const hint: Change = { type: 'hint', step: 'a' };
    expect(fold(hint, hint).steps.get('a')).toMatchObject({ hints: 2, tries: 0, done: false });
    const skipped = fold({ type: 'done', step: 'a', skipped: true });
    expect(skipped.steps.get('a')).toMatchObject({ done: true, skipped: true });
    expect(fold({ type: 'done', step: 'a', skipped: true }, { type: 'done', step: 'a' }).steps.get('a')).toMatchObject({
      done: true,
      skipped: false,
    });
  });
});

describe('a lesson', () => {
  it('has a position, an end, and the time of what came last', () => {
    const progress = foldProgress([
      event({ type: 'at', step: 'a' }),
      event({ type: 'finished' }, 'small', '2026-02-01T00:00:00Z'),
      event({ type: 'at', step: 'x' }, 'other', '2026-03-01T00:00:00Z'),
    ]);
    expect(progress.get('small')).toEqual({
      position: 'a',
      steps: new Map(),
      finished: true,
      lastAt: '2026-02-01T00:00:00Z',
    });
    expect(progress.get('other')?.position).toBe('x');
  });

  it('begun anew has nothing done, but stays finished', () => {
    expect(fold(answer(true), { type: 'finished' }, { type: 'restart' })).toEqual({
      ...noLesson,
      finished: true,
      lastAt: at,
    });
    expect(fold(answer(true), { type: 'restart' })).toEqual({ ...noLesson, lastAt: at });
  });
});

const anyChange = fc.oneof(
  fc.record({ type: fc.constantFrom('at' as const, 'hint' as const), step: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ type: fc.constant('done' as const), step: fc.constantFrom('a', 'b', 'c'), skipped: fc.boolean() }),
  fc.record({
    type: fc.constant('answer' as const),
    step: fc.constantFrom('a', 'b', 'c'),
    answer: fc.nat(3),
    right: fc.option(fc.boolean(), { nil: undefined }),
  }),
  fc.record({ type: fc.constantFrom('finished' as const, 'restart' as const) }),
  fc.record({ type: fc.constant('review' as const), step: fc.constantFrom('a', 'z'), right: fc.boolean() }),
);
const anyEvents = fc.array(
  fc
    .record({ change: anyChange, lesson: fc.constantFrom('small', 'other') })
    .map((one) => event(one.change, one.lesson)),
);

/** The same said in another way: each part looked for among all events, none folded. */
function lookedUp(events: readonly ProgressEvent[], id: string) {
  const own = events.filter(({ lesson, change }) => lesson === id && change.type !== 'review');
  const changes = own.map(({ change }) => change);
  const go = changes.slice(changes.findLastIndex(({ type }) => type === 'restart') + 1);
  const all = <T extends Change['type']>(type: T) =>
    go.filter((change): change is Extract<Change, { type: T }> => change.type === type);
  const ids = [...all('done'), ...all('hint'), ...all('answer')].map(({ step }) => step);
  const steps = [...new Set(ids)].map((id) => {
    const of = <C extends { step: string }>(some: C[]): C[] => some.filter(({ step }) => step === id);
    const answers = of(all('answer'));
    const done = of(all('done')).at(-1);
    return [
      id,
      {
        tries: answers.length,
        hints: of(all('hint')).length,
        answer: answers.at(-1)?.answer,
        right: answers.at(-1)?.right,
        firstTry: answers[0]?.right,
        done: done !== undefined,
        skipped: done?.skipped ?? false,
      },
    ] as const;
  });
  return {
    position: all('at').at(-1)?.step,
    steps: new Map(steps),
    finished: changes.some(({ type }) => type === 'finished'),
    lastAt: own.at(-1)?.at,
  };
}

it('says the same as looking everything up', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const progress = foldProgress(events);
      for (const [id, lesson] of progress) expect(lesson).toEqual(lookedUp(events, id));
    }),
    { seed: 6 },
  );
});

it('takes time in proportion to the events, however they are spread', () => {
  const events = Array.from({ length: 100_000 }, (_, i) => event({ type: 'hint', step: `s${i}` }));
  expect(foldProgress(events).get('small')!.steps.size).toBe(100_000); // by the square it would be hours
});

it('of one lesson does not depend on what happened in another', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const alone = events.filter(({ lesson }) => lesson === 'small');
      expect(foldProgress(events).get('small')).toEqual(foldProgress(alone).get('small'));
    }),
    { seed: 7 },
  );
});

it('counts what is done, answered, and right at once', () => {
  const lesson = foldProgress([
    event({ type: 'done', step: 'text' }),
    event({ type: 'done', step: 'skipped', skipped: true }),
    event({ type: 'answer', step: 'guess', answer: 1 }),
    event({ type: 'answer', step: 'right', answer: 1, right: true }),
    event({ type: 'answer', step: 'later', answer: 1, right: false }),
    event({ type: 'answer', step: 'later', answer: 2, right: true }),
  ]).get('small')!;
  expect(countProgress(lesson)).toEqual({ done: 2, answered: 2, firstTryRight: 1 });
});

describe('a line of the journal', () => {
  it('survives being written and read', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const read = events.map((one) => EventSchema.parse(JSON.parse(JSON.stringify(one))));
        expect(foldProgress(read)).toEqual(foldProgress(events));
      }),
      { seed: 8 },
    );
  });

  it('of another version, without a time, or with an unknown change is none', () => {
    const good = event({ type: 'finished' });
    expect(EventSchema.safeParse(good).success).toBe(true);
    for (const bad of [
      { ...good, v: 3 },
      { ...good, at: 'today' },
      { ...good, change: { type: 'x' } },
      { ...good, lesson: '' },
    ]) {
      expect(EventSchema.safeParse(bad).success).toBe(false);
    }
  });
});
