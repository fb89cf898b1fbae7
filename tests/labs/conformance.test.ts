/** What every lab promises, whatever it shows: one suite for all of them. A new lab is tested by standing in the list. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, safeParse } from 'zod/v4/core';
import { InputError } from '../../src/data/input-error.ts';
import { findLab, labIds } from '../../src/labs/index.ts';
import { describeRange, knobsOf, parseParams } from '../../src/labs/knobs.ts';
import type { Lab, MeasuringContext, NeuralContext } from '../../src/labs/lab.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { InlineTeam } from '../../src/nn/parts.ts';
import { Random } from '../../src/nn/random.ts';
import { widthOf } from '../../src/render/cells.ts';
import type { Frame } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';
import { InlineRun } from '../../src/runner/run.ts';
import { corpora as corporaAnd } from './corpora.ts';
import { instruments } from './instruments.ts';

/** With texts that a lab can be measured on, or learn from, in a moment. */
const corpora = () =>
  corporaAnd({
    './held-out.txt': 'Ada lives in Fairport.\n',
    './documents.txt': `${'Ada lives in Fairport.\n\n'.repeat(40)}`,
    './preferences.ndjson': '{"question":"How?","chosen":"So.","rejected":"No."}\n',
  });

/** Events that are looked at; a lab may train for longer. */
const most = 300;

interface Seen {
  readonly events: unknown[];
  readonly result: unknown;
}

/** Shared by runs where only the bounds of a knob matter; that it changes nothing is tested below. */
const shared = new Map<string, unknown>();

async function run(
  lab: Lab,
  params: Record<string, unknown>,
  seed: number,
  max = most,
  cache = new Map<string, unknown>(),
): Promise<Seen> {
  const context: NeuralContext & MeasuringContext = {
    rng: new Random(seed),
    seed,
    data: corpora(),
    cache,
    kernels: kernelsNamed(),
    team: () => (parts, learner) => new InlineTeam(parts, learner),
    ...instruments(),
  };
  const steps = lab.run(params, context);
  const events: unknown[] = [];
  while (events.length < max) {
    const { value, done } = await steps.next();
    if (done) return { events, result: value };
    events.push(value);
  }
  return { events, result: undefined };
}

const never = (): boolean => false;

/** As toEqual, which takes its time over long lists of numbers and so is asked only where something differs. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** Freezes everything inside, so that whoever writes to it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** Every state that a run shows. */
function states(lab: Lab, params: Record<string, unknown>, events: readonly unknown[]): unknown[] {
  const all = [lab.start(params)];
  for (const event of events) all.push(lab.reduce(all[all.length - 1], event));
  return all;
}

/** At most n, evenly over all, the first and the last among them. */
function some<T>(all: readonly T[], n: number): T[] {
  if (all.length <= n) return [...all];
  return Array.from({ length: n }, (_, i) => all[Math.round((i * (all.length - 1)) / (n - 1))]);
}

const hostile = ['\x1b[31mred\x1b[0m\x07', '猫'.repeat(40), 'x'.repeat(300), '👩‍👩‍👧 é\u202e abc', '\n\n', ''];

/** A lab may refuse what only a run can find out, such as a file that is not there: in one line. */
async function unlessRefused(run: Promise<Seen>): Promise<Seen> {
  try {
    return await run;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return { events: [], result: undefined };
  }
}

/** Labs that train get less to do here. */
const quick: Record<string, object> = {
  'classify-vs-generate': { lessons: 2 },
  collect: { depth: 2 },
  dpo: {
    documents: './documents.txt',
    preferences: './preferences.ndjson',
    steps: 2,
    every: 2,
    exam: 4,
    batch: 2,
    earlier: 2,
  },
  pretrain: {
    documents: './documents.txt',
    held_out: './held-out.txt',
    vocabulary_size: 300,
    width: 8,
    layers: 1,
    batch: 4,
    steps: 2,
    every: 1,
  },
  finetune: { documents: './documents.txt', steps: 2, every: 2, exam: 4, rows: 2, earlier: 2 },
  reward: { documents: './documents.txt', steps: 2, every: 2, exam: 4, batch: 2 },
  rlhf: { documents: './documents.txt', steps: 2, every: 2, exam: 4, questions: 2, tries: 2, earlier: 2 },
  gan: { steps: 30, every: 10 },
  'gan-seeds': { target: 'normal', seeds: 2, steps: 10 },
  kernels: { size: 64, repeats: 1 },
  'kv-cache': { length: 24, width: 16, heads: 2, rounds: 1 },
  serving: { requests: 6, tokens: 3, batch: 2, rounds: 1 },
  noise: { pictures: 5, steps: 6 },
  temperature: { temperatures: '0 1', texts: 1, max_tokens: 4 },
  parallel: { length: 16, width: 16, rounds: 1 },
  'diffuse-quality': { prompts: 2, held_out: 1, seeds: 2, steps: 2, examples: 2, classifier_steps: 2, exam: 10 },
  'diffuse-1d': { steps: 30, every: 10, sampling_steps: 5 },
  diffuse: { steps: 3, examples: 5 },
  guidance: { scales: '0 3', steps: 2 },
  'next-word': { words: 4 },
  race: { by: 'steps', steps: 2, seeds: 1, width: 8, corpus: 'cat' },
  sabotage: { steps: 10, fault: 'mask' },
  'safety-filter': { requests: 2 },
  'diffuse-train': { steps: 2, every: 2, batch: 1 },
  attention: { lines: 4 },
  quantize: { exam: 4, bits: '4', held_out: './held-out.txt' },
  evaluate: { exam: 4, held_out: './held-out.txt' },
  'gpt-train': {
    corpus: 'cat',
    vocabulary_size: 300,
    context: 8,
    width: 16,
    layers: 1,
    heads: 2,
    batch: 2,
    steps: 4,
    every: 2,
  },
};

/** Stand for an upper bound at which one event takes seconds: more of the same work. */
const nearer: Record<string, Record<string, number>> = {
  kernels: { size: 256 },
  diffuse: { examples: 1000 },
  'diffuse-quality': { exam: 200 },
  quantize: { exam: 40 },
};

/** Events at the bounds of a knob, where each is more of the same training. */
const soon: Record<string, number> = { 'diffuse-train': 3, 'gpt-train': 4 };

describe.each(labIds)('lab %s', (id) => {
  let lab: Lab;
  let params: Record<string, unknown>;
  let seen: Seen;
  beforeAll(async () => {
    lab = await findLab(id);
    params = parse(lab.params, quick[id] ?? {});
    seen = await run(lab, params, 1, Number.POSITIVE_INFINITY);
  });

  it('is found under its own id and says what it is', () => {
    expect(lab.id).toBe(id);
    expect(lab.title.length).toBeLessThanOrEqual(60);
    expect(lab.about.split(/[.!?](?:\s|$)/).filter(Boolean).length).toBeGreaterThanOrEqual(2);
    if (lab.pace !== undefined) expect(lab.pace).toBeGreaterThan(0);
  });

  it('declares knobs that can be read, each with a description, a default and bounds', () => {
    const knobs = knobsOf(lab.params);
    expect(knobs.length).toBeGreaterThan(0);
    for (const knob of knobs) {
      expect(knob.name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(knob.about).toMatch(/^[A-Z].*[.?]$/);
      expect(knob.optional || knob.default !== undefined).toBe(true);
      if (knob.kind === 'number' || knob.kind === 'integer') {
        expect([knob.min, knob.max].every((bound) => typeof bound === 'number' && Number.isFinite(bound))).toBe(true);
      }
    }
    expect(new Set(knobs.flatMap(({ short }) => short ?? [])).size).toBe(knobs.filter(({ short }) => short).length);
  });

  it('gives the same events and result for the same seed, and leaves its params as they are', async () => {
    const given = frozen(structuredClone(params));
    expectSame(await run(lab, given, 1, Number.POSITIVE_INFINITY), seen);
    expect(given).toEqual(params);
  });

  it('gives other events for another seed, unless it says that nothing is left to chance', async () => {
    const same = seen.events.slice(0, most);
    let differs = false;
    for (let seed = 2; seed <= 5 && !differs; seed++) {
      differs = !isDeepStrictEqual((await run(lab, params, seed)).events, same);
    }
    expect(differs).toBe(lab.chance !== false);
  });

  it('does not depend on what an earlier run left in the cache', async () => {
    const cache = new Map<string, unknown>();
    const runs: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      const inline = new InlineRun({ lab: id, params, seed: 1 }, corpora(), cache, never, instruments());
      let batch = await inline.next(Number.POSITIVE_INFINITY, 60_000);
      while (!batch.done && !batch.failure) batch = await inline.next(Number.POSITIVE_INFINITY, 60_000);
      runs.push(batch.done?.result);
    }
    expectSame(runs, [seen.result, seen.result]);
  });

  it('goes on from each moment that it offers as if it had never stopped', async () => {
    const moments = seen.events.flatMap((event, at) => {
      const from = lab.moment?.(event);
      return from === undefined ? [] : [{ from: structuredClone(from), at }];
    });
    if (lab.moment) expect(moments.length).toBeGreaterThan(1);
    for (const { from, at } of some(moments, 4)) {
      const inline = new InlineRun({ lab: id, params, seed: 1, from }, corpora(), new Map(), never, instruments());
      const events: unknown[] = [];
      let batch = await inline.next(Number.POSITIVE_INFINITY, 60_000);
      for (; ; batch = await inline.next(Number.POSITIVE_INFINITY, 60_000)) {
        events.push(...batch.events);
        if (batch.done || batch.failure) break;
      }
      expect(batch.failure).toBeUndefined();
      expect(events.filter((event) => lab.moment!(event) !== undefined)).toEqual(
        seen.events.slice(at + 1).filter((event) => lab.moment!(event) !== undefined),
      );
    }
  });

  it('takes no step after a stop', async () => {
    for (const after of some([...seen.events.keys()], 3)) {
      let stopped = false;
      const inline = new InlineRun({ lab: id, params, seed: 1 }, corpora(), new Map(), () => stopped, instruments());
      const { events } = await inline.next(after, Number.POSITIVE_INFINITY);
      expect(events).toHaveLength(after);
      stopped = true;
      expect(await inline.next(1, 1000)).toEqual({ events: [] });
    }
  });

  it('gives events, states and a result that survive a structured clone', () => {
    expectSame(structuredClone(seen.events), seen.events);
    const all = some(states(lab, params, seen.events), 20);
    expectSame(structuredClone(all), all);
    expectSame(structuredClone(seen.result), seen.result);
  });

  it('gives a result that its schema accepts and JSON carries unchanged, in snake_case', () => {
    expectSame(lab.result.parse(seen.result), seen.result);
    expectSame(JSON.parse(JSON.stringify(seen.result)), seen.result);
    const keys = [...JSON.stringify(seen.result).matchAll(/"([^"]+)":/g)].map(([, key]) => key);
    expect(keys.filter((key) => /[A-Z]/.test(key))).toEqual([]);
    expect((seen.result as { seed: number }).seed).toBe(1);
  });

  it('reduces purely: states and events are left as they were, and told again they give the same', () => {
    let state = frozen(lab.start(frozen(structuredClone(params))));
    for (const event of seen.events) state = frozen(lab.reduce(state, frozen(structuredClone(event))));
    expectSame(state, states(lab, params, seen.events).at(-1));
  });

  it.each([
    [40, 12],
    [40, 100],
    [80, 24],
    [120, 40],
    [80, Number.POSITIVE_INFINITY],
  ])('draws every state in %i columns and %s rows without overflow', (width, height) => {
    for (const state of some(states(lab, params, seen.events), 40)) {
      expectToFit(lab.view(state, { width, height }), width, height);
    }
  });

  it('views purely, and its picture can be cloned', () => {
    for (const state of some(states(lab, params, seen.events), 10)) {
      const frame = lab.view(frozen(structuredClone(state)), { width: 80, height: 24 });
      expectSame(structuredClone(frame), frame);
      expectSame(lab.view(state, { width: 80, height: 24 }), frame);
    }
  });

  it('stands what a person may type into a text knob', async () => {
    const texts = knobsOf(lab.params).filter(({ kind, choices }) => kind === 'text' && !choices);
    for (const { name } of texts) {
      for (const value of hostile) {
        const parsed = safeParse(lab.params, { ...quick[id], [name]: value });
        if (!parsed.success) continue;
        const given = parsed.data as Record<string, unknown>;
        const { events } = await unlessRefused(run(lab, given, 1, 20, shared));
        for (const state of some(states(lab, given, events), 5)) {
          expectToFit(lab.view(state, { width: 40, height: 24 }), 40, 24);
        }
      }
    }
  });

  it('works at the bounds of every knob', async () => {
    for (const { name, min, max, kind, choices } of knobsOf(lab.params)) {
      if (kind === 'text') continue;
      for (const value of kind === 'choice' ? choices! : [min, nearer[id]?.[name] ?? max]) {
        if (value === params[name]) continue; // seen in every test
        const parsed = safeParse(lab.params, { ...quick[id], [name]: value });
        if (!parsed.success) continue; // a bound that is itself excluded, as in "above 0"
        const given = parsed.data as Record<string, unknown>;
        const { events } = await unlessRefused(run(lab, given, 1, soon[id] ?? 10, shared));
        expectToFit(lab.view(states(lab, given, events).at(-1), { width: 80, height: 24 }), 80, 24);
      }
    }
  });

  it('refuses impossible knobs with one clear line that names the knob', () => {
    const refused = (given: object): InputError => {
      try {
        parseParams(lab.params, given);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as Error).message).not.toContain('\n');
        return error as InputError;
      }
      throw new Error(`${JSON.stringify(given)} was accepted`);
    };
    expect(refused({ no_such_knob: 1 }).where).toBe('--no-such-knob');
    for (const knob of knobsOf(lab.params)) {
      const flag = `--${knob.name.replaceAll('_', '-')}`;
      const wrong: unknown[] = [null, {}, [], Number.NaN];
      if (knob.kind !== 'text') wrong.push('surely not');
      if (knob.kind === 'text') wrong.push(7);
      if (knob.min !== undefined) wrong.push(knob.min - 1);
      if (knob.max !== undefined) wrong.push(knob.max + 1, Number.POSITIVE_INFINITY);
      if (knob.kind === 'integer') wrong.push(knob.min! + 0.5);
      for (const value of wrong) {
        const error = refused({ [knob.name]: value });
        expect(error.where).toBe(flag);
        expect(error.remedy).toContain(describeRange(knob));
      }
    }
  });

  it('hears a command that it does not know and goes on', async () => {
    const inline = new InlineRun({ lab: id, params, seed: 1 }, corpora(), new Map(), never, instruments());
    const first = await inline.next(1, 1000);
    inline.send({ name: 'no such command', value: { deep: [1] } });
    const next = await inline.next(1, 10_000);
    expect(first.failure ?? next.failure).toBeUndefined();
    expectSame([...first.events, ...next.events], seen.events.slice(0, 2));
    for (const { key, label, name } of lab.commands ?? []) expect([key, label, name].every(Boolean)).toBe(true);
  });
});

function expectToFit(frame: Frame, width: number, height: number): void {
  const lines = render(frame, { width, height, colour: 0, unicode: true });
  expect(lines.length).toBeLessThanOrEqual(height);
  const wide = lines.filter((line) => widthOf(line) > width);
  expect(wide).toEqual([]);
  expect(lines.some((line) => line.trim() !== '')).toBe(true);
  expect(lines.filter((line) => /[\x00-\x1f\x7f\u202a-\u202e]/.test(line))).toEqual([]);
  const bare = render(frame, { width, height, colour: 0, unicode: false });
  expect(bare.filter((line) => widthOf(line) > width)).toEqual([]);
}

describe('findLab', () => {
  it('says what there is when there is no such lab', async () => {
    await expect(findLab('sampel')).rejects.toThrow('there is no lab "sampel". Did you mean sample?');
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString')), async (id) => {
        fc.pre(!labIds.includes(id));
        await expect(findLab(id)).rejects.toBeInstanceOf(InputError);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
