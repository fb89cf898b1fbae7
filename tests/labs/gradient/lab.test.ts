/** Descent against closed forms: what a parabola does with each step can be written down. */
import { describe, expect, it } from 'vitest';
import { curveNames, curveOf, numericSlope } from '../../../src/labs/gradient/curves.ts';
import { gradientLab as lab } from '../../../src/labs/gradient/lab.ts';
import type { Event, Params, Result } from '../../../src/labs/gradient/params.ts';
import { Random } from '../../../src/nn/random.ts';
import { InlineHost, runEvents } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

async function run(given: Partial<Params> = {}) {
  const params = lab.params.parse(given);
  const events: Event[] = [];
  let state = lab.start(params);
  const steps = runEvents(new InlineHost(corpora()), { lab: lab.id, params, seed: 1 });
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, state, result: value as Result };
    events.push(value as Event);
    state = lab.reduce(state, value as Event);
  }
}

const picture = (state: Parameters<typeof lab.view>[0], width = 80, height = 24): string =>
  pictureOf(lab, state, width, height);

describe('the curves', () => {
  it.each(curveNames)('%s: the formula of the slope is the slope', (name) => {
    const random = new Random(4);
    for (let i = 0; i < 50; i++) {
      const curve = curveOf(name, 0.5 + 5 * random.next());
      const place = Array.from({ length: curve.directions }, () => 4 * random.next() - 2);
      const [formula, nudged] = [curve.slope(place), numericSlope(curve.loss, place)];
      formula.forEach(
        (slope, k) => void expect(Math.abs(slope - nudged[k])).toBeLessThan(1e-5 * (1 + Math.abs(slope))),
      );
    }
  });

  it.each(curveNames)('%s: nowhere is it lower than at its bottom', (name) => {
    const random = new Random(5);
    const curve = curveOf(name, 2);
    expect(curve.loss(curve.bottom)).toBeCloseTo(curve.least, 12);
    for (const slope of curve.slope(curve.bottom)) expect(slope).toBeCloseTo(0, 10);
    for (let i = 0; i < 2000; i++) {
      const place = Array.from({ length: curve.directions }, () => 6 * random.next() - 3);
      expect(curve.loss(place)).toBeGreaterThanOrEqual(curve.least);
    }
  });
});

describe('descent on a parabola', () => {
  it('multiplies x by 1 − rate · curvature, step by step', async () => {
    const { events } = await run({ learning_rate: 0.15, curvature: 4, start: 2 });
    for (const event of events) {
      if (event.kind !== 'step') continue;
      const x = 2 * 0.4 ** event.step;
      expect(event.place[0]).toBeCloseTo(x, 12);
      expect(event.loss).toBeCloseTo(2 * x * x, 12);
      expect(event.slope[0]).toBeCloseTo(4 * x, 12);
      expect(event.numeric[0]).toBeCloseTo(4 * x, 6);
    }
  });

  it.each([0.1, 0.7, 2, 3, 10, 100])(
    'curvature %f: diverges beyond 2 / curvature, exactly there',
    async (curvature) => {
      const limit = 2 / curvature;
      const verdictAt = async (learning_rate: number) => (await run({ learning_rate, curvature })).result.verdict;
      if (limit * (1 + 1e-6) > 10) return void expect(await verdictAt(10)).not.toBe('diverged');
      expect(await verdictAt(limit * (1 + 1e-6))).toBe('diverged');
      expect(await verdictAt(limit)).toBe('bouncing');
      expect(await verdictAt(limit * (1 - 1e-6))).toBe('on-the-way');
      expect((await run({ curvature, learning_rate: limit / 2 })).result).toMatchObject({ verdict: 'reached', limit });
    },
  );

  it('with momentum the limit is 2 (1 + momentum) / curvature', async () => {
    for (const momentum of [0.3, 0.6, 0.9]) {
      const limit = 1 + momentum;
      const at = async (learning_rate: number) => (await run({ learning_rate, momentum, steps: 1000 })).result;
      expect((await at(limit * 1.01)).diverged).toBe(true);
      expect((await at(limit * 0.99)).diverged).toBe(false);
      expect((await at(limit * 0.9)).verdict).toBe('reached');
    }
  });

  it('needs one step where the rate is 1 / curvature', async () => {
    const { result } = await run({ learning_rate: 0.25, curvature: 4 });
    expect(result.second).toMatchObject({ x: 0, loss: 0 });
  });

  it('moves as the recurrence with momentum says', async () => {
    const { events } = await run({ learning_rate: 0.1, momentum: 0.5, curvature: 2, start: 1 });
    let [before, now] = [1, 1];
    for (const event of events) {
      if (event.kind !== 'step') continue;
      expect(event.place[0]).toBeCloseTo(now, 12);
      [before, now] = [now, now - 0.1 * 2 * now + 0.5 * (now - before)];
    }
  });
});

describe('the other landscapes', () => {
  it('in the narrow valley momentum is much faster, each at its best rate', async () => {
    const best = async (momentum: number): Promise<number> => {
      const taken: number[] = [];
      for (let rate = 0.1; rate < 2; rate += 0.1) {
        const { result } = await run({ curve: 'narrow-valley', momentum, learning_rate: rate, steps: 1000 });
        if (result.steps_to_reach !== null) taken.push(result.steps_to_reach);
      }
      return Math.min(...taken);
    };
    const [plain, heavy] = [await best(0), await best(0.5)];
    expect(heavy * 1.5).toBeLessThan(plain);
  });

  it('of two valleys descent takes the near one, and momentum carries it over', async () => {
    expect((await run({ curve: 'two-valleys' })).result.verdict).toBe('other-valley');
    expect((await run({ curve: 'two-valleys', start: 1.5 })).result.verdict).toBe('reached');
    expect((await run({ curve: 'two-valleys', momentum: 0.9, steps: 300 })).result.verdict).toBe('reached');
  });

  it.each([1.2, 1.25, 1.4])(
    'at rate %f it jumps about between two valleys for ever: no divergence',
    async (learning_rate) => {
      const jumping = { curve: 'two-valleys', start: 0.5, learning_rate } as const;
      for (const steps of [50, 100, 200, 400, 1000]) {
        const { result, events } = await run({ ...jumping, steps });
        const highest = Math.max(...events.map((event) => (event.kind === 'step' ? event.loss : 0)));
        expect(highest).toBeLessThan(5);
        expect(result.verdict).not.toBe('diverged');
      }
      const { state } = await run({ ...jumping, steps: 400 });
      expect(picture(state, 80, 24)).not.toMatch(/ever higher|for ever/);
    },
  );

  it('where the limit is unknown, what runs away has diverged, also after few steps', async () => {
    for (const curve of ['two-valleys', 'rosenbrock'] as const) {
      for (const steps of [3, 10, 1000]) {
        const { result } = await run({ curve, start: 2, learning_rate: 4, steps });
        expect(result.verdict).toBe('diverged');
      }
    }
  });

  it('Rosenbrock’s valley is found, and walked to its end', async () => {
    const { result } = await run({ curve: 'rosenbrock', learning_rate: 0.005, momentum: 0.9, steps: 1000 });
    expect(result.verdict).toBe('reached');
    expect(result.last.x).toBeCloseTo(1, 1);
    expect(result.last.y).toBeCloseTo(1, 1);
    expect((await run({ curve: 'rosenbrock', learning_rate: 0.05 })).result.diverged).toBe(true);
  });
});

describe('its picture', () => {
  it('says in words what became of it, at every size', async () => {
    for (const [width, height] of [
      [54, 11],
      [54, 15],
      [53, 20],
      [80, 24],
      [120, 40],
    ]) {
      const said = async (params: Partial<Params>) =>
        picture((await run(params)).state, width, height).replace(/[\s│]+/g, ' ');
      expect(await said({})).toContain('At the bottom after 26 steps.');
      expect(await said({ learning_rate: 1.02 })).toMatch(/Diverged: .* The limit is 2 \/ 2 = 1\./);
      expect(await said({ learning_rate: 1 })).toContain('Bounces for ever');
      expect(await said({ learning_rate: 0.001 })).toContain('Still on the way after 50 steps.');
      expect(await said({ curve: 'two-valleys' })).toContain('another valley is deeper');
      expect(await said({ curve: 'narrow-valley', learning_rate: 1.2 })).toContain('Diverged');
    }
  });

  it('shows the ball, and the slope by formula and by nudging', async () => {
    const shown = picture((await run()).state);
    expect(shown).toContain('●');
    expect(shown).toMatch(/slope −0\.00907 · by nudging −0\.00907/);
    expect(picture((await run({ curve: 'rosenbrock', learning_rate: 0.005 })).state)).toContain('●');
  });
});
