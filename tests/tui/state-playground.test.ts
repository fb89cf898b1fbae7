import { describe, expect, it } from 'vitest';
import {
  knobValue,
  openPlayground,
  type PlaygroundEffect,
  type PlaygroundState,
  updatePlayground,
} from '../../src/tui/state-playground.ts';
import { lab } from './course.ts';

function press(state: PlaygroundState, ...keys: string[]): { state: PlaygroundState; effects: PlaygroundEffect[] } {
  let effects: PlaygroundEffect[] = [];
  for (const key of keys) [state, ...effects] = updatePlayground(state, { kind: 'key', key });
  return { state, effects };
}

const fresh = openPlayground(lab, {}, 7);
const at = (name: string): PlaygroundState => ({
  ...fresh,
  focus: fresh.knobs.findIndex((knob) => knob.name === name),
});

describe('a playground', () => {
  it('offers every knob and the seed, or only those asked for', () => {
    expect(fresh.knobs.map(({ name }) => name)).toEqual([
      'prompt', 'order', 'temperature', 'top_k', 'top_p', 'min_p', 'corpus', 'unit', 'smoothing', 'max_tokens', 'stop', 'seed',
    ]); // biome-ignore format: a list
    expect(openPlayground(lab, {}, 7, ['order', 'seed']).knobs.map(({ name }) => name)).toEqual(['order', 'seed']);
    expect(() => openPlayground(lab, { order: 99 }, 7)).toThrow('order');
  });

  it('walks over the knobs, round and round', () => {
    expect(press(fresh, 'down', 'down').state.focus).toBe(2);
    expect(press(fresh, 'up').state.focus).toBe(fresh.knobs.length - 1);
    expect(press(fresh, 'j', 'tab', 'k', 'shift-tab').state.focus).toBe(0);
  });

  it('turns numbers, choices and suggestions, and starts anew at once', () => {
    expect(press(at('order'), 'right').effects).toEqual([
      { kind: 'restart', params: { ...fresh.params, order: 3 }, seed: 7, turned: true },
    ]);
    expect(press(at('temperature'), 'left').state.params.temperature).toBe(0.9);
    expect(press(at('unit'), 'right').state.params.unit).toBe('char');
    expect(press(at('corpus'), 'right').state.params.corpus).toBe('toyland');
    expect(press(at('seed'), 'right').effects).toEqual([{ kind: 'restart', params: fresh.params, seed: 8 }]);
    expect(press(at('prompt'), 'right').effects).toEqual([]);
  });

  it('stops at the ends, and turns an optional knob off there', () => {
    const { state } = press(at('order'), 'left', 'left', 'left');
    expect(state.params.order).toBe(1);
    expect(press(state, 'left').effects).toEqual([]);
    const on = press(at('max_tokens'), 'right').state;
    expect(on.params.max_tokens).toBe(1);
    const off = press(on, 'left');
    expect(off.state.params).not.toHaveProperty('max_tokens');
    expect(off.effects).toHaveLength(1);
  });

  it('types a value', () => {
    const typing = press(at('prompt'), 'e', 'ctrl-u', 'paste:My dog', ' ', 'q').state;
    expect(typing.field?.text).toBe('My dog q');
    const { state, effects } = press(typing, 'enter');
    expect(state.params.prompt).toBe('My dog q');
    expect(effects).toHaveLength(1);
    expect(press(typing, 'escape').state).toMatchObject({ field: undefined, params: fresh.params });
    expect(press(at('order'), '5', 'enter').state.params.order).toBe(5);
    expect(press(at('temperature'), '0', ',', '5', 'down').state).toMatchObject({
      focus: 3,
      params: { temperature: 0.5 },
    });
    expect(press(at('max_tokens'), '5', 'enter', 'e', 'ctrl-u', 'enter').state.params).not.toHaveProperty('max_tokens');
  });

  it('types over the value of a knob, or edits it', () => {
    const of = (...keys: string[]) => press(at('order'), '4', 'enter', 'e', ...keys, 'enter').state.params.order;
    expect(of('3')).toBe(3);
    expect(of('backspace', '5')).toBe(5);
    expect(of('home', 'delete', '6')).toBe(6);
    expect(press(at('seed'), '1', '2', 'enter', 'e', 'left', '7', 'enter').state.seed).toBe(172);
    expect(press(at('prompt'), 'e', 'ctrl-u', 'a', 'enter', 'e', 'b').state.field?.text).toBe('ab');
  });

  it('says why a value is not possible, and keeps it to be corrected', () => {
    const { state, effects } = press(at('order'), '9', '9', 'enter');
    expect(effects).toEqual([]);
    expect(state.notice).toContain('from 1 to 8');
    expect(state.field?.text).toBe('99');
    expect(knobValue(state, state.knobs[state.focus])).toBe(2);
    const mended = press(state, 'backspace', 'backspace', '4', 'enter').state;
    expect(mended).toMatchObject({ notice: undefined, field: undefined, params: { order: 4 } });
    expect(press(state, '4', 'enter').state.params.order).toBe(4);
    expect(press(at('seed'), '1', '.', '5', 'enter').state.notice).toContain('whole number');
    expect(press(at('order'), '9', 'up').state.field?.text).toBe('9');
  });

  it('hands on what is to be done to the run', () => {
    const effect = (...keys: string[]) => press(fresh, ...keys).effects[0];
    expect(effect(' ')).toEqual({ kind: 'toggle' });
    expect(effect('n')).toEqual({ kind: 'step' });
    expect(effect('[')).toEqual({ kind: 'scrub', by: -1 });
    expect(effect(']')).toEqual({ kind: 'scrub', by: 1 });
    expect(effect('+')).toEqual({ kind: 'speed', by: 1 });
    expect(effect('-')).toEqual({ kind: 'speed', by: -1 });
    expect(effect('r')).toEqual({ kind: 'restart', params: fresh.params, seed: 7 });
    expect(effect('s')).toEqual({ kind: 'draw-seed' });
    expect(effect('q')).toEqual({ kind: 'leave' });
    expect(effect('escape')).toEqual({ kind: 'leave' });
    expect(effect('z')).toBeUndefined();
    expect(effect('paste:qq')).toBeUndefined();
  });

  it('gives the lab its own commands, before anything else', () => {
    const odd = { ...lab, commands: [{ name: 'only-g', key: 'n', label: 'only G' }] };
    const { effects } = press(openPlayground(odd, {}, 1), 'n');
    expect(effects).toEqual([{ kind: 'send', command: { name: 'only-g' } }]);
  });

  it('takes a seed that was drawn', () => {
    const [state, ...effects] = updatePlayground(fresh, { kind: 'seed', seed: 42 });
    expect(state.seed).toBe(42);
    expect(effects).toEqual([{ kind: 'restart', params: fresh.params, seed: 42 }]);
  });
});
