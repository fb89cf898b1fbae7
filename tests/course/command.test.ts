/** A hint's command as a run, without a shell. */
import { describe, expect, it } from 'vitest';
import { commandIn, runOfCommand } from '../../src/course/command.ts';
import { findLab } from '../../src/labs/index.ts';

const runOf = (line: string) => runOfCommand(line, findLab);

describe('the command in a hint', () => {
  it.each<[string, string | undefined]>([
    ['genai sample "a b" --order 3', 'genai sample "a b" --order 3'],
    ['Try this: genai lab sample --order 3', 'genai lab sample --order 3'],
    ['Run `genai lab sample` and look.', 'genai lab sample'],
    ['First think.\ngenai gan --seed 1', 'genai gan --seed 1'],
    ['Use --order.', undefined],
  ])('%j', (hint, command) => {
    expect(commandIn(hint)).toBe(command);
  });
});

describe('as a run', () => {
  it.each<[string, object]>([
    ['genai lab gradient', { lab: 'gradient', params: {}, seed: 1 }],
    ['genai lab sample --order 3 --seed 7', { lab: 'sample', params: { order: 3 }, seed: 7 }],
    ['genai lab sample --order=3 -n 5 --json', { lab: 'sample', params: { order: 3, max_tokens: 5 }, seed: 1 }],
    [
      'genai sample The "cat sat" \'on the\' --top-k 3 --out x.png --kernel plain',
      { lab: 'sample', params: { prompt: 'The cat sat on the', top_k: 3 }, seed: 1 },
    ],
    ['genai diffuse "a \\"red\\" boat"', { lab: 'diffuse', params: { prompt: 'a "red" boat' }, seed: 1 }],
    ['genai trace "a cat" is', { lab: 'trace', params: { text: 'a cat is' }, seed: 1 }],
    ['genai gpt attention a --token -1', { lab: 'attention', params: { text: 'a', token: -1 }, seed: 1 }],
    ['genai gan --target uniform --steps 3000', { lab: 'gan', params: { target: 'uniform', steps: 3000 }, seed: 1 }],
  ])('%s', async (line, run) => {
    expect(await runOf(line)).toEqual(run);
  });

  it.each([
    'genai sample a && genai sample b',
    'genai sample a; rm -rf /',
    'genai sample a | tee x',
    'genai sample a > x',
    'genai sample $HOME',
    'genai sample "$(id)"',
    'genai sample `id`',
    'genai sample *',
    'genai sample "a',
    'genai pack new x',
    'genai diffuse --train --save x',
    'genai sample a --probs 3',
    'genai lab',
    'genai gan cat',
    'genai gpt',
    'genai gpt train a',
    'genai learn',
    'other lab sample',
  ])('%s is left to a shell', async (line) => {
    expect(await runOf(line)).toBeUndefined();
  });
});
