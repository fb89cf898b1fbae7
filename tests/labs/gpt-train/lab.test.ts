import { describe, expect, test } from 'vitest';
import { gptTrainLab } from '../../../src/labs/gpt-train/lab.ts';
import type { Event, Result } from '../../../src/labs/gpt-train/params.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineTeam } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';

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

/** @param files by name, besides the corpora on board
 *  @param commands by the number of the event after which they are given */
async function train(
  given: object,
  { files = {}, commands = {} }: { files?: Record<string, Uint8Array>; commands?: Record<number, string> } = {},
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
    team: () => (parts: number, learner: ConstructorParameters<typeof InlineTeam>[1]) => new InlineTeam(parts, learner),
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

const bytesOf = (events: readonly Event[], kind: 'run' | 'weights'): Uint8Array =>
  (events.findLast((event) => event.kind === kind) as Extract<Event, { kind: 'run' }>).bytes;

describe('training', () => {
  test('learns: what it never saw surprises it less and less', async () => {
    const { events, result } = await train({ steps: 100, lr: 0.01 });
    const looks = events.filter((event) => event.kind === 'look');
    expect(looks[0].held_out).toBeCloseTo(Math.log(result.vocabulary), 0);
    expect(result.held_out_loss).toBeLessThan(looks[0].held_out! - 1);
    expect(result.text.startsWith('The')).toBe(true);
  });

  test('in characters and words too, and on one long text', async () => {
    for (const given of [{ unit: 'char' }, { unit: 'word' }, { unit: 'char', lines: false }]) {
      const { result } = await train({ ...given, steps: 5 });
      expect(result.steps).toBe(5);
    }
  });

  test('a text that is shorter than the context is refused', async () => {
    await expect(train({ context: 1000, steps: 1 })).rejects.toThrow('a context of 1000 tokens is longer than');
  });
});

describe('going on', () => {
  test('from a saved run gives the numbers of one that never stopped', async () => {
    const whole = await train({ steps: 20 });
    // The third event is the first word of how far it is.
    const stopped = await train({ steps: 20 }, { commands: { 3: 'finish' } });
    expect(stopped.result.steps).toBeLessThan(20);
    const onward = await train(
      { steps: 20, resume: 'run.bin' },
      { files: { 'run.bin': bytesOf(stopped.events, 'run') } },
    );
    expect(bytesOf(onward.events, 'weights')).toEqual(bytesOf(whole.events, 'weights'));
    expect(onward.result.held_out_loss).toBe(whole.result.held_out_loss);
  });

  test('a run is given on demand, in the middle', async () => {
    const { events } = await train({ steps: 12 }, { commands: { 3: 'save' } });
    const runs = events.filter((event) => event.kind === 'run');
    expect(runs.map(({ step }) => step)).toEqual([5, 12]);
  });

  test('on another text, or from something else than a run, is refused', async () => {
    const { events } = await train({ steps: 2 });
    const files = { 'run.bin': bytesOf(events, 'run'), 'weights.bin': bytesOf(events, 'weights') };
    await expect(train({ resume: 'run.bin', corpus: 'toyland' }, { files })).rejects.toThrow('another text');
    await expect(train({ resume: 'weights.bin' }, { files })).rejects.toThrow('weights.bin');
  });
});
