/** Many requests: who waits how long is known where each step takes as long as the next; the answers are the same in all ways. */
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/labs/lab.ts';
import { servingLab } from '../../../src/labs/serving/lab.ts';
import { type Event, type Result, type Row, withRow } from '../../../src/labs/serving/params.ts';
import { arrivals, measure, percentile, requestsAt, type Service, serve } from '../../../src/labs/serving/queue.ts';
import { BatchServer, type Server } from '../../../src/labs/serving/servers.ts';
import type { State } from '../../../src/labs/serving/view.ts';
import type { NextTokens } from '../../../src/models/serving/next-tokens.ts';
import { Random } from '../../../src/nn/random.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

/** Counts up: the answer to n is n + 1, n + 2 … */
const counting: NextTokens = {
  open: () => 0,
  close: () => {},
  step: (_, tokens) => Array.from(tokens, (token) => Array.from({ length: 100 }, (_, v) => (v === token + 1 ? 1 : 0))),
};

function play(server: Server, prompts: number[][], times: number[], joining: boolean) {
  const steps = serve(
    server,
    requestsAt(
      prompts.map((prompt) => Int32Array.from(prompt)),
      times,
    ),
    joining,
    instruments().clock,
  );
  const done: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { done, service: step.value };
    done.push(step.value.text);
  }
}

const spans = ({ answers }: Service): number[][] => answers.map(({ first, last }) => [first, last]);

describe('a step takes a millisecond', () => {
  // Ends at 20: answers of 3, 1, 5 and 2 tokens, after questions of 1, 1, 1 and 2.
  const prompts = [[17], [19], [15], [30, 18]];
  const limits = { end: 20, most: 9 };
  const now = [0, 0, 0, 0];

  it('one after the other, each waits for all before it', () => {
    const { service, done } = play(new BatchServer(counting, 1, limits), prompts, now, true);
    expect(spans(service)).toEqual([
      [1, 3],
      [4, 4],
      [5, 9],
      [11, 12],
    ]);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(service).toMatchObject({ busy: 12, taken: 12 });
  });

  it('in static batches the next ones wait until all of a batch are done', () => {
    const { service, done } = play(new BatchServer(counting, 2, limits), prompts, now, false);
    expect(spans(service)).toEqual([
      [1, 3],
      [1, 1],
      [4, 8],
      [5, 6],
    ]);
    expect(done).toEqual([1, 0, 3, 2]);
    // Two texts for 1 + 3 steps, one for 2 + 2.
    expect(service).toMatchObject({ busy: 8, taken: 11 + 1 });
  });

  it('in continuous ones whoever waits takes the place that is free', () => {
    const { service, done } = play(new BatchServer(counting, 2, limits), prompts, now, true);
    expect(spans(service)).toEqual([
      [1, 3],
      [1, 1],
      [2, 6],
      [5, 6],
    ]);
    expect(done).toEqual([1, 0, 2, 3]);
    expect(service).toMatchObject({ busy: 6, taken: 12 });
  });

  it('who comes later is not answered earlier, and waiting for requests is no work', () => {
    const { service } = play(new BatchServer(counting, 2, limits), prompts, [0, 2, 100, 101], true);
    expect(spans(service)).toEqual([
      [1, 3],
      [3, 3],
      [101, 105],
      [103, 104],
    ]);
    const row = measure(service, 2);
    expect(row).toMatchObject({
      places: 2,
      seconds: 0.105,
      first_ms: { p50: 1, p99: 2 },
      answer_ms: { p50: 3, p99: 5 },
    });
    expect(row.tokens_per_second).toBeCloseTo(11 / 0.105, 6);
    expect(row.busy).toBeCloseTo(8 / 105, 9);
    expect(row.full).toBeCloseTo((2 + 2 + 4 + 4) / (8 * 2), 9);
    expect(row.between_ms).toBe(1);
  });
});

it('requests that know nothing of each other come after gaps that are exponential', () => {
  const times = arrivals(4001, 5, new Random(3));
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  // Mean and deviation are the same; above the mean are 1 of e.
  expect(Math.abs(mean - 5)).toBeLessThan(4 * (5 / Math.sqrt(4000)));
  const longer = gaps.filter((gap) => gap > 5).length / gaps.length;
  expect(Math.abs(longer - Math.exp(-1))).toBeLessThan(4 * Math.sqrt(0.2325 / 4000));
  expect(arrivals(3, 0, new Random(3))).toEqual([0, 0, 0]);
});

it('a percentile is the smallest that is not exceeded by so many', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect([0.5, 0.9, 0.99, 0.01].map((share) => percentile(ten, share))).toEqual([5, 9, 10, 1]);
  expect(percentile([7], 0.5)).toBe(7);
});

const lab = servingLab as unknown as Lab;
const forever = Number.POSITIVE_INFINITY;

async function run(given: object, tools = instruments(), seed = 1) {
  const params = servingLab.params.parse(given);
  const run = new InlineRun({ lab: 'serving', params, seed }, corpora(), new Map(), () => false, tools);
  const { events, done, failure } = await run.next(forever, forever);
  expect(failure).toBeUndefined();
  const state = events.reduce(lab.reduce, lab.start(params)) as State;
  return { events: events as Event[], result: done!.result as Result, state };
}

const small = { requests: 12, tokens: 6, batch: 4, rounds: 1 };

describe('the lab', () => {
  it('writes the same answers in all ways, and says what each of them costs', async () => {
    const { result, state } = await run(small);
    expect(result.same).toBe(true);
    expect(result.ways.map(({ way, places }) => [way, places])).toEqual([
      ['reread', 1],
      ['alone', 1],
      ['static', 4],
      ['continuous', 4],
    ]);
    expect(result.sizes.map(({ places }) => places)).toEqual([1, 2, 4, 8]);
    // By this clock a step of a batch takes no longer than one of a single text.
    const speeds = result.sizes.map(({ tokens_per_second }) => tokens_per_second);
    expect(speeds).toEqual([...speeds].sort((a, b) => a - b));
    // Alone, without a pause: a step for each token but the last one of each question.
    const steps = result.prompt_tokens + result.answer_tokens - result.requests;
    expect(result.sizes[0].seconds).toBeCloseTo(steps / 1000, 9);
    expect(result.sizes[0]).toMatchObject({ busy: 1, full: 1, between_ms: 1 });
    const picture = pictureOf(servingLab, state, 80, 24);
    expect(picture).toContain('continuous, 4');
    expect(picture).toContain('batch of  8');
    expect(picture).toContain('the same answers');
  });

  it('all at once, or so many in the time that one takes alone', async () => {
    const { result } = await run({ ...small, rate: 0 });
    expect(result.requests_per_second).toBeNull();
    expect(result.ways[1]).toMatchObject({ busy: 1, full: 1 });
    const often = (await run({ ...small, rate: 2 })).result;
    expect(often.requests_per_second).toBeCloseTo(2000 / often.alone_ms, 9);
  });

  it('of several rounds the best is kept', async () => {
    let looks = 0;
    // Each look is late, at first more than later.
    const calming = { ...instruments(), clock: () => ++looks + 1000 * Math.log(looks) };
    const { events, result } = await run({ ...small, rounds: 3, rate: 0 }, calming);
    const rows = events.flatMap((event) =>
      event.kind === 'measured' && event.list === 'sizes' && event.row.places === 1 ? [event.row] : [],
    );
    expect(rows).toHaveLength(3);
    expect(rows[2].seconds).toBeLessThan(rows[0].seconds);
    expect(result.sizes[0]).toEqual(rows[2]);
    const best = { ...rows[2], way: 'alone', places: 3 } satisfies Row;
    expect(withRow([best], { ...best, seconds: 2 * best.seconds })).toEqual([best]);
  });

  it('answers that differ are told, and fail', async () => {
    const { events, result, state } = await run(small);
    const last = events.at(-1) as Extract<Event, { kind: 'measured' }>;
    const wrong = lab.reduce(state, { ...last, same: false }) as State;
    expect(pictureOf(servingLab, wrong, 80, 24)).toContain('the answers differ');
    expect([servingLab.passes!(result), servingLab.passes!({ ...result, same: false })]).toEqual([true, false]);
  });
});
