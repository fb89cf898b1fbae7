/** A small course with a step of every kind, and services that keep everything in memory. */

import type { Lesson } from '../../src/course/lesson.ts';
import { parseLesson } from '../../src/course/load.ts';
import { foldProgress, type Progress } from '../../src/course/progress.ts';
import { type ProgressEvent, versionOfChange } from '../../src/course/progress-events.ts';
import { foldReviews } from '../../src/course/review.ts';
import { openReview } from '../../src/course/review-plan.ts';
import type { RecordedRun } from '../../src/course/shell-check.ts';
import { builtinCorpora } from '../../src/data/builtin.ts';
import type { DataSource } from '../../src/data/corpus.ts';
import { InputError } from '../../src/data/input-error.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { sampleLab } from '../../src/labs/sample/lab.ts';
import { type Host, InlineHost } from '../../src/runner/run.ts';
import { shippedWeights } from '../../src/store/shipped-weights.ts';
import type { Services } from '../../src/tui/services.ts';

export const lab = sampleLab as unknown as Lab;

const first = `
id: first
title: What a sampler does
part: One
minutes: 5
goals: [Say what is drawn]
sources: ["A source, 2024"]
steps:
  - id: hello
    kind: text
    title: Hello
    text: A model **counts**. Then it draws.
  - id: spread
    kind: predict
    title: Your guess
    ask: What comes after **The cat sat on the**?
    run: { lab: sample, params: { max_tokens: 1 }, seed: 7 }
    guess: { type: spread, over: [mat, floor, roof], at: /candidates }
    explain: It counted.
  - id: choose
    kind: predict
    title: Which one
    ask: Which one is likeliest?
    run: { lab: sample, params: { temperature: 0, max_tokens: 1 } }
    guess:
      type: choose
      choices: [{ text: floor, value: floor }, { text: mat, value: mat }]
      at: /tokens/0/token
    explain: The highest count.
  - id: number
    kind: predict
    title: How likely
    ask: How likely is mat?
    run: { lab: sample, params: { max_tokens: 1 } }
    guess: { type: number, min: 0, max: 1, at: /candidates/0/p }
    explain: Seventeen of fifty.
  - id: play
    kind: lab
    title: Turn it
    text: Turn the temperature.
    run: { lab: sample, params: { max_tokens: 3 }, seed: 3 }
    knobs: [temperature]
  - id: one
    kind: quiz
    title: One is right
    ask: What changed?
    question:
      type: choice
      choices:
        - { text: The draw, right: true, why: Chance drew again. }
        - { text: The counts, why: They did not move. }
        - { text: The text, why: It is the same text. }
    hints: [Think of chance., It is the draw.]
  - id: measured
    kind: quiz
    title: Read off a run
    ask: What is the likeliest?
    question:
      type: choice
      answer: { from: choose, at: /tokens/0/token }
      choices:
        - { text: mat, value: mat, why: It is. }
        - { text: roof, value: roof, why: Too rare. }
  - id: many
    kind: quiz
    title: Several
    ask: Which are words?
    question:
      type: several
      choices:
        - { text: mat, right: true, why: A word. }
        - { text: "17", why: A number. }
        - { text: roof, right: true, why: A word too. }
  - id: count
    kind: quiz
    title: A number
    ask: How often is mat seen?
    question: { type: number, answer: 17, why: Counted., wrong: [{ min: 50, why: Too many. }, { why: Count again. }] }
  - id: word
    kind: quiz
    title: A word
    ask: What is drawn?
    question: { type: short, answer: [token, a token], why: Yes., wrong: [{ like: [word], why: Nearly. }, { why: No. }] }
    hints: [It begins with t.]
  - id: read
    kind: source
    title: Its source
    text: Here it is.
    file: src/models/ngram/count.ts
    region: count
  - id: shell
    kind: shell
    title: In the shell
    task: Run \`genai sample --temperature 0\`.
    check: { lab: sample, where: [{ at: /params/temperature, equals: 0, otherwise: the temperature was not 0. }] }
    done: That was it.
    hints: [Look at the flags.]
  - id: end
    kind: recap
    title: What stays
    points: [Count, draw, append]
    next: More memory comes next.
`;

const second = `
id: second
title: A longer memory
part: Two
minutes: 9
goals: [Use orders]
steps:
  - { id: a, kind: text, title: Orders, text: Longer. }
  - { id: b, kind: recap, title: End, points: [Done] }
`;

export const firstLesson = parseLesson(first, 'first.yaml');
export const secondLesson = parseLesson(second, 'second.yaml');

export const corpora: DataSource = {
  open(name) {
    const corpus = builtinCorpora.find((known) => known.name === name);
    if (!corpus) throw new InputError(`there is no corpus "${name}"`);
    return { name, chunks: () => [new TextEncoder().encode(corpus.text())] };
  },
  weights: shippedWeights,
};

export interface FakeServices extends Services {
  progressNow(): Progress;
  /** The journal; its time may be set. */
  readonly events: ProgressEvent[];
  at(time: string): void;
  /** Lets a recorded run be seen. */
  record(run: RecordedRun): void;
  /** Labs opened by themselves that came to their end. */
  readonly finished: RecordedRun[];
  readonly watched: string[];
  readonly seeds: number[];
}

export function fakeServices(
  lessons: readonly Lesson[] = [firstLesson, secondLesson],
  host?: () => Host,
): FakeServices {
  const events: ProgressEvent[] = [];
  const progressNow = () => foldProgress(events);
  let now = Date.UTC(2026, 0, 1);
  let seen: ((runs: readonly RecordedRun[]) => void) | undefined;
  const runs: RecordedRun[] = [];
  const finished: RecordedRun[] = [];
  const watched: string[] = [];
  const seeds = [11, 12, 13];
  return {
    finished,
    watched,
    seeds,
    ran: (run) => void finished.push(run),
    progressNow,
    events,
    at(time) {
      now = Date.parse(time);
    },
    record(run) {
      runs.push(run);
      seen?.(runs);
    },
    lessons: async () => lessons,
    async lesson(id) {
      const at = lessons.findIndex((lesson) => lesson.id === id);
      if (at < 0) throw new InputError(`there is no lesson "${id}"`);
      const next = lessons[at + 1];
      return {
        lesson: lessons[at],
        labs: new Map([['sample', lab]]),
        progress: progressNow().get(id),
        next: next && { id: next.id, title: next.title },
      };
    },
    labs: async () => [{ id: 'sample', title: lab.title }],
    async lab(id) {
      if (id !== 'sample') throw new InputError(`there is no lab "${id}"`);
      return lab;
    },
    progress: async () => ({
      progress: progressNow(),
      review: await openReview(foldReviews(events), lessons, now),
    }),
    async save(lesson, changes) {
      now += 60_000;
      const at = new Date(now).toISOString();
      events.push(...changes.map((change) => ({ v: versionOfChange(change), at, lesson, change })));
    },
    source: async () => ({ name: 'count', line: 12, text: 'const a = 1;\nconst b = 2;' }),
    watchRuns(_lesson, step, listener) {
      watched.push(`open ${step}`);
      seen = listener;
      listener(runs);
      return (keep) => {
        watched.push(keep ? `keep ${step}` : `close ${step}`);
        seen = undefined;
      };
    },
    host: host ?? (() => new InlineHost(corpora)),
    seed: () => seeds.shift() ?? 99,
    settled: async () => undefined,
  };
}
