/** What small networks can fit and what they cannot, against closed forms and the best that any such curve could do. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseParams } from '../../../src/labs/knobs.ts';
import { curves, parsePoints, pointsOf, turnsOf, typedPoints } from '../../../src/labs/neuron/data.ts';
import { neuronLab as lab } from '../../../src/labs/neuron/lab.ts';
import { Network } from '../../../src/labs/neuron/network.ts';
import type { Event, Params, Result } from '../../../src/labs/neuron/params.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { Random } from '../../../src/nn/random.ts';
import { InlineHost, runEvents } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

async function run(given: Partial<Params> = {}, seed = 1) {
  const params = lab.params.parse(given);
  const events: Event[] = [];
  let state = lab.start(params);
  const steps = runEvents(new InlineHost(corpora()), { lab: lab.id, params, seed });
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, state, result: value as Result };
    events.push(value as Event);
    state = lab.reduce(state, value as Event);
  }
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The mean squared distance of the best curve that only rises, or only falls (pool adjacent violators, Ayer et al. 1955). */
function bestMonotone(y: readonly number[]): number {
  const rising = (heights: readonly number[]): number => {
    const pools: { sum: number; size: number }[] = [];
    for (const height of heights) {
      pools.push({ sum: height, size: 1 });
      while (pools.length > 1) {
        const [a, b] = pools.slice(-2);
        if (a.sum / a.size <= b.sum / b.size) break;
        pools.splice(-2, 2, { sum: a.sum + b.sum, size: a.size + b.size });
      }
    }
    const fitted = pools.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size));
    return mean(heights.map((height, i) => (height - fitted[i]) * (height - fitted[i])));
  };
  return Math.min(rising(y), rising([...y].reverse()));
}

describe('one neuron', () => {
  const pointsFor = (data: string) => pointsOf(data, 20, 0, new Random(1)).seen.y;

  it.each(['bump', 'sine', 'zigzag'])(
    'cannot fit %s: it is never better than the best curve that only rises or falls',
    async (data) => {
      const floor = bestMonotone(pointsFor(data));
      expect(floor).toBeGreaterThan(0.08);
      for (const activation of ['tanh', 'relu', 'sigmoid'] as const) {
        for (let seed = 1; seed <= 3; seed++) {
          const { result } = await run({ data, activation, hidden: 1, steps: 1500 }, seed);
          expect(result.loss).toBeGreaterThan(floor * 0.999);
          expect(result.turns).toBe(0);
        }
      }
    },
  );

  it('fits a step, and a bend of its own kind exactly', async () => {
    expect((await run({ data: 'step', hidden: 1, steps: 2000 })).result.loss).toBeLessThan(0.05);
    const x = Array.from({ length: 20 }, (_, i) => i / 4 - 2);
    const data = x.map((at) => `${at},${(3 * Math.tanh(1.5 * at - 0.5) + 7).toFixed(6)}`).join(' ');
    const { result } = await run({ data, hidden: 1, steps: 4000 });
    expect(result.loss).toBeLessThan(1e-3);
  });
});

describe('more neurons', () => {
  it.each(['sine', 'bump', 'zigzag'])('fit %s, which one cannot, with every seed', async (data) => {
    for (let seed = 1; seed <= 5; seed++) {
      const { result } = await run({ data, hidden: 16, steps: 2000 }, seed);
      expect(result.loss).toBeLessThan(0.03);
      expect(result.turns).toBe(result.data_turns);
    }
  });

  it('without a bend are a line: the one of least squares, however many they are', async () => {
    const data = pointsOf('sine', 20, 0, new Random(1)).seen;
    const [mx, my] = [mean(data.x), mean(data.y)];
    const slope =
      mean(data.x.map((x, i) => (x - mx) * (data.y[i] - my))) / mean(data.x.map((x) => (x - mx) * (x - mx)));
    const least = mean(data.x.map((x, i) => my + slope * (x - mx) - data.y[i]).map((off) => off * off));
    for (const [hidden, layers] of [
      [1, 1],
      [16, 1],
      [8, 3],
    ]) {
      const { result } = await run({ activation: 'none', hidden, layers });
      expect(result.loss).toBeCloseTo(least, 3);
      expect(result.loss).toBeGreaterThan(least - 1e-6);
    }
  });

  it('have the number of weights that can be counted by hand', async () => {
    const count = async (hidden: number, layers: number) => (await run({ hidden, layers, steps: 1 })).result.parameters;
    expect(await count(1, 1)).toBe(4);
    expect(await count(8, 1)).toBe(25);
    expect(await count(8, 3)).toBe(16 + 72 + 72 + 9);
  });

  it('learn few noisy points by heart, and get worse on others meanwhile', async () => {
    const params = { points: 8, noise: 0.5, hidden: 32, layers: 2, steps: 4000 };
    let worse = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const { result } = await run(params, seed);
      expect(result.loss).toBeLessThan(0.001);
      expect(result.held_out_loss).toBeGreaterThan(100 * result.loss);
      if (result.held_out_loss! > 1.2 * result.best_held_out_loss!) worse++;
    }
    expect(worse).toBeGreaterThanOrEqual(4);
  });
});

describe('its events', () => {
  it('tell the loss of the curve that they show', async () => {
    const { events, result } = await run({ data: '-2,4 0,1 1,0 3,9', steps: 300 });
    const [data, ...frames] = events;
    if (data.kind !== 'data') throw new Error('the data come first');
    const heights = (curve: readonly number[]): number[] =>
      data.x.map((x) => {
        const at = ((x - data.grid[0]) / (data.grid[60] - data.grid[0])) * 60;
        const i = Math.min(59, Math.floor(at));
        return curve[i] + (curve[i + 1] - curve[i]) * (at - i);
      });
    for (const frame of frames) {
      if (frame.kind !== 'frame') continue;
      const off = heights(frame.curve).map((y, i) => y - data.y[i]);
      expect(Math.abs(mean(off.map((d) => d * d)) - frame.loss)).toBeLessThan(0.02 * frame.loss + 0.001);
    }
    expect(result).toMatchObject({ held_out_loss: null, best_step: null, data_turns: null });
    expect(result.loss).toBeLessThan(result.first_loss / 100);
  });

  it('are at most some two hundred, whatever the number of steps', async () => {
    for (const steps of [1, 199, 401, 2000]) {
      const { events } = await run({ steps, hidden: 2 });
      expect(events.length).toBeLessThanOrEqual(203);
      expect(events.at(-1)).toMatchObject({ step: steps });
    }
  });

  it('a curve is the constant and what the neurons add', () => {
    const data = typedPoints(parsePoints('0,10 1,30 2,20 3,50') as { x: number[]; y: number[] });
    const params = lab.params.parse({ data: '0,10 1,30 2,20 3,50', hidden: 5, layers: 2 });
    const network = new Network(data, params, new Random(3), plainKernels());
    for (let i = 0; i < 50; i++) network.train();
    const { curve, constant, neurons } = network.draw();
    curve.forEach((y, i) => {
      expect(neurons.reduce((sum, line) => sum + line[i], constant)).toBeCloseTo(y, 3);
    });
  });
});

describe('its data', () => {
  test('are the curves of their names', () => {
    for (const x of [-1, -0.8, -0.3, 0, 0.1, 0.5, 0.9, 1])
      expect(curves.sine(x)).toBeCloseTo(Math.sin(Math.PI * x), 12);
    const ends = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].map(curves.zigzag);
    expect(ends).toEqual([0, -1, 0, 1, 0, -1, 0, 1, 0]);
    expect([curves.bump(0), curves.bump(0.2)]).toEqual([1, 0]);
  });

  test('turns are counted, wiggles are not', () => {
    expect(turnsOf([0, 1, 2, 3])).toBe(0);
    expect(turnsOf([0, 3, 1, 5, 5, 5, 0])).toBe(3);
    expect(turnsOf([5, 0, 0.05, 0, 5])).toBe(1);
    expect(turnsOf([1, 1])).toBe(0);
    expect(pointsOf('zigzag', 10, 0, new Random(1)).turns).toBe(4);
  });

  test('with noise lie about as far off as they were told', () => {
    const { seen } = pointsOf('sine', 200, 0.5, new Random(2));
    const off = seen.x.map((x, i) => seen.y[i] - Math.sin(Math.PI * x));
    expect(Math.sqrt(mean(off.map((d) => d * d)))).toBeCloseTo(0.5, 1);
  });

  test('typed points are all used, a quarter of them held out where there are enough', () => {
    const points = parsePoints('3,1; 0,5 -1,.5\n1e1,-2') as { x: number[]; y: number[] };
    expect(typedPoints(points)).toMatchObject({ seen: { x: [-1, 0, 3, 10], y: [0.5, 5, 1, -2] }, heldOut: { x: [] } });
    const many = typedPoints({ x: [...Array(12).keys()], y: Array(12).fill(0) });
    expect(many.heldOut.x).toEqual([2, 6, 10]);
    expect(many.seen.x).toHaveLength(9);
  });

  it.each([
    ['sines', '"sines" is neither a curve nor a point, at character 1'],
    ['0,1 1,0 2;3', '"2" is neither a curve nor a point, at character 9'],
    ['0,1 1,1.2.3 2,3', '"1,1.2.3" is neither a curve nor a point, at character 5'],
    ['0,1 1,0', 'too few points are given, at character 8'],
    ['0,1 0,2 0,3', 'all points have the same x, at character 1'],
    ['0,1 1,0 2,1e9', '2,1e9 lies too far out, at character 9'],
    ['', 'no points are given, at character 1'],
  ])('%s is refused in one line', (data, message) => {
    expect(() => parseParams(lab.params, { data })).toThrow(`${message} (--data). Give sine, step`);
  });

  test('whatever is typed is points, or told what is wrong', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,e -]{0,40}$/)), (text) => {
        const parsed = parsePoints(text);
        if (typeof parsed === 'string') expect(parsed).toMatch(/, at character \d+$/);
        else expect([...parsed.x, ...parsed.y].every(Number.isFinite)).toBe(true);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

describe('its picture', () => {
  const picture = (state: Parameters<typeof lab.view>[0], width: number, height: number): string =>
    pictureOf(lab, state, width, height);

  it.each([
    [54, 11],
    [54, 15],
    [53, 20],
    [80, 24],
  ])('in %i columns and %i rows shows points, curve and output', async (width, height) => {
    const shown = picture((await run({ data: 'bump', hidden: 1 })).state, width, height);
    expect(shown).toContain('•');
    expect(shown).toMatch(/[\u2801-\u28ff]/);
    expect(shown.replace(/[│\s]+/g, ' ')).toContain('Turns: 0, of the data: 1.');
  });

  it('says when it overfits, and only then', async () => {
    const over = await run({ points: 8, noise: 0.5, hidden: 32, layers: 2, steps: 4000 });
    expect(picture(over.state, 80, 24)).toContain('Overfitting');
    expect(picture((await run()).state, 80, 24)).not.toContain('Overfitting');
  });

  it('draws the neurons one by one where there is room', async () => {
    const { state } = await run({ hidden: 3 });
    expect(picture(state, 84, 36)).toContain('added by every neuron');
    expect(picture(state, 84, 24)).not.toContain('added by');
  });
});
