/** A slip of the hand is answered with the word that was meant, or with where the list is; never with nothing. */
import { describe, expect, it } from 'vitest';
import { call } from './in-process.ts';

async function answer(...args: string[]): Promise<string> {
  const { stdout, stderr, status } = await call(args);
  expect([stdout, status], stderr).toEqual(['', 2]);
  expect(stderr).toMatch(/^genai: [^\n]+\n$/);
  return stderr;
}

describe('who types', () => {
  it.each([
    // a command
    ['smaple', 'Did you mean sample?'],
    ['help smaple', 'Did you mean sample?'],
    ['help nope', 'There are learn, '],
    // what another command takes
    ['noise', 'Did you mean genai lab noise?'],
    ['difuse-1d', 'Did you mean genai lab diffuse-1d?'],
    ['next-token', 'Did you mean genai learn next-token?'],
    ['next-tokn', 'Did you mean genai learn next-token?'],
    ['softmax', 'Did you mean genai source softmax?'],
    ['zsh', 'Did you mean genai completion zsh?'],
    // a flag
    ['sample --tempreature 2', 'Did you mean --temperature?'],
    ['lab gan --taget bimodal', 'Did you mean --target?'],
    ['sample --vrebose', 'Did you mean --verbose?'],
    ['lab gan --zebra', 'See genai lab gan --help.'],
    ['gan --zebra', 'See genai gan --help.'],
    ['--order 3 sample', 'Flags stand behind the command: genai sample --order.'],
    // a word that a flag takes
    ['gan bimodal', 'Did you mean --target bimodal?'],
    ['gan --target bimodl', 'did you mean bimodal?'],
    ['sample x --unit wrod', 'did you mean word?'],
    ['gan --kernel smid', 'Did you mean simd?'],
    ['diffuse x --style blok', 'Did you mean blocks?'],
    ['diffuse x --show stpes', 'Did you mean steps?'],
    ['diffuse x --style zebra', 'There are ascii, blocks, braille.'],
    ['lab backprop --expression chian', 'did you mean chain?'],
    ['lab neuron --data sien', 'did you mean sine?'],
    ['sample x --corpus toylnd', 'Did you mean toyland?'],
    // a lab, a lesson, a topic, a folder of topics, a shell
    ['lab difuse', 'Did you mean diffuse?'],
    ['lab zebra', 'There are sample, '],
    ['learn next-tokn', 'Did you mean next-token?'],
    ['learn zebra', 'There are what-is-generative-ai, '],
    ['source softmx', 'Did you mean softmax?'],
    ['source ngrams', 'Did you mean ngram?'],
    ['source zebra', 'genai source lists every topic.'],
    ['completion bsh', 'Did you mean bash?'],
    ['completion powershell', 'There are bash, zsh, fish.'],
  ])('genai %s', async (line, told) => {
    expect(await answer(...line.split(' '))).toContain(told);
  });
});
