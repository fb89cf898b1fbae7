/** Whose taste a model follows: picked pair by pair, written to a file, and read from one. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from '../../../src/data/corpus.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { dpoLab } from '../../../src/labs/dpo/lab.ts';
import type { PairEvent } from '../../../src/labs/dpo/picks.ts';
import { parseParams } from '../../../src/labs/knobs.ts';
import type { Command, NeuralContext } from '../../../src/labs/lab.ts';
import type { MadeEvent, RunEvent } from '../../../src/labs/stages/params.ts';
import { isRefusal } from '../../../src/models/pipeline/exam-questions.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineTeam } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';
import { render } from '../../../src/render/render.ts';
import { corpora } from '../corpora.ts';
import { documents, questions, quick, tinyChat } from './tiny.ts';

const weights = tinyChat();

/** Files by name, bytes as they are. */
function files(more: Readonly<Record<string, Uint8Array>> = {}): DataSource {
  const usual = corpora({ './documents': documents });
  return {
    open: (name) => (more[name] ? { name, chunks: () => [more[name]] } : usual.open(name)),
    weights: async () => weights,
  };
}

type Say = (pair: PairEvent) => string | undefined;

interface Ran {
  readonly pairs: PairEvent[];
  readonly made: Readonly<Record<string, Uint8Array>>;
  readonly run?: Uint8Array;
  readonly result: ReturnType<typeof shown>;
}

const shown = (result: unknown) =>
  dpoLab.result.parse(result) as {
    before: Record<string, number>;
    after: Record<string, number>;
    taste: {
      left_out: number;
      yours: Record<string, { share: number; of: number }>;
      preferences: { question: string; chosen: string; rejected: string }[];
    };
  };

/** @param say what is said to each pair @param save when to ask for what there is: at this step */
async function run(params: object, say: Say = () => 'a', data = files(), save?: number): Promise<Ran> {
  const given = parseParams(dpoLab.params, { documents: 'documents', ...quick, ...params });
  const kernels = kernelsNamed();
  const team = () => (parts: number, learner: never) => new InlineTeam(parts, learner);
  const context = { rng: new Random(3), seed: 3, data, cache: new Map(), kernels, team } as unknown as NeuralContext;
  const steps = dpoLab.run(given, context);
  const pairs: PairEvent[] = [];
  let made: MadeEvent['files'] = {};
  let kept: Uint8Array | undefined;
  let next: Command | undefined;
  for (;;) {
    const { value, done } = await steps.next(next);
    next = undefined;
    if (done) return { pairs, made, run: kept, result: shown(value) };
    const event = value as PairEvent | MadeEvent | RunEvent | { kind: 'training'; step: number };
    if (event.kind === 'pair') {
      pairs.push(event);
      expect(dpoLab.asks!(event)?.map(({ key }) => key)).toEqual(['A', 'B', 'X', 'F']);
      const name = say(event);
      next = name === undefined ? undefined : { name };
    } else expect(dpoLab.asks!(event)).toBeUndefined();
    if (event.kind === 'made') made = event.files;
    if (event.kind === 'training' && event.step === save) next = { name: 'save' };
    if (event.kind === 'run') kept ??= event.bytes;
  }
}

/** The side that refuses, if one alone does; else what is true, if one alone is; else A. */
const truth = new Map(questions.taught.facts.map(({ question, answer }) => [question, answer]));
const careful: Say = ({ question, a, b }) => {
  if (isRefusal(a) !== isRefusal(b)) return isRefusal(a) ? 'a' : 'b';
  return b === truth.get(question) ? 'b' : 'a';
};

let refused: Ran;
beforeAll(async () => {
  refused = await run({ preferences: 'mine' }, careful, files(), 2);
});

describe('preferences of one’s own', () => {
  it('asks about twenty pairs that one can have a taste in', () => {
    const { pairs } = refused;
    expect(pairs.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(pairs.map(({ question }) => question)).size).toBe(20);
    const world = makeWorld(1);
    const kinds = pairs.map(({ question, a, b }) => {
      if (isRefusal(a) !== isRefusal(b)) {
        const howTo = questions.taught.howTos.find((one) => one.question === question)!.howTo;
        expect([a, b]).toContain(howTo.answer);
        return howTo.harmful ? 'harmful' : 'harmless';
      }
      const fact = questions.taught.facts.find((one) => one.question === question);
      if (!fact || (a !== fact.answer && b !== fact.answer)) return 'drawn';
      // The other one is the same sentence, true of somebody else only.
      const lie = a === fact.answer ? b : a;
      const values = world.people.map((person) => person[fact.relation]).filter((value) => value !== fact.value);
      expect(values.some((value) => lie.includes(value) && !lie.includes(fact.value))).toBe(true);
      return 'fact';
    });
    for (const kind of ['harmful', 'harmless', 'fact']) {
      expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThanOrEqual(5);
    }
    const sides = pairs.filter(({ a, b }) => isRefusal(a) !== isRefusal(b)).map(({ a }) => isRefusal(a));
    expect(new Set(sides)).toEqual(new Set([true, false]));
  });

  it('learns from the picks alone, and tells what they say', () => {
    const { pairs, result, made } = refused;
    const { taste, before, after } = result;
    const picks = pairs.map((pair) => {
      const [chosen, rejected] = careful(pair) === 'a' ? [pair.a, pair.b] : [pair.b, pair.a];
      return { question: pair.question, chosen, rejected };
    });
    expect(taste.preferences).toEqual(picks);
    expect(new TextDecoder().decode(made['preferences.ndjson'])).toBe(
      picks.map((p) => `${JSON.stringify(p)}\n`).join(''),
    );
    expect(taste.yours).toMatchObject({
      refused_harmful: { share: 1 },
      refused_harmless: { share: 1 },
      knowledge: { share: 1 },
    });
    expect(before.as_picked).toBeLessThan(0.9);
    expect(after.as_picked).toBeGreaterThan(before.as_picked);
  });

  it('goes where the taste goes: whoever picks the other way round makes another model', async () => {
    const { result, made } = await run({ preferences: 'mine' }, (pair) => (careful(pair) === 'a' ? 'b' : 'a'));
    expect(result.taste.yours).toMatchObject({
      refused_harmful: { share: 0 },
      refused_harmless: { share: 0 },
      knowledge: { share: 0 },
    });
    expect(result.after.as_picked).toBeGreaterThan(result.before.as_picked);
    expect(made['dpo.bin']).not.toEqual(refused.made['dpo.bin']);
  });

  it('is repeated by the file that it leaves', async () => {
    const data = files({ './picks.ndjson': refused.made['preferences.ndjson'] });
    const again = await run({ preferences: 'picks.ndjson' }, undefined, data);
    expect(again.pairs).toEqual([]);
    expect(again.made).toEqual(refused.made);
    expect(again.result).toEqual(refused.result);
  });

  it('goes on with a saved run without asking again, and with no other preferences', async () => {
    const data = files({
      './run': refused.run!,
      './other': new TextEncoder().encode('{"question":"Q?","chosen":"A.","rejected":"B."}'),
    });
    const rest = await run({ preferences: 'mine', resume: 'run' }, undefined, data);
    expect(rest.pairs).toEqual([]);
    expect(rest.made).toEqual(refused.made);
    await expect(run({ preferences: 'other', resume: 'run' }, undefined, data)).rejects.toThrow(
      'the run began with another model or other texts (run).',
    );
    const { kind, about, tensors } = decodeCheckpoint(refused.run!);
    const { watched, ...others } = about as { watched: object };
    const unasked = { ...others, watched: { ...watched, answers: undefined } };
    const begun = files({ './run': encodeCheckpoint({ kind, about: unasked, tensors }) });
    const mine = run({ preferences: 'mine', resume: 'run' }, undefined, begun);
    await expect(mine).rejects.toThrow('the run was begun with other preferences, not mine (--preferences).');
  });

  it('asks again until it is answered, ends early when told to, and wants one pick', async () => {
    let times = 0;
    const { pairs, result } = await run({ preferences: 'mine', steps: 1 }, ({ number }) => {
      times++;
      if (times === 1) return undefined;
      if (times === 2) return 'no such command';
      return ['', 'b', 'skip', 'a', 'finish'][number];
    });
    expect(pairs.map(({ number }) => number)).toEqual([1, 1, 1, 2, 3, 4]);
    expect(result.taste.preferences.map(({ chosen }) => chosen)).toEqual([pairs[0].b, pairs[4].a]);
    const none = /^all pairs were skipped, so there is nothing to learn from\. Pick A or B/;
    await expect(run({ preferences: 'mine' }, () => 'skip')).rejects.toThrow(none);
    await expect(run({ preferences: 'mine' }, () => 'finish')).rejects.toThrow(/^no pair was picked/);
  });
});

describe('preferences from a file', () => {
  it('leaves out what is too long for the model, and says so', async () => {
    const lines = [
      { question: 'What is this?', chosen: 'It is short.', rejected: 'It is not.' },
      { question: 'And this?', chosen: 'so long '.repeat(60), rejected: 'No.' },
    ];
    const file = new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join('\n'));
    const { result } = await run({ preferences: 'f', steps: 1 }, undefined, files({ './f': file }));
    expect(result.taste).toMatchObject({ left_out: 1, yours: {}, preferences: [lines[0]] });
    const long = new TextEncoder().encode(JSON.stringify(lines[1]));
    const none = run({ preferences: 'f' }, undefined, files({ './f': long }));
    await expect(none).rejects.toThrow('no preference fits into a model that reads 64 tokens (f). Give shorter ones.');
    await expect(none).rejects.toBeInstanceOf(InputError);
  });
});

it.each([
  [80, 24],
  [40, 12],
  [40, 14],
  [51, 18],
])('shows a pair and its keys in %i columns and %i rows', (width, height) => {
  for (const pair of refused.pairs) {
    const state = dpoLab.reduce(dpoLab.start({}), pair);
    const screen = render(dpoLab.view(state, { width, height }), { width, height, colour: 0, unicode: true }).join(' ');
    const words = screen.replace(/[│╭╮╰╯─]/g, ' ').replace(/\s+/g, ' ');
    for (const text of [pair.question, pair.a, pair.b, `${pair.number} of 20: which is better? A, B, X skips`])
      expect(words).toContain(text);
  }
});
