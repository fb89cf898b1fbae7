/** The GAN's numbers by diffusion: what the lab tells and draws is what its model makes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { histogram, wassersteinDistance } from '../../../src/data/numbers/measure.ts';
import { targets } from '../../../src/data/numbers/targets.ts';
import { diffuse1dLab } from '../../../src/labs/diffuse-1d/lab.ts';
import { type Event, type FrameEvent, params, type Result } from '../../../src/labs/diffuse-1d/params.ts';
import type { State } from '../../../src/labs/diffuse-1d/view.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { Diffusion1dConfigSchema } from '../../../src/models/diffusion-1d/config.ts';
import { Probe } from '../../../src/models/diffusion-1d/probe.ts';
import { Trainer } from '../../../src/models/diffusion-1d/train.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const lab = diffuse1dLab as unknown as Lab;
const short = { steps: 60, every: 20, sampling_steps: 8 };
const isFrame = (event: Event): event is FrameEvent => event.kind === 'frame';

async function play(given: object, from?: unknown) {
  const whole = params.parse({ ...short, ...given });
  const run = new InlineRun({ lab: 'diffuse-1d', params: whole, seed: 3, from }, corpora(), new Map());
  const { events, done, failure } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return { events: events as Event[], result: done?.result as Result | undefined, failure };
}
const told = (events: readonly Event[], state = lab.start({})): State => events.reduce(lab.reduce, state) as State;
const drawn = (state: State, width = 100, height = 30): string => pictureOf(lab, state, width, height);

let whole: Awaited<ReturnType<typeof play>>;
beforeAll(async () => {
  whole = await play({ target: 'skewed' });
});

describe('a run', () => {
  it('draws at the start, every so often and at the end, and tells the last of it', () => {
    const frames = whole.events.filter(isFrame);
    expect(frames.map(({ step }) => step)).toEqual([0, 20, 40, 60]);
    const { wasserstein, mean, std, modes } = frames[3];
    expect(whole.result).toMatchObject({ seed: 3, steps: 60, wasserstein, mean, std, modes, sampling_steps: 8 });
    expect(whole.result!.loss).toBeCloseTo((frames[1].loss + frames[2].loss + frames[3].loss) / 3, 12);
    expect(whole.result!.missed.length).toBeGreaterThan(0);
  });

  it('measures and draws 10,000 numbers of its model at the end', () => {
    const config = Diffusion1dConfigSchema.parse({ steps: 60, sampling_steps: 8 });
    const trainer = new Trainer(config, targets.skewed, 3, kernelsNamed());
    while (trainer.steps < 60) trainer.step();
    const samples = new Probe(trainer).samples(10_000);
    expect(whole.result!.wasserstein).toBeCloseTo(wassersteinDistance(samples, targets.skewed), 10);
    const frame = whole.events.filter(isFrame)[3];
    expect(frame.made).toEqual(histogram(samples, targets.skewed.range, 61));
    expect(frame.paths.map((numbers) => numbers.length)).toEqual(new Array(9).fill(12));
    expect(frame.paths[8]).toEqual(Array.from(samples.subarray(0, 12)));
  });

  it('stays stoppable between pictures far apart, with a word that draws and tells nothing', async () => {
    const { events } = await play({ steps: 250, every: 250 });
    expect(events.map((event) => [event.kind, lab.share!(event)])).toEqual([
      ['target', undefined],
      ['frame', 0],
      ['training', 100 / 250],
      ['training', 200 / 250],
      ['frame', 1],
    ]);
    expect(lab.line!(events[2])).toBeUndefined();
    const state = told(events.slice(0, 2));
    expect(lab.reduce(state, events[2])).toBe(state);
  });

  it('goes on with another target, and until its first picture shows the one before', async () => {
    const { moment } = whole.events.filter(isFrame)[1];
    const before = told(whole.events.slice(0, 3));
    const { events } = await play({ target: 'bimodal', steps: 80 }, moment);
    expect(events.filter(isFrame).map(({ step }) => step)).toEqual([40, 60, 80]);
    expect(drawn(told(events.slice(0, 1), before))).toBe(drawn(before));
    expect(drawn(told(events, before))).toMatch(/bimodal[\s\S]*modes: \d+ % \(50\), \d+ % \(50\)/);
  });
});

describe('the picture', () => {
  it('shows data, model and output where there is room, and the numbers alone where there is little', () => {
    const state = told(whole.events);
    expect(drawn(state)).toMatch(
      /data: skewed[\s\S]*on their way out[\s\S]*under the noise[\s\S]*error falls[\s\S]*W1/,
    );
    expect(drawn(state, 40, 14)).toMatch(/real[\s\S]*made[\s\S]*W1/);
    expect(drawn(lab.start({}) as State)).toContain('drawing the first numbers');
  });
});

describe('what it refuses', () => {
  it('more steps back than there, before it trains', async () => {
    const { events, failure } = await play({ noise_steps: 50, sampling_steps: 51 });
    expect(events).toEqual([]);
    expect(failure?.message).toBe('51 steps back are more than the 50 there (sampling_steps). Give 50 or fewer.');
  });

  it('fewer steps than have been taken', async () => {
    const { moment } = whole.events.filter(isFrame)[2];
    const { failure } = await play({ target: 'skewed', steps: 30 }, moment);
    expect(failure?.message).toContain('step 40 is past 30 already');
  });
});

it('at far too high a rate ends with what it missed instead of failing; JSON has null for what is no number', async () => {
  const { events, result } = await play({ lr: 1, steps: 400, every: 400 });
  const last = events.filter(isFrame).at(-1)!;
  expect(lab.line!({ ...last, loss: Number.NaN, mean: Number.NaN })).toMatchObject({ loss: null, mean: null });
  expect(result!.missed.length).toBeGreaterThan(0);
});
