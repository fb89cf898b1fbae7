/** When questions come back: day by day, and after what the learner did. */
import { describe, expect, it } from 'vitest';
import { openLesson, type PlayerMessage, play } from '../../src/course/player.ts';
import { changesBetween } from '../../src/course/progress-changes.ts';
import type { Change, ProgressEvent } from '../../src/course/progress-events.ts';
import { askedOf } from '../../src/course/question-sign.ts';
import { boxDays, foldReviews, planReview } from '../../src/course/review.ts';
import { openReview } from '../../src/course/review-plan.ts';
import {
  comesBack,
  howSoon,
  nothingDue,
  openQuestion,
  reviewChange,
  sourceOf,
  wentBy,
} from '../../src/course/review-session.ts';
import { readSmall, small, stepOf } from './small.ts';

const start = Date.UTC(2026, 0, 1, 20);
const day = 24 * 3_600_000;

/** Things that happened, each so many days after the start. */
const events = (...all: readonly (readonly [days: number, change: Change])[]): ProgressEvent[] =>
  all.map(([days, change]) => ({ v: 1, at: new Date(start + days * day).toISOString(), lesson: 'small', change }));

const answer = (right: boolean, step = 'count', more: object = {}): Change => ({
  type: 'answer',
  step,
  answer: 0,
  right,
  ...more,
});
const hint: Change = { type: 'hint', step: 'count' };
const review = (right: boolean, hints?: number): Change => ({ type: 'review', step: 'count', right, hints });

/** Whether the question is due on these days. */
const dueOn = (all: ProgressEvent[], ...days: number[]): boolean[] =>
  days.map((days) => planReview(foldReviews(all), [small], start + days * day).due.length > 0);
const boxOf = (all: ProgressEvent[]): number | undefined => foldReviews(all).get('small')?.get('count')?.box;

describe('a question comes in', () => {
  it('when its first answer was wrong, and is due a day later', () => {
    expect(dueOn(events([0, answer(false)]), 0, 0.5, 1, 30)).toEqual([false, false, true, true]);
    expect(dueOn(events([0, answer(false)], [0, answer(true)]), 0.5, 1)).toEqual([false, true]);
  });

  it('when it was right only after a hint', () => {
    expect(dueOn(events([0, hint], [0, answer(true)]), 0.5, 1)).toEqual([false, true]);
  });

  it('not when it was right at once, hinted at afterwards, skipped or only looked at', () => {
    expect(dueOn(events([0, answer(true)]), 99)).toEqual([false]);
    expect(dueOn(events([0, answer(true)], [0, hint]), 99)).toEqual([false]);
    expect(dueOn(events([0, hint], [0, { type: 'done', step: 'count', skipped: true }]), 99)).toEqual([false]);
  });

  it('not when it is a prediction, which is neither right nor wrong', () => {
    expect(foldReviews(events([0, { type: 'answer', step: 'guess-word', answer: 1 }])).size).toBe(0);
  });

  it('a little early, so that the same time tomorrow is not too soon', () => {
    expect(dueOn(events([0, answer(false)]), 1 - 1 / 24, 0.8)).toEqual([true, false]);
  });
});

describe('a question that came back', () => {
  const known = (count: number) => {
    const all: [number, Change][] = [[0, answer(false)]];
    let at = 0;
    for (let box = 0; box < count; box++) all.push([(at += boxDays[box]), review(true)]);
    return { all: events(...all), at };
  };

  it('waits 1, 3, 7 and 21 days, and is then learnt', () => {
    for (const [box, days] of [1, 3, 7, 21].entries()) {
      const { all, at } = known(box);
      expect([boxOf(all), ...dueOn(all, at + days - 0.5, at + days)]).toEqual([box, false, true]);
    }
    expect(boxOf(known(4).all)).toBeUndefined();
    expect(dueOn(known(4).all, 9999)).toEqual([false]);
  });

  it('begins again when it is missed, or known only after a hint', () => {
    const { all, at } = known(2);
    for (const missed of [review(false), review(true, 1)]) {
      const then = [...all, ...events([at + 7, missed])];
      expect([boxOf(then), ...dueOn(then, at + 7.5, at + 8)]).toEqual([0, false, true]);
    }
  });

  it('comes in again when it is missed once more in the lesson', () => {
    const { all, at } = known(4);
    expect(boxOf([...all, ...events([at, { type: 'restart' }], [at, answer(false)])])).toBe(0);
    const third = known(3);
    const again = [...third.all, ...events([third.at, { type: 'restart' }], [third.at, answer(true)])];
    expect(boxOf(again)).toBe(3);
    expect(boxOf([...third.all, ...events([third.at, answer(true)])])).toBe(3); // the same go: practice
  });

  it('is due now, not in some years, when a wrong clock dated its answer', () => {
    expect(dueOn(events([9999, answer(false)]), 0)).toEqual([true]);
  });
});

describe('the plan', () => {
  it('has the longest overdue first, and says how many come later, and when', () => {
    const all = events([0, answer(false, 'which')], [-3, answer(false, 'name-it')], [4, answer(false, 'count')]);
    const { due, later, next } = planReview(foldReviews(all), [small], start + 4 * day);
    expect(due.map(({ step }) => step.id)).toEqual(['name-it', 'which']);
    expect([later, howSoon(next! - (start + 4 * day))]).toEqual([1, 'in about 20 hours']);
  });

  it('leaves out what is gone, no question any more, of no lesson, or another question by now', () => {
    const asked = askedOf(stepOf('count', 'quiz'));
    const reviews = foldReviews([
      ...events([0, answer(false, 'gone')], [0, answer(false, 'hello')], [0, answer(false, 'count', { asked })]),
      { ...events([0, answer(false)])[0], lesson: 'a-pack/unknown' },
    ]);
    const steps = (lesson: typeof small) => planReview(reviews, [lesson], start + day).due.map(({ step }) => step.id);
    expect(steps(small)).toEqual(['count']);
    const { ask } = stepOf('count', 'quiz');
    expect(steps(readSmall([ask.trim().split('\n')[0], 'Something else?']).lesson)).toEqual([]);
  });

  it('has labs for what is read off a light run, and none for names out of nowhere', async () => {
    const reviews = foldReviews(events([0, answer(false, 'measured')]));
    const { due, labs } = await openReview(reviews, [small], start + day);
    expect(due.map(({ step }) => step.id)).toEqual(['measured']);
    expect([...labs.keys()]).toEqual(['sample']);
    const evil = foldReviews([{ ...events([0, answer(false, '__proto__')])[0], lesson: '__proto__' }]);
    expect((await openReview(evil, [small], start + day)).due).toEqual([]);
  });

  it('leaves out what was read off training, unless its answer was kept', async () => {
    const lesson = {
      ...small,
      steps: small.steps.map((step) => {
        return 'run' in step ? { ...step, run: { lab: 'gan', params: {}, seed: 1 } } : step;
      }),
    };
    const due = async (more: object) => {
      const reviews = foldReviews(events([0, answer(false, 'measured', more)]));
      return (await openReview(reviews, [lesson], start + day)).due.map(({ review: { said } }) => said);
    };
    expect(await due({})).toEqual([]);
    expect(await due({ said: 'mat' })).toEqual(['mat']);
  });
});

describe('a question in a review', () => {
  const planned = (step: string, more: object = {}, lesson = small) => {
    const { due } = planReview(foldReviews(events([0, answer(false, step, more)])), [lesson], start + day);
    return due[0];
  };
  const go = (question: ReturnType<typeof planned>, ...messages: PlayerMessage[]) => {
    let state = openQuestion(question, false);
    const changes: Change[] = [];
    for (const message of messages) {
      const next = play(state, message);
      const change = reviewChange(state, next, question);
      if (change) changes.push(change);
      state = next;
    }
    return { state, changes };
  };
  const give = (answer: number | string): PlayerMessage => ({ type: 'answer', answer });

  it('counts with its first answer, whatever comes after it', () => {
    const question = planned('count');
    const asked = askedOf(stepOf('count', 'quiz'));
    expect(go(question, give(99), give(0.3)).changes).toEqual([{ type: 'review', step: 'count', right: false, asked }]);
    const hinting = readSmall(['title: Count\n', 'title: Count\n    hints: [A third?]\n']).lesson;
    const { changes } = go(planned('count', {}, hinting), { type: 'hint' }, give(0.3));
    expect(changes).toEqual([{ type: 'review', step: 'count', right: true, hints: 1, asked }]);
    expect(wentBy(changes[0])).toBe('missed');
    expect(wentBy(go(question, give(0.3)).changes[0])).toBe('known');
    expect(wentBy(go(question, { type: 'skip' }).changes[0])).toBe('left');
  });

  it('knows the answer that its run gave, without the run', () => {
    const question = planned('measured', { said: 'mat' });
    expect(sourceOf(question)?.run.lab).toBe('sample');
    const [right, wrong] = ['mat', 'floor'].map((text) => {
      const { question: asked } = stepOf('measured', 'quiz');
      return 'choices' in asked ? asked.choices.findIndex((choice) => choice.text.includes(text)) : -1;
    });
    expect(go(question, give(right)).changes).toMatchObject([{ right: true }]);
    expect(go(question, give(wrong)).changes).toMatchObject([{ right: false }]);
  });

  it('says when it comes back', () => {
    const question = planned('count');
    expect(comesBack(question, 'known')).toBe('again in 3 days');
    expect(comesBack(question, 'missed')).toBe('again tomorrow');
    expect(comesBack(question, 'left')).toBe('stays due');
    expect(comesBack({ ...question, review: { ...question.review, box: 3 } }, 'known')).toBe('learnt');
  });
});

it('what a lesson keeps of an answer is what a review needs', () => {
  const at = play(openLesson(small), { type: 'goTo', step: 'measured' });
  const source = sourceOf({ lesson: small, step: stepOf('measured', 'quiz'), review: { box: 0, since: 0 } })!;
  const result = { tokens: [{ token: 'mat' }], candidates: [{ token: 'mat', p: 0.34 }] };
  const answered = (changed: boolean): Change[] => {
    const ran = play(at, { type: 'ran', step: source.step, result, changed });
    return changesBetween(ran, play(ran, { type: 'answer', answer: 1 }));
  };
  const asked = askedOf(stepOf('measured', 'quiz'));
  expect(answered(false)).toMatchObject([{ type: 'answer', asked, said: 'mat' }]);
  expect(answered(true)[0]).not.toHaveProperty('said'); // a run of the learner's own is not the lesson's
});

it('somebody with nothing to review is told when there will be', () => {
  expect(nothingDue(start + 3 * day, start)).toBe(
    'Nothing to review just now. The next question comes back in about 3 days.',
  );
  expect(nothingDue(undefined, start)).toContain('after 1, 3, 7 and 21 days');
  expect([0, 1.4, 23, 24, 40].map((hours) => howSoon(hours * 3_600_000))).toEqual([
    'in about an hour',
    'in about an hour',
    'in about 23 hours',
    'in about a day',
    'in about 2 days',
  ]);
});
