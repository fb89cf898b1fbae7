import { describe, expect, it } from 'vitest';
import { describeKnobs, turnKnob } from '../../../src/cli/plain/turn-knob.ts';
import { InputError } from '../../../src/data/input-error.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { perplexityLab } from '../../../src/labs/perplexity/lab.ts';
import { sampleLab } from '../../../src/labs/sample/lab.ts';

const lab = sampleLab as unknown as Lab;
const run = { lab: 'sample', params: { order: 3 }, seed: 1 };
const offered = ['temperature', 'top_k', 'prompt', 'unit'];
const turned = (line: string) => turnKnob(line, run, lab, offered);

describe('a turned knob', () => {
  it.each([
    ['temperature 0.3', { temperature: 0.3 }],
    ['temperature=0.3', { temperature: 0.3 }],
    ['temperature: 0,3', { temperature: 0.3 }],
    ['  --temperature   0.3  ', { temperature: 0.3 }],
    ['--top-k 5', { top_k: 5 }],
    ['top_k=5', { top_k: 5 }],
    ['prompt My dog', { prompt: 'My dog' }],
    ['prompt "My dog "', { prompt: 'My dog ' }],
    ['unit char', { unit: 'char' }],
  ])('%j', (line, change) => {
    expect(turned(line)).toEqual({ ...run, params: { order: 3, ...change } });
    expect(run.params).toEqual({ order: 3 });
  });

  it('may be the seed', () => {
    expect(turned('seed 5')).toEqual({ ...run, seed: 5 });
    for (const line of ['seed', 'seed five', 'seed -1', 'seed 1.5']) expect(() => turned(line)).toThrow('is no seed');
  });

  it.each([
    ['temprature 1', 'there is no knob "temprature" here. Did you mean temperature?'],
    ['order 2', 'there is no knob "order" here'],
    ['temperature hot', '"hot" is not possible here (temperature). Give a number from 0 to 100.'],
    ['temperature 101', '101 is not possible here (temperature)'],
    ['unit words', 'did you mean word?'],
    ['0.3', 'there is no knob "0" here'],
  ])('cannot be %j', (line, message) => {
    expect(() => turned(line)).toThrow(InputError);
    expect(() => turned(line)).toThrow(message);
  });
});

it('where nothing is left to chance there is no seed to turn', () => {
  const certain = perplexityLab as unknown as Lab;
  const own = { lab: 'perplexity', params: {}, seed: 1 };
  expect(() => turnKnob('seed 5', own, certain, ['order'])).toThrow('there is no knob "seed" here');
  expect(describeKnobs(own, certain, ['order'])).toBe('Knobs: order 2. Turn one by its name and a value.');
});

it('the knobs are told with where they stand', () => {
  const own = { ...run, params: { temperature: 0.5 } };
  expect(describeKnobs(own, lab, ['temperature', 'prompt', 'max_tokens'])).toBe(
    'Knobs: temperature 0.5, prompt "The cat sat on the", max_tokens (none), seed 1. Turn one by its name and a value.',
  );
});
