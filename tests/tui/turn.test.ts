import { describe, expect, it } from 'vitest';
import type { Knob } from '../../src/labs/knobs.ts';
import { knobLabel, shownValue, turn, typedValue } from '../../src/tui/turn.ts';

const knob = (change: Partial<Knob>): Knob => ({
  name: 'k',
  kind: 'number',
  about: '',
  default: 1,
  optional: false,
  ...change,
});

describe('turning a knob', () => {
  it('moves by its step, without crumbs', () => {
    expect(turn(knob({ step: 0.1 }), 0.2, 1)).toBe(0.3);
    expect(turn(knob({ min: 0, max: 100 }), 50, 1)).toBe(60);
    expect(turn(knob({ kind: 'integer' }), 3, -1)).toBe(2);
  });

  it('multiplies where it is logarithmic', () => {
    const rate = knob({ log: true, step: 10 });
    expect(turn(rate, 0.001, 1)).toBe(0.01);
    expect(turn(rate, 0.001, -1)).toBe(0.0001);
    expect(turn(rate, 0, 1)).toBe(0.01);
    expect(turn(knob({ kind: 'integer', log: true }), 1, 1)).toBe(2);
    expect(turn(knob({ kind: 'integer', log: true }), 1, -1)).toBe(0);
  });

  it('keeps to its bounds, and goes off past them when it may', () => {
    expect(turn(knob({ min: 0, max: 1, step: 0.3 }), 0.9, 1)).toBe(1);
    expect(turn(knob({ min: 0, max: 1, step: 0.3 }), 1, 1)).toBe(1);
    expect(turn(knob({ min: 0, max: 1, optional: true }), 1, 1)).toBeUndefined();
    expect(turn(knob({ min: 0, above: true, max: 1, step: 0.3 }), 0.3, -1)).toBe(0.3);
    expect(turn(knob({ min: 2, optional: true }), undefined, 1)).toBe(2);
    expect(turn(knob({ max: 9, optional: true }), undefined, -1)).toBe(9);
  });

  it('goes round the choices and flips switches', () => {
    const choice = knob({ kind: 'choice', choices: ['a', 'b'] });
    expect(turn(choice, 'b', 1)).toBe('a');
    expect(turn(choice, 'a', -1)).toBe('b');
    expect(turn({ ...choice, optional: true }, 'b', 1)).toBeUndefined();
    expect(turn(knob({ kind: 'text', choices: ['x'] }), 'own words', 1)).toBe('x');
    expect(turn(knob({ kind: 'text' }), 'own words', 1)).toBe('own words');
    expect(turn(knob({ kind: 'switch' }), true, 1)).toBe(false);
  });

  it('reads what was typed', () => {
    expect(typedValue(knob({}), ' 0,5 ')).toBe(0.5);
    expect(typedValue(knob({}), '1e-3')).toBe(0.001);
    expect(typedValue(knob({}), 'much')).toBe('much');
    expect(typedValue(knob({}), '')).toBe('');
    expect(typedValue(knob({ optional: true }), 'off')).toBeUndefined();
    expect(typedValue(knob({ kind: 'text' }), ' as it is ')).toBe(' as it is ');
    expect(typedValue(knob({ kind: 'switch' }), 'On')).toBe(true);
    expect(typedValue(knob({ kind: 'switch' }), 'no')).toBe(false);
    expect(typedValue(knob({ kind: 'choice' }), ' a ')).toBe('a');
  });

  it('shows values and names', () => {
    expect(shownValue({ kind: 'number' }, 0.1 + 0.2)).toBe('0.3');
    expect(shownValue({ kind: 'number' }, undefined)).toBe('off');
    expect(shownValue({ kind: 'switch' }, true)).toBe('on');
    expect(knobLabel('top_k')).toBe('top k');
  });
});
