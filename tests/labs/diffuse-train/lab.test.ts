/** A small network learns live: its loss falls, its weights are kept, and it ends when it is told to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { diffuseTrainLab } from '../../../src/labs/diffuse-train/lab.ts';
import type { Event, LookEvent, Result } from '../../../src/labs/diffuse-train/params.ts';
import { LearnedDenoiser } from '../../../src/models/diffusion/learned.ts';
import { range, toPixel } from '../../../src/models/diffusion/pixels.ts';
import { placesOf } from '../../../src/models/diffusion/prompt.ts';
import { sampleAll } from '../../../src/models/diffusion/sample.ts';
import { modelFromCheckpoint } from '../../../src/models/diffusion/weights.ts';
import { decodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';

/** Of an odd number of pictures a step has one part, for which no thread is started. */
const begin = (given: object): InlineRun => {
  const params = diffuseTrainLab.params.parse({ batch: 5, ...given });
  return new InlineRun({ lab: 'diffuse-train', params, seed: 2 }, corpora(), new Map());
};
const isLook = (event: Event): event is LookEvent => event.kind === 'look';
const weightsOf = (events: readonly Event[]): Uint8Array =>
  events.flatMap((e) => (e.kind === 'weights' ? [e.bytes] : []))[0];

describe('a training', () => {
  let events: Event[];
  let result: Result;
  beforeAll(async () => {
    const batch = await begin({ steps: 60, every: 20 }).next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    expect(batch.failure).toBeUndefined();
    events = batch.events as Event[];
    result = batch.done!.result as Result;
  });

  it('learns: its loss falls far below that of a network that says nothing', () => {
    const losses = events.filter(isLook).map(({ loss }) => loss);
    expect(losses).toHaveLength(4);
    expect(losses[0]).toBeNull();
    expect(losses[3]).toBeLessThan(0.9 * losses[1]!);
    expect(result).toMatchObject({ steps: 60, of: 60, loss: losses[3], width: 16, height: 16 });
  });

  it('looks at the same noise each time: only the network changes', () => {
    const looks = events.filter(isLook);
    expect(looks.map(({ step }) => step)).toEqual([0, 20, 40, 60]);
    expect(looks[1].pixels).not.toEqual(looks[2].pixels);
    expect(result.pictures.flat()).toHaveLength(looks[3].pixels.length);
    looks[3].pixels.forEach((x, i) => {
      expect(result.pictures.flat()[i]).toBeCloseTo(x, 3);
    });
  });

  it('gives weights that draw what was seen last, but for what a byte rounds away', () => {
    const model = modelFromCheckpoint(decodeCheckpoint(weightsOf(events)), kernelsNamed());
    const denoiser = new LearnedDenoiser(model);
    denoiser.prompts = [placesOf(['boat', 'sea', 'red'], model.vocabulary)];
    denoiser.guidance = 3;
    const options = { schedule: denoiser.schedule, sampler: 'ddim', steps: 20, clip: range } as const;
    const drawn = sampleAll(denoiser, 1, options, new Random(2)).map(toPixel);
    const off = drawn.reduce((sum, x, i) => sum + Math.abs(x - result.pictures[0][i]), 0) / drawn.length;
    expect(off).toBeLessThan(0.05);
    denoiser.free();
    model.weights.arena.free();
  });
});

it('told to finish, it ends with what it has', async () => {
  const run = begin({ steps: 1000, every: 500 });
  const before = await run.next(4, Number.POSITIVE_INFINITY);
  expect(before.events.map((event) => (event as Event).kind)).toEqual(['begin', 'look', 'training', 'training']);
  run.send({ name: 'finish' });
  const { events, done } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  expect(events.map((event) => (event as Event).kind)).toEqual(['look', 'weights']);
  expect(done!.result).toMatchObject({ steps: 2, of: 1000 });
  expect(decodeCheckpoint(weightsOf(events as Event[])).kind).toBe('diffusion-model');
});

it('at far too high a rate it ends with no loss instead of failing', async () => {
  const { events, done, failure } = await begin({ steps: 30, every: 10, lr: 0.1, batch: 1 }).next(
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  );
  expect(failure).toBeUndefined();
  expect(done).toBeDefined();
  expect(
    (events as Event[])
      .filter(isLook)
      .flatMap(({ pixels }) => [...pixels])
      .every((x) => x >= 0 && x <= 1),
  ).toBe(true);
});

it('asks for words that it can learn before it begins', async () => {
  const { failure } = await begin({ prompt: 'a snowman' }).next(1, Number.POSITIVE_INFINITY);
  expect(failure?.message).toMatch(/^it has never seen "snowman" \(prompt\)\. It draws cat, house, /);
});
