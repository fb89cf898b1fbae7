/** Going through the small lesson, message by message, with made-up results; and what is kept of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/course/answer.ts';
import {
  canGoOn,
  currentStep,
  openLesson,
  type PlayerMessage,
  type PlayerState,
  play,
  recordOf,
  runWanted,
  tallyOf,
} from '../../src/course/player.ts';
import { foldProgress } from '../../src/course/progress.ts';
import { changesBetween } from '../../src/course/progress-changes.ts';
import type { Change, ProgressEvent } from '../../src/course/progress-events.ts';
import { askedOf } from '../../src/course/question-sign.ts';
import { guessing } from './guessing.ts';
import { small, stepOf } from './small.ts';

const result = {
  tokens: [{ token: 'mat' }],
  candidates: [
    { token: 'mat', p: 0.34 },
    { token: 'floor', p: 0.22 },
  ],
};
const at = (step: string, state = openLesson(small)): PlayerState => play(state, { type: 'goTo', step });
const give = (state: PlayerState, ...answers: Answer[]): PlayerState =>
  answers.reduce((now, answer) => play(now, { type: 'answer', answer }), state);
const ran = (state: PlayerState, step: string, value: unknown = result, changed = false): PlayerState =>
  play(state, { type: 'ran', step, result: value, changed });
const next = (state: PlayerState): PlayerState => play(state, { type: 'next' });

describe('going on', () => {
  it('does a text by reading it, and waits where an answer is wanted', () => {
    const state = next(openLesson(small));
    expect(recordOf(state, 'hello').done).toBe(true);
    expect(currentStep(state).id).toBe('guess-word');
    expect(canGoOn(state)).toBe(false);
    expect(next(state)).toBe(state);
  });

  it('skips what is not done, and says so', () => {
    const state = play(at('which'), { type: 'skip' });
    expect(recordOf(state, 'which')).toMatchObject({ done: true, skipped: true });
    expect(currentStep(state).id).toBe('count');
    const done = give(at('which'), [0, 2]);
    expect(recordOf(play(done, { type: 'skip' }), 'which')).toMatchObject({ done: true, skipped: false });
  });

  it('goes back, not before the first step', () => {
    const state = at('which');
    expect(currentStep(play(state, { type: 'back' })).id).toBe('measured');
    expect(play(openLesson(small), { type: 'back' }).position).toBe(0);
    expect(play(state, { type: 'goTo', step: 'nowhere' })).toBe(state);
  });

  it('is finished at the end, and stays there', () => {
    const end = next(at('recap'));
    expect(end.finished).toBe(true);
    expect(currentStep(end).id).toBe('recap');
    expect(play(end, { type: 'restart' })).toMatchObject({ position: 0, finished: true, records: new Map() });
  });
});

describe('an answer', () => {
  it('is graded, told its reason, and may be given again until it is right', () => {
    const wrong = give(at('count'), 5);
    expect(recordOf(wrong)).toMatchObject({ right: false, tries: 1, firstTry: false, done: false, answer: 5 });
    expect(recordOf(wrong).verdict?.why).toBe('Too much.');
    const right = give(wrong, 0.3);
    expect(recordOf(right)).toMatchObject({ right: true, tries: 2, firstTry: false, done: true });
    expect(give(right, 7)).toBe(right);
  });

  it('that is none is refused without counting as a try', () => {
    const state = give(at('which'), []);
    expect(recordOf(state)).toMatchObject({ problem: 'Choose one answer or more.', tries: 0 });
    expect(recordOf(give(state, [0, 2])).problem).toBeUndefined();
  });

  it('is not taken where none is asked for', () => {
    const state = at('hello');
    expect(give(state, 1)).toBe(state);
  });

  it('makes up for a step that was skipped, if it is right', () => {
    const skipped = at('count', play(at('count'), { type: 'skip' }));
    expect(recordOf(give(skipped, 5))).toMatchObject({ done: true, skipped: true, right: false });
    expect(recordOf(give(skipped, 0.3))).toMatchObject({ done: true, skipped: false, right: true });
  });
});

describe('a prediction', () => {
  it('is committed before the run, and made once', () => {
    const given = give(at('guess-word'), 1);
    expect(recordOf(given)).toMatchObject({ pending: 1, done: false });
    expect(runWanted(given)).toMatchObject({ step: 'guess-word', run: { lab: 'sample', seed: 1 } });
    const seen = ran(given, 'guess-word');
    expect(recordOf(seen)).toMatchObject({ answer: 1, done: true, tries: 1, outcome: { right: false, actual: 'mat' } });
    expect(recordOf(seen).right).toBeUndefined();
    expect(runWanted(seen)).toBeUndefined();
    expect(give(seen, 0)).toBe(seen);
  });

  it('can be skipped when the run holds nothing to compare', () => {
    const state = ran(give(at('guess-word'), 1), 'guess-word', {});
    expect(recordOf(state).problem).toContain('Skip it');
    expect(canGoOn(state)).toBe(true);
  });

  it('made in an earlier sitting is drawn again from a new run, without another try', () => {
    const steps = new Map([['guess-word', { answer: 0, tries: 1, hints: 0, done: true, skipped: false }]]);
    const opened = at('guess-word', openLesson(small, { steps, finished: false }));
    expect(runWanted(opened)?.step).toBe('guess-word');
    expect(recordOf(ran(opened, 'guess-word'))).toMatchObject({ tries: 1, outcome: { right: true } });
  });
});

describe('an answer that a run decides', () => {
  it('waits for the run, wants it made, and is graded when it is there', () => {
    const given = give(at('measured'), 0);
    expect(recordOf(given)).toMatchObject({ pending: 0, tries: 0 });
    expect(runWanted(given)).toMatchObject({ step: 'play', run: { seed: 3 } });
    expect(recordOf(ran(given, 'play'))).toMatchObject({ right: true, tries: 1, done: true });
  });

  it('goes by the learner’s own run when there was one', () => {
    const own = ran(at('play'), 'play', { candidates: [{ token: 'floor' }] }, true);
    expect(recordOf(give(at('measured', own), 1))).toMatchObject({ right: true });
    expect(runWanted(give(at('measured', own), 1))).toBeUndefined();
  });

  it('asks for the lesson’s own run where the learner’s says nothing to grade by', () => {
    const own = ran(at('play'), 'play', { candidates: [] }, true);
    const given = give(at('measured', own), 0);
    expect(runWanted(given)?.step).toBe('play');
    expect(recordOf(ran(given, 'play'))).toMatchObject({ right: true });
  });

  it('that even that run does not decide is a problem of the lesson', () => {
    const given = ran(give(at('measured'), 0), 'play', {});
    expect(recordOf(given)).toMatchObject({ pending: undefined, tries: 0 });
    expect(recordOf(given).problem).toContain('tell the author');
    expect(runWanted(given)).toBeUndefined();
  });
});

describe('labs, shells and hints', () => {
  it('a lab step is done when it has run', () => {
    expect(recordOf(ran(at('play'), 'play')).done).toBe(true);
    const state = at('play');
    expect(ran(state, 'hello')).toBe(state);
  });

  it('a shell step is done by a run that fits', () => {
    const state = at('shell');
    const checked = (outcome: Extract<PlayerMessage, { type: 'checked' }>['outcome']) =>
      play(state, { type: 'checked', outcome });
    expect(checked({ state: 'nothing' })).toBe(state);
    expect(recordOf(checked({ state: 'other', why: 'Not order 3.' }))).toMatchObject({
      problem: 'Not order 3.',
      done: false,
    });
    const run = { lab: 'sample', params: { order: 3 }, seed: 1, result: {} };
    expect(recordOf(checked({ state: 'fits', run })).done).toBe(true);
    const elsewhere = at('hello');
    expect(play(elsewhere, { type: 'checked', outcome: { state: 'fits', run } })).toBe(elsewhere);
  });

  it('hints come one by one, until there are no more', () => {
    let state = at('measured');
    const seen: number[] = [];
    for (let press = 0; press < 4; press++) {
      state = play(state, { type: 'hint' });
      seen.push(recordOf(state).hints);
    }
    expect(seen).toEqual([1, 2, 2, 2]);
    expect(recordOf(play(at('hello'), { type: 'hint' }), 'hello').hints).toBe(0);
  });
});

describe('opening', () => {
  it('goes on where it was left, from the start when it was finished or the step is gone', () => {
    const open = (position: string, finished = false) =>
      currentStep(openLesson(small, { position, steps: new Map(), finished })).id;
    expect(open('which')).toBe('which');
    expect(open('recap', true)).toBe('hello');
    expect(open('which', true)).toBe('which');
    expect(open('an-old-step')).toBe('hello');
  });

  it('finds verdicts again, and asks anew what the lesson has changed', () => {
    const kept = { tries: 1, hints: 0, done: true, skipped: false, right: true };
    const steps = new Map([
      ['count', { ...kept, answer: 0.3 }],
      ['which', { ...kept, answer: [7] }],
    ]);
    const opened = openLesson(small, { steps, finished: false });
    expect(recordOf(opened, 'count').verdict).toEqual({ right: true, why: 'So it is.' });
    expect(recordOf(opened, 'which')).toMatchObject({ done: false, tries: 0 });
  });
});

function keptOf(state: PlayerState, id: string) {
  const { answer, right, firstTry, tries, hints, done, skipped } = recordOf(state, id);
  return { answer, right, firstTry, tries, hints, done, skipped };
}

const ids = small.steps.map(({ id }) => id);
const anyMessage: fc.Arbitrary<PlayerMessage> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<PlayerMessage>({ type: 'next' }, { type: 'skip' }, { type: 'hint' }) },
  fc.constantFrom<PlayerMessage>({ type: 'back' }),
  fc.constantFrom(...ids).map((step): PlayerMessage => ({ type: 'goTo', step })),
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<Answer[]>(
        0,
        1,
        2,
        0.3,
        5,
        'bigram',
        'trigram',
        '42',
        '',
        [0, 2],
        [1],
        [25, 25, 25, 25],
        [100, 0, 0, 0],
      )
      .map((answer): PlayerMessage => ({ type: 'answer', answer: answer as Answer })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        step: fc.constantFrom('guess-word', 'guess-number', 'guess-spread', 'play'),
        result: fc.constantFrom(result, {}),
        changed: fc.boolean(),
      })
      .map((run): PlayerMessage => ({ type: 'ran', ...run })),
  },
  fc.constantFrom<PlayerMessage>(
    { type: 'checked', outcome: { state: 'other', why: 'no' } },
    { type: 'checked', outcome: { state: 'fits', run: { lab: 'sample', params: {}, seed: 1, result: {} } } },
  ),
  { weight: 1, arbitrary: fc.constant<PlayerMessage>({ type: 'restart' }) },
);

describe('whatever is done', () => {
  it('what is kept, folded, opens the lesson where it stands', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 60 }), (messages) => {
        const journal: Change[] = [];
        let state = openLesson(small);
        for (const message of messages) {
          const after = play(state, message);
          journal.push(...changesBetween(state, after));
          state = after;
        }
        const events = journal.map(
          (change): ProgressEvent => ({ v: 1, at: '2026-01-01T00:00:00Z', lesson: small.id, change }),
        );
        const kept = foldProgress(events).get(small.id);
        const opened = openLesson(small, kept);
        expect(opened.finished).toBe(state.finished);
        const atEnd = state.finished && state.position === small.steps.length - 1;
        expect(opened.position).toBe(atEnd ? 0 : state.position);
        for (const id of ids) {
          expect([id, keptOf(opened, id)]).toEqual([id, keptOf(state, id)]);
        }
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  it('no step is done by a wrong answer, and no state given is altered', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 40 }), (messages) => {
        let state = openLesson(small);
        for (const message of messages) {
          const before = structuredClone({ ...state, lesson: undefined });
          const after = play(state, message);
          expect(structuredClone({ ...state, lesson: undefined })).toEqual(before);
          for (const [id, { right, done, skipped }] of after.records) {
            if (right === false && done) expect([id, skipped]).toEqual([id, true]);
          }
          state = after;
        }
      }),
      { seed: 10 },
    );
  });
});

describe('changes', () => {
  it('of nothing are none', () => {
    const state = at('which');
    expect(changesBetween(state, state)).toEqual([]);
  });

  it('say what happened, in order', () => {
    const before = at('count');
    const asked = askedOf(stepOf('count', 'quiz'));
    expect(changesBetween(before, give(before, 5))).toEqual([
      { type: 'answer', step: 'count', answer: 5, right: false, asked },
    ]);
    expect(changesBetween(before, give(before, 0.3))).toEqual([
      { type: 'answer', step: 'count', answer: 0.3, right: true, asked },
      { type: 'done', step: 'count' },
    ]);
    expect(changesBetween(before, play(before, { type: 'skip' }))).toEqual([
      { type: 'done', step: 'count', skipped: true },
      { type: 'at', step: 'name-it' },
    ]);
    const last = at('recap');
    expect(changesBetween(last, next(last))).toEqual([{ type: 'done', step: 'recap' }, { type: 'finished' }]);
    const begun = give(before, 5);
    expect(changesBetween(begun, play(begun, { type: 'restart' }))).toEqual([
      { type: 'restart' },
      { type: 'at', step: 'hello' },
    ]);
  });
});

describe('guesses at what came next', () => {
  const came = (token: string) => ({
    tokens: [{ token, p: 0.5 }],
    candidates: [
      { token: 'mat', p: 0.5 },
      { token: 'floor', p: 0.25 },
    ],
  });
  const guessed = (state: PlayerState, step: string, token: string, ...shares: number[]): PlayerState =>
    ran(give(play(state, { type: 'goTo', step }), shares), step, came(token));
  const all = () =>
    ['first', 'second', 'third'].reduce(
      (state, step, index) => guessed(state, step, ['mat', 'floor', 'mat'][index], 25, 25, 25, 25),
      openLesson(guessing),
    );

  it('are averaged up to the step in view, the learner beside the models', () => {
    const first = guessed(openLesson(guessing), 'first', 'mat', 50, 25, 0, 25);
    expect(tallyOf(first)).toMatchObject({ guesses: 1, who: ['you', 'bigram', 'itself'], bits: [1, 1, 1] });
    const second = guessed(first, 'second', 'floor', 50, 25, 0, 25);
    expect(tallyOf(second)).toMatchObject({ guesses: 2, bits: [1.5, 1.5, 1] });
    expect(tallyOf(play(second, { type: 'back' }))).toMatchObject({ guesses: 1, bits: [1, 1, 1] });
    expect(tallyOf(openLesson(guessing))).toBeUndefined();
  });

  it('that were skipped do not count', () => {
    const skipped = play(openLesson(guessing), { type: 'skip' });
    expect(tallyOf(guessed(skipped, 'second', 'mat', 25, 25, 25, 25))).toMatchObject({ guesses: 1, bits: [2, 1, 1] });
  });

  it('of an earlier sitting are run again for the score, the step’s own last', () => {
    const before = all();
    const kept = foldProgress(
      changesBetween(openLesson(guessing), play(before, { type: 'goTo', step: 'recap' })).map((change) => ({
        v: 1 as const,
        at: '2026-01-01T00:00:00Z',
        lesson: 'guessing',
        change,
      })),
    ).get('guessing');
    let state = openLesson(guessing, kept);
    expect(currentStep(state).id).toBe('recap');
    expect(tallyOf(state)).toBeUndefined();
    const asked: string[] = [];
    for (let want = runWanted(state); want; want = runWanted(state)) {
      asked.push(want.step);
      state = ran(state, want.step, came(want.step === 'second' ? 'floor' : 'mat'));
    }
    expect(asked).toEqual(['first', 'second', 'third']);
    expect(tallyOf(state)).toEqual(tallyOf(play(before, { type: 'goTo', step: 'recap' })));
    expect(changesBetween(openLesson(guessing, kept), state)).toEqual([]);
    // At a guess only those before it, and only once it is made itself.
    const third = play(openLesson(guessing, kept), { type: 'goTo', step: 'second' });
    expect(runWanted(third)?.step).toBe('first');
    const fresh = play(openLesson(guessing), { type: 'goTo', step: 'second' });
    expect(runWanted(fresh)).toBeUndefined();
    expect(runWanted(give(fresh, [25, 25, 25, 25]))?.step).toBe('second');
  });
});
