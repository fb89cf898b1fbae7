import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addKnobs, givenKnobs, seedOf } from '../../src/cli/flags.ts';
import { knobsOf } from '../../src/labs/knobs.ts';

const knobs = knobsOf(
  z.strictObject({
    max_tokens: z.int().min(1).max(100).optional().meta({ description: 'How many.', short: 'n', placeholder: 'COUNT' }),
    top_p: z.number().gt(0).max(1).default(1).meta({ description: 'How much.' }),
    unit: z.enum(['word', 'char']).default('word').meta({ description: 'What a token is.' }),
    noisy: z.boolean().default(false).meta({ description: 'With noise.' }),
    scale_up: z.boolean().default(true).meta({ description: 'Make it larger.' }),
    corpus: z.string().default('cat').meta({ description: 'A text.' }),
    stop: z.string().default('').meta({ description: 'Where to stop.' }),
    data: z.string().optional().meta({ description: 'Files.', placeholder: 'FILE', many: true }),
  }),
);

function command(): Command {
  const made = new Command('lab').exitOverride().configureOutput({ writeErr: () => {} });
  addKnobs(made, knobs);
  return made;
}
const given = (...argv: string[]) => givenKnobs(command().parse(argv, { from: 'user' }), knobs);

describe('flags', () => {
  it('are made of the knobs: name, letter, value, description, range and default', () => {
    expect(command().options.map(({ flags, description }) => [flags, description])).toEqual([
      ['-n, --max-tokens <COUNT>', 'How many (a whole number from 1 to 100)'],
      ['--top-p <N>', 'How much (a number above 0, up to 1, default 1)'],
      ['--unit <word|char>', 'What a token is (default "word")'],
      ['--noisy', 'With noise (default false)'],
      ['--scale-up', 'Make it larger (default true)'],
      ['--no-scale-up', 'Turn that off'],
      ['--corpus <TEXT>', 'A text (default "cat")'],
      ['--stop <TEXT>', 'Where to stop'],
      ['--data <FILE>', 'Files'],
    ]);
  });

  it('that may be given again and again keep all that was given; of others the last one counts', () => {
    expect(given('--data', 'a.txt', '--data', 'b.txt')).toEqual({ data: 'a.txt,b.txt' });
    expect(given('--data', 'a.txt')).toEqual({ data: 'a.txt' });
    expect(given('--stop', 'a', '--stop', 'b')).toEqual({ stop: 'b' });
  });

  it('leave out what nobody gave', () => {
    expect(given()).toEqual({});
  });

  it('give numbers as numbers, and texts and switches as they are', () => {
    expect(given('-n', '7', '--top-p=0.5', '--unit', 'char', '--noisy', '--corpus', '17', '--stop', '')).toEqual({
      max_tokens: 7,
      top_p: 0.5,
      unit: 'char',
      noisy: true,
      corpus: '17',
      stop: '',
    });
  });

  it('turn off what is on, and only when it is asked for', () => {
    expect(given('--no-scale-up')).toEqual({ scale_up: false });
    expect(given('--scale-up')).toEqual({ scale_up: true });
    expect(() => given('--no-noisy')).toThrow("unknown option '--no-noisy'");
  });

  it('keep what is no number as it was typed, so that the error can show it', () => {
    for (const typed of ['many', '', ' ', '1e999', 'NaN', '0x']) {
      expect(given('--max-tokens', typed)).toEqual({ max_tokens: typed });
    }
  });

  it('read every number that can be written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(given(`--top-p=${value}`).top_p).toBe(Number(String(value)));
      }),
      { seed: 12 },
    );
  });
});

describe('a seed', () => {
  const ignored = (): void => {};

  it('is a whole number from 0 up', () => {
    expect([seedOf('0', ignored), seedOf('7', ignored), seedOf(String(Number.MAX_SAFE_INTEGER), ignored)]).toEqual([
      0,
      7,
      Number.MAX_SAFE_INTEGER,
    ]);
    for (const bad of ['-1', '1.5', 'seven', '', ' ', '9007199254740993', 'Infinity']) {
      expect(() => seedOf(bad, ignored)).toThrow(/is no seed \(--seed\)\. Give a whole number from 0 up\./);
    }
  });

  it('is a fresh one when none is given, short enough to be typed', () => {
    const told: string[] = [];
    const seeds = Array.from({ length: 50 }, () => seedOf(undefined, (line) => void told.push(line)));
    expect(told).toEqual(seeds.map((seed) => `seed ${seed}`));
    expect(new Set(seeds).size).toBeGreaterThan(45);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 0x100000000)).toBe(true);
  });
});
