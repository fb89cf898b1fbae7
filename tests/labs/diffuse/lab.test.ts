/** From noise to a picture: what prompt, guidance, chance, count, steps taken earlier and the exact model do to it. */
import { describe, expect, it } from 'vitest';
import { diffuseLab } from '../../../src/labs/diffuse/lab.ts';
import type { Event } from '../../../src/labs/diffuse/params.ts';
import { encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { shippedWeights } from '../../../src/store/shipped-weights.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';
import { attempt, play } from './play.ts';

const failureOf = async (params: object, given?: Parameters<typeof attempt>[1]): Promise<string | undefined> =>
  (await attempt(params, given)).failure?.message;

/** Files of the learner's own, by name. */
const files = (all: Record<string, Uint8Array>) => ({
  ...corpora(),
  open: (name: string) => ({ name, chunks: () => [all[name]] }),
});

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]) * (x - b[i]), 0) / a.length);

/** The state after some events. */
const told = (events: readonly Event[], state = diffuseLab.start(diffuseLab.params.parse({}))) =>
  events.reduce((state, event) => diffuseLab.reduce(state, event), state);

describe('guidance', () => {
  it('0 ignores the prompt, to the last bit', async () => {
    const [cat, boat, none] = await Promise.all([
      play({ prompt: 'a cat', guidance: 0 }),
      play({ prompt: 'a red boat at night', guidance: 0 }),
      play({ prompt: '', guidance: 1 }),
    ]);
    expect(boat.events.slice(1)).toEqual(cat.events.slice(1));
    expect(none.result.pixels).toEqual(cat.result.pixels);
  });

  it('3 does not', async () => {
    const [cat, boat] = await Promise.all([play({ prompt: 'a cat' }), play({ prompt: 'a red boat at night' })]);
    expect(apart(cat.result.pixels, boat.result.pixels)).toBeGreaterThan(0.1);
  });
});

describe('a picture', () => {
  it('is one of the seed: words that mean the same give the same', async () => {
    const [one, two, other] = await Promise.all([
      play({ prompt: 'a kitten at midnight' }),
      play({ prompt: 'night, cat' }),
      play({ prompt: 'night, cat' }, { seed: 4 }),
    ]);
    expect(two.result.pixels).toEqual(one.result.pixels);
    expect(apart(one.result.pixels, other.result.pixels)).toBeGreaterThan(0.05);
  });

  it('is what the last guess was, and its numbers are those of pixels', async () => {
    const { steps, result } = await play({ prompt: 'a cat' });
    const { guess } = steps.at(-1)!;
    expect(result.pixels).toHaveLength(24 * 24 * 3);
    result.pixels.forEach((pixel, i) => {
      expect(pixel).toBeCloseTo((guess[i] + 2) / 4, 3);
    });
    expect(result.pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  });

  it('is the first of several, too', async () => {
    const [one, three] = await Promise.all([play({ prompt: 'a cat' }), play({ prompt: 'a cat', count: 3 })]);
    const size = 24 * 24 * 3;
    expect(three.result.pixels).toHaveLength(3 * size);
    expect(apart(three.result.pixels.slice(0, size), one.result.pixels)).toBeLessThan(1e-3);
    expect(apart(three.result.pixels.slice(size, 2 * size), one.result.pixels)).toBeGreaterThan(0.05);
  });

  it('clears up: noise falls from step to step, from all to little', async () => {
    const { steps } = await play({ steps: 5 });
    expect(steps.map(({ step, of, t }) => [step, of, t])).toEqual(
      [1000, 800, 600, 400, 200].map((t, i) => [i + 1, 5, t]),
    );
    const levels = steps.map(({ noise_level }) => noise_level);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(levels[0]).toBeGreaterThan(0.999);
  });

  it('with ddpm has chance on the way, that the seed decides too', async () => {
    const [ddim, ddpm, again] = await Promise.all([play({}), play({ sampler: 'ddpm' }), play({ sampler: 'ddpm' })]);
    expect(ddpm.steps[0]).toEqual(ddim.steps[0]);
    expect(apart(ddpm.result.pixels, ddim.result.pixels)).toBeGreaterThan(0.01);
    expect(again.result).toEqual(ddpm.result);
  });
});

describe('words', () => {
  it('that are strange or too many are told, and the others followed', async () => {
    const { result, events } = await play({ prompt: 'a cat and a dog in the moutains' });
    expect(result).toMatchObject({ words: ['cat'], unknown: ['moutains'] });
    const picture = pictureOf(diffuseLab, told(events), 100, 30).replace(/\s*│\s*/g, ' ');
    expect(picture).toMatch(/does not know/);
    expect(picture).toMatch(/left out/);
  });

  it('that are all strange end it, with what could be drawn', async () => {
    const message = await failureOf({ prompt: 'a dragon' });
    expect(message).toMatch(/^it has never seen "dragon".* It draws cat, dog, .*; with mountains, .*white\.$/);
    expect(message).not.toContain('\n');
  });

  it('that say nothing ask for any picture', async () => {
    const [nothing, none] = await Promise.all([play({ prompt: 'a picture of the' }), play({ prompt: '' })]);
    expect(nothing.result.words).toEqual([]);
    expect(apart(nothing.result.pixels, none.result.pixels)).toBeLessThan(1e-4);
  });

  it('never seen together in training are said to be so', async () => {
    const heldOut = (events: readonly Event[]) =>
      events.flatMap((event) => (event.kind === 'model' ? event.heldOut : []));
    expect(heldOut((await play({ prompt: 'a cat in the desert' })).events)).toEqual([true]);
    expect(heldOut((await play({ prompt: 'a cat by the sea' })).events)).toEqual([false]);
  });
});

describe('the exact model', () => {
  it('can only copy; the network makes something new', async () => {
    const [exact, learned] = await Promise.all([
      play({ prompt: 'a red boat', model: 'exact', steps: 20, examples: 60 }),
      play({ prompt: 'a red boat', steps: 20, examples: 60 }),
    ]);
    const [copy, made] = [exact.result.nearest!, learned.result.nearest!];
    expect(copy).toMatchObject({ is_copy: true, of: 60 });
    expect(copy.distance).toBeLessThan(0.002);
    expect(made.is_copy).toBe(false);
    expect(made.distance).toBeGreaterThan(0.05);
    expect(made.typical).toBe(copy.typical);
  });

  it('says so when it has nothing to copy', async () => {
    expect(await failureOf({ model: 'exact', examples: 0 })).toBe(
      'the exact model knows nothing (examples). Give it some to copy.',
    );
  });
});

describe('on from an earlier step', () => {
  it('with another prompt: from there on it draws that, with what was laid down before', async () => {
    const before = await play({ prompt: 'a cat at night', steps: 6 });
    const { moment } = before.steps[2];
    const [after, anew] = await Promise.all([
      play({ prompt: 'a house by day', steps: 6 }, { from: structuredClone(moment) }),
      play({ prompt: 'a house by day', steps: 6 }),
    ]);
    expect(after.steps.map(({ step, of }) => [step, of])).toEqual([
      [4, 6],
      [5, 6],
      [6, 6],
    ]);
    expect(after.result.pixels).not.toEqual(before.result.pixels);
    expect(after.result.pixels).not.toEqual(anew.result.pixels);
  });

  it('says what it draws now', async () => {
    const before = await play({ prompt: 'a cat at night' });
    const after = await play({ prompt: 'a house by day', guidance: 5 }, { from: before.steps[1].moment });
    const picture = pictureOf(diffuseLab, told(after.events, told(before.events.slice(0, 3))), 100, 30);
    expect(picture).toMatch(/a house by day/);
    expect(picture).toMatch(/guidance 5/);
    expect(picture).not.toMatch(/cat/);
  });

  it('in other steps: as many as are left of them', async () => {
    const { steps } = await play({ steps: 4 });
    const after = await play({ steps: 10 }, { from: steps[1].moment });
    expect(after.steps.map(({ t }) => t)).toEqual([700, 600, 500, 400, 300, 200, 100]);
  });

  it('is refused with another number of pictures', async () => {
    const { steps } = await play({});
    expect(await failureOf({ count: 2 }, { from: steps[1].moment })).toBe(
      'pictures of another number or size cannot go on from here (count). Begin again.',
    );
  });
});

describe('a sketch', () => {
  const art = new TextEncoder().encode(Array.from({ length: 12 }, (_, i) => (i < 6 ? '.' : '@').repeat(24)).join('\n'));
  const data = files({ './art.txt': art });
  const light = (pixels: readonly number[], from: number, to: number): number =>
    pixels.slice(from * 72, to * 72).reduce((sum, x) => sum + x, 0) / ((to - from) * 72);

  it('stays as it is at strength 0, and shows through in between', async () => {
    const [same, half, none] = await Promise.all([
      play({ init: 'art.txt', strength: 0 }, { data }),
      play({ init: 'art.txt', strength: 0.4, prompt: '', steps: 10 }, { data }),
      play({ prompt: '', steps: 10 }),
    ]);
    expect(same.steps).toEqual([]);
    expect(light(same.result.pixels, 0, 12)).toBeCloseTo(0.15, 3);
    expect(light(same.result.pixels, 12, 24)).toBeCloseTo(0.95, 3);
    expect(half.steps[0].t).toBe(400);
    expect(apart(half.result.pixels, same.result.pixels)).toBeLessThan(apart(none.result.pixels, same.result.pixels));
    expect(light(half.result.pixels, 12, 24) - light(half.result.pixels, 0, 12)).toBeGreaterThan(0.3);
  });

  it('begins every one of several pictures', async () => {
    const { result } = await play({ init: 'art.txt', strength: 0, count: 3 }, { data });
    const size = 24 * 24 * 3;
    expect(result.pixels.slice(size, 2 * size)).toEqual(result.pixels.slice(0, size));
    expect(result.pixels.slice(2 * size)).toEqual(result.pixels.slice(0, size));
    const { steps } = await play({ init: 'art.txt', strength: 0.5, count: 2 }, { data });
    expect(steps[0].x.every(Number.isFinite)).toBe(true);
    expect(steps[0].x.slice(size)).not.toEqual(steps[0].x.slice(0, size));
  });
});

describe('weights of one’s own', async () => {
  const shipped = new Uint8Array(await shippedWeights('diffusion'));

  it('are taken instead of those on board', async () => {
    const [own, board] = await Promise.all([
      play({ weights: 'own.bin' }, { data: files({ './own.bin': shipped }) }),
      play({}),
    ]);
    expect(own.result).toEqual(board.result);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'damaged',
      shipped.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)),
      'this file of weights is damaged (own.bin). ',
    ],
    ['cut off', shipped.slice(0, 300_000), 'this file of weights is cut off (own.bin). '],
    ['a text', new TextEncoder().encode('hello'), 'this is not a file of weights (own.bin). '],
    ['empty', new Uint8Array(), 'this is not a file of weights (own.bin). '],
    [
      'of a GAN',
      encodeCheckpoint({ kind: 'gan', about: {}, tensors: new Map() }),
      'these are weights of the kind "gan", not "diffusion-model" (own.bin). ',
    ],
    [
      'of no network',
      encodeCheckpoint({ kind: 'diffusion-model', about: {}, tensors: new Map() }),
      'this file holds no diffusion model that this version can use (own.bin). ',
    ],
  ])('%s: refused in one line that names the file', async (_, bytes, words) => {
    const message = await failureOf({ weights: 'own.bin' }, { data: files({ './own.bin': bytes }) });
    expect(message?.startsWith(words), message).toBe(true);
  });
});
