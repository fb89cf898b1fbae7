/** The learner's guesses: how they are written, and that they share out exactly one chance. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { chanceOf, type Guess, passes, readGuesses } from '../../../src/labs/perplexity/guesses.ts';

const shares = (text: string, sure = 80) => readGuesses(text, sure).map((guess) => Object.fromEntries(guess.shares));

describe('written', () => {
  it.each<[string, object[]]>([
    ['', []],
    ['  sat   on ', [{ sat: 80 }, { on: 80 }]],
    ['mat/floor', [{ mat: 40, floor: 40 }]],
    ['mat:50/floor:30%', [{ mat: 50, floor: 30 }]],
    ['mat:50/floor', [{ mat: 50, floor: 30 }]],
    ['mat:90/floor', [{ mat: 90, floor: 0 }]],
    ['_ The', [{}, { the: 80 }]],
    ['. / : a:b', [{ '.': 80 }, { '/': 80 }, { ':': 80 }, { 'a:b': 80 }]],
    ['space', [{ ' ': 80 }]],
    ['mat/Mat', [{ mat: 80 }]],
  ])('%s', (text, expected) => {
    expect(shares(text)).toEqual(expected);
  });

  it('with more than there is are refused', () => {
    expect(() => readGuesses('mat:70/floor:40', 80)).toThrow(InputError);
    expect(() => readGuesses('mat:70/floor:40', 80)).toThrow('the shares of mat:70/floor:40 add up to 110 % (guess).');
  });

  it('_ lets a token pass', () => {
    expect(readGuesses('_ mat', 80).map(passes)).toEqual([true, false]);
  });
});

describe('the chance of what came', () => {
  const words = ['the', 'cat', 'sat', 'on', 'mat'];
  const knows = (word: string): boolean => words.includes(word);
  const chance = (text: string, token: string, sure = 80): number =>
    chanceOf(readGuesses(text, sure)[0], token, words.length, knows);

  it('is what was given, the rest for all others alike, one of them any word never seen', () => {
    expect(chance('mat:50/sat:30', 'Mat')).toBe(0.5);
    // 20 % for the, cat, on and one place for all that is unknown
    expect(chance('mat:50/sat:30', 'on')).toBeCloseTo(0.05, 12);
    expect(chance('mat:50/sat:30', 'zebra')).toBeCloseTo(0.05, 12);
    // a word that nobody ever saw takes its share and no place
    expect(chance('zebra', 'cat')).toBeCloseTo(0.2 / 6, 12);
    expect(chance('mat', 'cat', 100)).toBe(0);
  });

  it('adds up to 1', () => {
    const item = fc
      .subarray([...words, 'zebra'], { minLength: 1 })
      .chain((named) =>
        fc
          .array(fc.integer({ min: 0, max: 16 }), { minLength: named.length, maxLength: named.length })
          .map((given) => named.map((word, at) => `${word}:${given[at]}`).join('/')),
      );
    fc.assert(
      fc.property(item, fc.integer({ min: 0, max: 100 }), (text, sure) => {
        const [guess] = readGuesses(text, sure) as [Guess];
        const named = [...guess.shares.keys()].includes('zebra') ? 'zebra' : 'yak';
        // With zebra named, the place for the unknown is still there beside it.
        const all = [...words, named, ...(named === 'zebra' ? ['yak'] : [])];
        const sum = all.reduce((sum, token) => sum + chanceOf(guess, token, words.length, knows), 0);
        expect(sum).toBeCloseTo(1, 9);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
