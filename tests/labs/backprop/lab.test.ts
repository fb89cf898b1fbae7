/** Gradients against micrograd's published figures, calculus done by hand, and nudges. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backpropLab as lab } from '../../../src/labs/backprop/lab.ts';
import { type Event, presets, type Result } from '../../../src/labs/backprop/params.ts';
import { parseParams } from '../../../src/labs/knobs.ts';
import type { Context } from '../../../src/labs/lab.ts';
import { pictureOf } from '../picture.ts';

function run(expression: string) {
  const params = lab.params.parse({ expression });
  let state = lab.start(params);
  const events: Event[] = [];
  const states = [state];
  const steps = lab.run(params, { seed: 1 } as Context) as Generator<Event, Result>;
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { events, states, state, result: value };
    events.push(value);
    states.push((state = lab.reduce(state, value)));
  }
}

const gradsOf = (expression: string): number[] => run(expression).result.variables.map(({ grad }) => grad);

describe('gradients', () => {
  it("are those of micrograd's README", () => {
    const { result } = run('micrograd');
    expect(result.name).toBe('g');
    expect(result.value.toFixed(4)).toBe('24.7041');
    expect(result.variables.map(({ name, grad }) => [name, grad.toFixed(4)])).toEqual([
      ['a', '138.8338'],
      ['b', '645.5773'],
    ]);
  });

  it('are those that calculus gives', () => {
    expect(gradsOf('chain')).toEqual([28]); // d (2x + 1)² = 4 (2x + 1)
    expect(gradsOf('twice')).toEqual([135]); // d (a + a²) a² = 3a² + 4a³
    expect(gradsOf('a=2; b=5; a*b + a/b')[1]).toBeCloseTo(2 - 2 / 25, 12);
    expect(gradsOf('x=0.7; tanh(x)')[0]).toBeCloseTo(1 / Math.cosh(0.7) ** 2, 12);
    expect(gradsOf('x=0.7; exp(-x)*log(x)')[0]).toBeCloseTo(Math.exp(-0.7) * (1 / 0.7 - Math.log(0.7)), 12);
    expect(gradsOf('x=2; x^-3')[0]).toBeCloseTo(-3 / 16, 12);
    expect(gradsOf('x=2; x^0 + x')[0]).toBeCloseTo(1, 12);
    expect(gradsOf('x=-2; y=3; relu(x)*y')).toEqual([0, 0]);
    expect(gradsOf('a=1; b=2; b*b')).toEqual([0, 4]); // a is not used
  });

  it.each(Object.keys(presets))('of the preset %s are what nudging says', (name) => {
    const { result } = run(name);
    expect(result.largest_difference).toBeLessThan(1e-8);
    for (const { grad, nudged } of result.parts)
      expect(Math.abs(grad - nudged)).toBeLessThan(1e-7 * (1 + Math.abs(grad)));
  });

  it('of any smooth expression are what nudging says, and are told as sums over the ways they come', () => {
    const inner = fc.constantFrom('a', 'b', 'c', 'a*b', 'tanh(c)', '(a-b)', 'c/(b*b+1)', 'exp(-a*a)', 'c^3');
    fc.assert(
      fc.property(inner, inner, inner, fc.double({ min: -2, max: 2, noNaN: true }), (x, y, z, a) => {
        const { events, result } = run(`a=${a.toFixed(6)}; b=0.4; c=-1.2; d=${x}*${y}-1; d*${z}+d^2+0*(a+b+c)`);
        expect(result.largest_difference).toBeLessThan(1e-6);
        for (const event of events) {
          if (event.kind !== 'backward' || event.via.length === 0) continue;
          const sum = event.via.reduce((sum, { grad, slope }) => sum + grad * slope, 0);
          expect(Math.abs(sum - event.grad)).toBeLessThan(1e-9 * (1 + Math.abs(sum)));
        }
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('events', () => {
  it('go forward through every part and back again, and no gradient is told before all that use it', () => {
    const { events, result } = run('twice');
    expect(events.map(({ kind }) => kind)).toEqual(
      [...'ffff']
        .map(() => 'forward')
        .concat(
          [...'bbbb'].map(() => 'backward'),
          'checked',
        ),
    );
    expect(result.parts.map(({ name }) => name)).toEqual(['a', 'b', 'a+b', '(a+b)*b']);
    const told = events.flatMap((event) => (event.kind === 'backward' ? [event] : []));
    expect(told.map(({ index }) => index)).toEqual([3, 2, 1, 0]);
    expect(told.at(-1)!.via).toEqual([
      { label: 'b', grad: 21, slope: 6 },
      { label: 'a+b', grad: 9, slope: 1 },
    ]);
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
  ])(
    'in %i columns and %i rows shows the part at work and the output, of every preset, all the time',
    (width, height) => {
      for (const name of Object.keys(presets)) {
        const { states } = run(name);
        for (const state of states.slice(1, -1)) expect(picture(state, width, height)).toContain('›');
        const end = picture(states.at(-1)!, width, height).replace(/[│\s]+/g, ' ');
        for (const { name: variable } of run(name).result.variables)
          expect(end).toMatch(new RegExp(`/d${variable} = `));
        expect(end).toContain('apart at most');
      }
    },
  );

  it('tells where a gradient comes from', () => {
    const { states } = run('chain');
    const all = states.map((state) => picture(state, 54, 12).replaceAll('*', ''));
    expect(all.some((text) => text.includes('forward: y = 6 + 1 = 7'))).toBe(true);
    expect(all.some((text) => text.includes('backward: y gets 1 × 14 through y^2'))).toBe(true);
    expect(all.some((text) => text.includes('backward: x gets 14 × 2 through 2x'))).toBe(true);
  });
});

describe('what is typed', () => {
  it.each([
    ['a=2; a*b', 'b has no value yet, at character 8'],
    ['a=0; 1/a', '1/a is Infinity, at character 7'],
    ['a=1; exp(1000*a)', 'exp(1000*a) is Infinity, at character 6'],
    ['a=0; b=1; log(a)*b', 'log(a) is -Infinity, at character 11'],
  ])('%s is refused in one line', (expression, message) => {
    expect(() => parseParams(lab.params, { expression })).toThrow(`${message} (--expression). Give chain, neuron`);
  });
});
