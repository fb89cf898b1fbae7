/** A run of the GAN that goes on from an earlier one with another knob: what it says and draws is about the new game. */
import { beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../../../src/data/numbers/targets.ts';
import { ganLab } from '../../../src/labs/gan/lab.ts';
import type { Event, FrameEvent } from '../../../src/labs/gan/params.ts';
import type { State } from '../../../src/labs/gan/view.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const lab = ganLab as unknown as Lab;
const short = { steps: 60, every: 20 };

async function play(given: object, from?: unknown): Promise<Event[]> {
  const params = ganLab.params.parse({ ...short, ...given });
  const run = new InlineRun({ lab: 'gan', params, seed: 3, from }, corpora(), new Map());
  const { events, failure } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  expect(failure).toBeUndefined();
  return events as Event[];
}

const isFrame = (event: Event): event is FrameEvent => event.kind === 'frame';
const told = (events: readonly Event[], state = lab.start({})): State => events.reduce(lab.reduce, state) as State;
const drawn = (state: State): string => pictureOf(lab, state, 100, 30);

let before: Event[];
let moment: unknown;
beforeAll(async () => {
  before = (await play({})).slice(0, 3);
  moment = lab.moment!(before[2]);
});

describe('on from an earlier moment', () => {
  it('takes steps to the new number of them, and says so', async () => {
    const after = await play({ steps: 100 }, moment);
    expect(after.filter(isFrame).map(({ step }) => step)).toEqual([40, 60, 80, 100]);
    expect(drawn(told(after, told(before)))).toContain('step 100 of 100');
  });

  it('is refused where the new number of steps lies behind', async () => {
    const params = ganLab.params.parse({ ...short, steps: 10 });
    const run = new InlineRun({ lab: 'gan', params, seed: 3, from: moment }, corpora(), new Map());
    const { failure } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    expect(failure?.message).toBe('step 20 is past 10 already (steps). Give more steps, or go further back.');
  });

  it('with another loss draws what that one knows: a score, no chance', async () => {
    expect(drawn(told(before))).toMatch(/D: real\?[\s\S]*2 ln 2/);
    const picture = drawn(told(await play({ loss: 'wasserstein' }, moment), told(before)));
    expect(picture).toContain('score of D');
    expect(picture).not.toMatch(/D: real\?|ln 2/);
  });

  it('with another target measures against that one, and until then shows the picture before', async () => {
    const [target, ...frames] = await play({ target: 'three-modes' }, moment);
    expect(drawn(told([target], told(before)))).toBe(drawn(told(before)));
    const picture = drawn(told([target, ...frames], told(before)));
    expect(picture).toContain('three-modes');
    expect(picture).toMatch(/modes: \d+ % \(33\), \d+ % \(33\), \d+ % \(33\)/);
    const { wasserstein, wasserstein_sigma } = frames.filter(isFrame)[0];
    expect(wasserstein / wasserstein_sigma).toBeCloseTo(targets['three-modes'].std, 9);
  });

  it.each([
    [{}, ''],
    [{ pack: 2 }, 'D began anew'],
    [{ latent: 2 }, 'G began anew'],
    [{ pack: 2, latent: 2 }, 'G and D began anew'],
  ])('%o: says which network began anew: %s', async (change, words) => {
    const picture = drawn(told(await play(change, moment), told(before)));
    expect(picture.includes('began anew')).toBe(words !== '');
    expect(picture).toContain(words);
  });
});

describe('pictures far apart', () => {
  it('leave it stoppable and on its way between them: a word each 100 steps, that draws and tells nothing', async () => {
    const events = await play({ steps: 450, every: 400 });
    expect(events.map((event) => [event.kind, event.kind === 'target' ? undefined : event.step])).toEqual([
      ['target', undefined],
      ['frame', 0],
      ...[100, 200, 300].map((step) => ['training', step]),
      ['frame', 400],
      ['frame', 450],
    ]);
    const state = told(events.slice(0, 2));
    expect(told(events.slice(2, 5), state)).toBe(state);
    expect(events.slice(2, 5).map((event) => [lab.line!(event), lab.share!(event)])).toEqual(
      [100, 200, 300].map((step) => [undefined, step / 450]),
    );
  });

  it('a command is heard between them', async () => {
    const params = ganLab.params.parse({ steps: 300, every: 300 });
    const run = new InlineRun({ lab: 'gan', params, seed: 1 }, corpora(), new Map());
    await run.next(3, Number.POSITIVE_INFINITY);
    run.send({ name: 'generator' });
    const { events } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    expect((events as Event[]).find(isFrame)).toMatchObject({ step: 300, who: 'generator' });
  });
});

describe('a training that blows up', () => {
  it('ends with nothing measured instead of failing, and JSON says null', async () => {
    const events = await play({ optimizer: 'sgd', lr_g: 1, lr_d: 1, loss: 'wasserstein', penalty: 100 });
    const last = events.filter(isFrame).at(-1)!;
    expect(last.mean).toBeNaN();
    expect(lab.line!(last)).toMatchObject({ wasserstein: null, mean: null, d_loss: null });
    expect(drawn(told(events))).toContain('W1 - σ');
  });
});

it('keeps as many losses as a picture can show, however long the run', () => {
  const [target, frame] = before;
  let state = told([target]);
  for (let step = 0; step < 5000; step++) state = told([{ ...(frame as FrameEvent), step }], state);
  expect(state.losses.length).toBeLessThanOrEqual(1000);
  expect([state.losses[0].step, state.losses.at(-1)!.step]).toEqual([0, 4999]);
});
