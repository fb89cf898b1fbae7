import { describe, expect, test } from 'vitest';
import type { Event, Result } from '../../../src/labs/gpt-train/events.ts';
import { gptTrainLab } from '../../../src/labs/gpt-train/lab.ts';
import { openTextModel } from '../../../src/labs/text-model.ts';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineTeam, type MakeTeam } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const settings = {
  corpus: 'cat',
  vocabulary_size: 300,
  context: 12,
  width: 16,
  layers: 1,
  heads: 2,
  batch: 4,
  every: 5,
};

/** Spoils the numbers of one step. */
interface Poison {
  readonly step: number;
  /** Its loss is one still. */
  readonly quietly?: boolean;
}

const teamWith =
  (poison?: Poison): MakeTeam =>
  (parts, learner) => {
    const team = new InlineTeam(parts, learner);
    const gradients = (step: number): number => {
      const loss = team.gradients(step);
      if (step + 1 !== poison?.step) return loss;
      learner.parameters.gradients.data[0] = Number.NaN;
      return poison.quietly ? loss : Number.NaN;
    };
    return { gradients, close: () => team.close() };
  };

interface Given {
  /** By name, besides the corpora on board. */
  readonly files?: Record<string, Uint8Array>;
  /** By the number of the event after which they are given. */
  readonly commands?: Record<number, string>;
  readonly poison?: Poison;
}

async function train(
  given: object,
  { files = {}, commands = {}, poison }: Given = {},
): Promise<{ events: Event[]; result: Result }> {
  const data = corpora();
  const open: typeof data.open = (name) => {
    const bytes = files[name.replace(/^\.\//, '')];
    return bytes ? { name, chunks: () => [bytes] } : data.open(name);
  };
  const steps = gptTrainLab.run(gptTrainLab.params.parse({ ...settings, ...given }), {
    rng: new Random(1),
    seed: 1,
    data: { ...data, open },
    cache: new Map(),
    kernels: kernelsNamed('plain'),
    team: () => teamWith(poison),
  } as Parameters<typeof gptTrainLab.run>[1]);
  const events: Event[] = [];
  let step = await steps.next();
  while (!step.done) {
    events.push(step.value);
    const name = commands[events.length];
    step = await steps.next(name === undefined ? undefined : { name });
  }
  return { events, result: step.value };
}

/** The picture after these events. */
function seen(events: readonly Event[], given: object = {}): string {
  const params = gptTrainLab.params.parse({ ...settings, ...given });
  const state = events.reduce((state, event) => gptTrainLab.reduce(state, event), gptTrainLab.start(params));
  return pictureOf(gptTrainLab, state, 100, 24);
}

/** The last run that was given. */
const runOf = (events: readonly Event[]): Uint8Array =>
  (events.findLast((event) => event.kind === 'run') as Extract<Event, { kind: 'run' }>).bytes;

/** What it consists of, but for the knobs that made it. */
function numbersOf(events: readonly Event[]): unknown {
  const { about, tensors } = decodeCheckpoint(runOf(events));
  return { ...(about as object), watched: undefined, tensors };
}

function poisoned(run: Checkpoint, name: string, value: number): Checkpoint {
  const { shape, data } = run.tensors.get(name)!;
  const spoilt = data.slice();
  spoilt[3] = value;
  return { ...run, tensors: new Map([...run.tensors, [name, { shape, data: spoilt }]]) };
}

describe('training', () => {
  test('learns: what it never saw surprises it less and less', async () => {
    const { events, result } = await train({ steps: 100, lr: 0.01 });
    const looks = events.filter((event) => event.kind === 'look');
    expect(looks[0].held_out).toBeCloseTo(Math.log(result.vocabulary), 0);
    expect(result.held_out_loss).toBeLessThan(looks[0].held_out! - 1);
    expect(result.text.startsWith('The')).toBe(true);
  });

  test('the picture tells what is measured when: the last steps now, unseen text at the last look, and as the result in the end', async () => {
    const { events, result } = await train({ steps: 100, lr: 0.01, every: 40 });
    const at = (step: number) =>
      events.findIndex((event) => 'step' in event && event.kind !== 'begin' && event.step === step);
    const second = events[at(40)] as Extract<Event, { kind: 'look' }>;
    const line = `unseen ${second.held_out!.toFixed(2)}`;
    expect(seen(events.slice(0, at(40) + 1))).toContain(`${line} · knowing`);
    expect(seen(events.slice(0, at(79) + 1))).toContain(`${line} at step 40 · knowing`);
    const lossAt = (step: number) => Number(/loss ([\d.]+)/.exec(seen(events.slice(0, at(step) + 1)))![1]);
    // Of ten steps, not of all since the last look: a mean of those would lag behind.
    const losses = await Promise.all(
      [69, 79].map(async (steps) => (await train({ steps: 100, lr: 0.01, every: steps })).events),
    );
    const sums = losses.map((events, i) => {
      const look = events.find((event) => event.kind === 'look' && event.step === [69, 79][i]);
      return (look as Extract<Event, { kind: 'look' }>).train! * [69, 79][i];
    });
    expect(lossAt(79)).toBeCloseTo((sums[1] - sums[0]) / 10, 2);
    const last = events.findLast((event) => event.kind === 'look')!;
    expect([last.held_out, last.bits_per_byte]).toEqual([result.held_out_loss, result.held_out_bits_per_byte]);
  });

  test('is looked at eight times where steps are few, and after each hundred else', async () => {
    const stepsOf = async (steps: number) =>
      (await train({ steps, every: undefined })).events.flatMap((event) => (event.kind === 'look' ? [event.step] : []));
    expect(await stepsOf(30)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 30]);
    expect(await stepsOf(3)).toEqual([0, 1, 2, 3]);
  });

  test('in characters and words too, and on one long text', async () => {
    for (const given of [{ unit: 'char' }, { unit: 'word' }, { unit: 'char', lines: false }]) {
      const { result } = await train({ ...given, steps: 5 });
      expect(result.steps).toBe(5);
    }
  });

  test('with words that only the held-out lines have', async () => {
    const text = Array.from({ length: 40 }, (_, i) => `the cat sat on mat ${i}`).join('\n');
    const files = { 'own.txt': new TextEncoder().encode(text) };
    const { result } = await train({ corpus: 'own.txt', unit: 'word', steps: 5 }, { files });
    expect(result.held_out_loss).toBeGreaterThan(0);
  });

  test('in another script than the prompt: that is left out, and said', async () => {
    const text = Array.from({ length: 40 }, (_, i) => `кошка сидит на коврике ${i}`).join('\n');
    const files = { 'own.txt': new TextEncoder().encode(text) };
    const { events, result } = await train({ corpus: 'own.txt', unit: 'char', steps: 5 }, { files });
    expect(events[0]).toMatchObject({ kind: 'begin', unread: true });
    expect(result.text).not.toContain('The');
    expect((await train({ steps: 1 })).events[0]).toMatchObject({ unread: false });
  });

  test.each<[string, object, string | Uint8Array, string]>([
    ['shorter than the context', { context: 1000 }, 'The cat sat.', 'a context of 1000 tokens is longer than'],
    ['of blanks', {}, ' \n\t\n\n', 'a context of 12 tokens is longer than what there is to learn from: 1'],
    ['of blanks, as one', { lines: false, unit: 'char' }, ' \n ', 'a context of 12 tokens is longer'],
    ['of bytes', {}, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff), 'the text is not UTF-8 (own.txt)'],
    ['with a zero', {}, 'The\0cat', 'it holds a NUL byte (own.txt)'],
  ])('a text %s is refused', async (_, given, text, words) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    await expect(train({ ...given, corpus: 'own.txt' }, { files: { 'own.txt': bytes } })).rejects.toThrow(words);
  });
});

describe('going on', () => {
  test('from a saved run gives the numbers of one that never stopped, wherever it stopped', async () => {
    const whole = await train({ steps: 13 });
    for (const event of [2, 5, 7, 99]) {
      const stopped = await train({ steps: 13 }, { commands: { [event]: 'finish' } });
      const files = { 'run.bin': runOf(stopped.events) };
      const onward = await train({ steps: 13, resume: 'run.bin' }, { files });
      expect(onward.result).toEqual(whole.result);
      expect(numbersOf(onward.events)).toEqual(numbersOf(whole.events));
    }
  });

  test('a run is given on demand, in the middle', async () => {
    const { events } = await train({ steps: 12 }, { commands: { 1: 'save', 6: 'save' } });
    const runs = events.filter((event) => event.kind === 'run');
    expect(runs.map(({ step }) => step)).toEqual([1, 3, 12]);
  });

  test('a run can be made longer', async () => {
    const { events } = await train({ steps: 3 });
    const files = { 'run.bin': runOf(events) };
    expect((await train({ resume: 'run.bin', steps: 5 }, { files })).result).toMatchObject({ steps: 5, of: 5 });
    await expect(train({ resume: 'run.bin', steps: 2 }, { files })).rejects.toThrow(
      'has taken 3 steps already (--steps)',
    );
  });

  test('on another text, with another network, or from something else than a run, is refused', async () => {
    const { events } = await train({ steps: 2 });
    const files = {
      'run.bin': runOf(events),
      'other.bin': encodeCheckpoint({ kind: 'gan', about: 0, tensors: new Map() }),
    };
    const text = 'the run learnt from another text (toyland). Name the text it began with: cat.';
    await expect(train({ resume: 'run.bin', corpus: 'toyland' }, { files })).rejects.toThrow(text);
    const network = 'the run was begun with 16, not 32 (--width). Leave the flag out';
    await expect(train({ resume: 'run.bin', width: 32 }, { files })).rejects.toThrow(network);
    await expect(train({ resume: 'other.bin' }, { files })).rejects.toThrow(
      'the kind "gan", not "gpt-run" (other.bin)',
    );
  });

  const damaged: readonly (readonly [string, (run: Checkpoint) => Checkpoint, string])[] = [
    ['weights that are no numbers', (run) => poisoned(run, 'weights', Number.NaN), 'no transformer that this version'],
    ['a memory without bounds', (run) => poisoned(run, 'square', Number.POSITIVE_INFINITY), 'no transformer'],
    ['fewer weights', (run) => ({ ...run, tensors: new Map([...run.tensors].slice(1)) }), 'no transformer'],
    [
      'settings of another version',
      (run) => ({ ...run, about: { ...(run.about as object), powers: 7 } }),
      'no transformer',
    ],
  ];

  test.each(damaged)('from %s is refused, by whoever writes with it too', async (_, change, words) => {
    const { events } = await train({ steps: 1 });
    const bytes = encodeCheckpoint(change(decodeCheckpoint(runOf(events))));
    const files = { 'run.bin': bytes };
    await expect(train({ resume: 'run.bin' }, { files })).rejects.toThrow(words);
    const data = { ...corpora(), open: () => ({ name: 'run.bin', chunks: () => [bytes] }) };
    const opened = openTextModel('run.bin', { data, kernels: kernelsNamed('plain'), cache: new Map() });
    await expect(opened).rejects.toThrow(words);
  });
});

describe('training that blows up', () => {
  test('ends, says so, and gives no run after that', async () => {
    const given = { commands: { 1: 'save' }, poison: { step: 7 } };
    const { events, result } = await train({ steps: 30 }, given);
    expect(events.at(-1)).toEqual({ kind: 'diverged', step: 7, of: 30 });
    expect(events.flatMap((event) => (event.kind === 'run' ? [event.step] : []))).toEqual([1]);
    expect(result).toMatchObject({ diverged: true, steps: 7, train_loss: null, held_out_loss: null });
    expect(gptTrainLab.passes!(result)).toBe(false);
  });

  test('to numbers that are worse than knowing nothing, says so, and gives no run, not even on demand', async () => {
    const { events, result } = await train({ steps: 30, lr: 10 }, { commands: { 20: 'save' } });
    const nothing = Math.log(result.vocabulary);
    expect(result).toMatchObject({ diverged: true, steps: 30 });
    expect(result.train_loss).toBeGreaterThan(1.5 * nothing);
    expect(events.at(-1)).toEqual({ kind: 'diverged', step: 30, of: 30, loss: result.train_loss });
    expect(events.filter(({ kind }) => kind === 'run')).toEqual([]);
    expect(gptTrainLab.passes!(result)).toBe(false);
    const said = result.held_out_loss === null ? 'it learnt from' : 'it never saw';
    const loss = (result.held_out_loss ?? result.train_loss!).toFixed(3);
    expect(gptTrainLab.tell!(result)).toBe(
      `blown up after 30 steps: ${loss} nats a token on text that ${said}; knowing nothing is ${nothing.toFixed(3)}`,
    );
    expect(seen(events)).toContain('blown up at step 30: far worse than knowing nothing. A lower rate (lr) helps');
  });

  test('is not what happens to one that knows its text by heart, and is far off on any other', async () => {
    const fits = 'so it is said. '.repeat(40);
    const text = Array.from({ length: 20 }, (_, i) => (i % 10 === 9 ? 'dais tho sit' : fits)).join('\n');
    const files = { 'own.txt': new TextEncoder().encode(text) };
    const given = { corpus: 'own.txt', unit: 'char', steps: 200, lr: 0.03 };
    const { result } = await train(given, { files });
    expect(result.held_out_loss).toBeGreaterThan(1.5 * Math.log(result.vocabulary));
    expect(result.diverged).toBe(false);
  });

  // Events: begin, the first look, and one for each step.
  test.each<[string, object, Record<number, string>]>([
    ['a look', { steps: 50, every: 5 }, {}],
    ['the last step', { steps: 5, every: 50 }, {}],
    ['a word to save', { steps: 50, every: 50 }, { 7: 'save' }],
    ['a word to finish', { steps: 50, every: 50 }, { 7: 'finish' }],
  ])('unnoticed in its loss, is found by %s', async (_, given, commands) => {
    const { events, result } = await train(given, { commands, poison: { step: 5, quietly: true } });
    expect(result).toMatchObject({ diverged: true, steps: 5 });
    expect(events.filter(({ kind }) => kind === 'run')).toEqual([]);
    expect(result.text).toBe(events.findLast((event) => event.kind === 'look')!.text);
  });
});
