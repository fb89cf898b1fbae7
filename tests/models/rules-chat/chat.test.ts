/** Patterns, the swap, and the talk. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/data/words.ts';
import { type Rule, RulesChat, rules } from '../../../src/models/rules-chat/chat.ts';
import { expand, match, swap } from '../../../src/models/rules-chat/pattern.ts';

describe('match', () => {
  it('catches pieces as its example says', () => {
    expect(match('* i feel +', ['today', 'i', 'feel', 'so', 'good'])).toEqual([['today'], ['so', 'good']]);
    expect(match('* i feel +', ['i', 'feel'])).toBeUndefined();
    expect(match('* (cat|dog) *', ['my', 'dog', 'barks'])).toEqual([['my'], ['dog'], ['barks']]);
    expect(match('hello', ['hello', 'there'])).toBeUndefined();
    expect(match('*', [])).toEqual([[]]);
    expect(match('+', [])).toBeUndefined();
  });

  it('fits exactly when the same regular expression does', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const piece = fc.oneof(fc.constantFrom('*', '+', '(a|b)', '(b|c)'), word);
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.array(word, { maxLength: 7 }),
        (pieces, words) => {
          const source = pieces.map((piece) => {
            if (piece === '*') return '((?:\\w+ )*?)';
            if (piece === '+') return '((?:\\w+ )+?)';
            return piece.startsWith('(')
              ? `(${piece
                  .slice(1, -1)
                  .split('|')
                  .map((w) => `${w} `)
                  .join('|')})`
              : `${piece} `;
          });
          const found = new RegExp(`^${source.join('')}$`).exec(words.map((word) => `${word} `).join(''));
          const expected = found?.slice(1).map((caught) => caught.split(' ').filter(Boolean));
          expect(match(pieces.join(' '), words)).toEqual(expected);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('swap', () => {
  it('turns I and you round', () => {
    const swapped = (text: string): string => swap(expand(wordsOf(text)));
    expect(swapped('you are kind to my cat')).toBe('I am kind to your cat');
    expect(swapped("I'm afraid of you")).toBe('you are afraid of me');
    expect(swapped('I was with my mother')).toBe('you were with your mother');
    expect(swapped('your book is mine')).toBe('my book is yours');
    expect(swapped('I hurt myself')).toBe('you hurt yourself');
    expect(swapped('the sea')).toBe('the sea');
  });
});

describe('the rules', () => {
  const answer = (...said: string[]) => {
    const chat = new RulesChat(rules);
    return said.map((sentence) => chat.reply(sentence)).at(-1)!;
  };

  it('answer by the highest rank, wherever it stands', () => {
    expect(answer('Hello, my mother is angry with me.')).toMatchObject({
      answer: 'Your mother is angry with you?',
      key: 'mother',
      rank: 34,
      by: 'rule',
    });
    expect(answer('hello')).toMatchObject({ key: 'hello' });
  });

  it('fill the holes with what was caught, swapped and with a capital at the start', () => {
    expect(answer('I am tired of your rules').answer).toBe('What would you do without my rules?');
    expect(answer('my name is ann').answer).toMatch(/^Ann\. /);
    expect(answer("You're stupid!").answer).toBe('What makes you think that I am stupid?');
  });

  it('take turns, so that the same words are not always answered the same', () => {
    expect(answer('my mother sings').answer).not.toBe(answer('my mother sings', 'my mother sings').answer);
  });

  it('come back to something said earlier when nothing fits, once', () => {
    const chat = new RulesChat(rules);
    chat.reply('My old car broke');
    expect(chat.reply('qwertz')).toMatchObject({ by: 'memory', caught: ['old car broke'] });
    expect(chat.reply('qwertz')).toMatchObject({ by: 'fallback', found: [] });
  });

  it('say so when no rule fits', () => {
    expect(answer('qwertz')).toMatchObject({ by: 'fallback', found: [], caught: [] });
    expect(answer('').by).toBe('fallback');
    expect(answer('猫 🙂 …').by).toBe('fallback');
  });

  it('take a cry for help seriously', () => {
    for (const said of ['I want to die', 'hello, I think of suicide and of my mother']) {
      expect(answer(said).answer).toContain('talk to somebody you trust');
    }
  });

  it('are well made: every hole has a piece, every pattern an answer', () => {
    expect(rules.length).toBeGreaterThanOrEqual(25);
    for (const { keys, rank, patterns } of rules) {
      expect(keys.length).toBeGreaterThan(0);
      expect(Number.isInteger(rank)).toBe(true);
      for (const { pattern, answers } of patterns) {
        expect(answers.length).toBeGreaterThan(0);
        const pieces = pattern.split(' ').filter((piece) => /^[*+(]/.test(piece)).length;
        for (const [, hole] of answers.join().matchAll(/\{(\d)\}/g)) expect(Number(hole)).toBeLessThanOrEqual(pieces);
      }
    }
  });

  it('never leave a hole open or an answer empty, whatever is said', () => {
    const known = rules.flatMap(({ keys }: Rule) => keys);
    const word = fc.constantFrom(
      ...known,
      'i',
      'am',
      'you',
      'my',
      'of',
      'with',
      'zebra',
      'not',
      ',',
      '{1}',
      '$&',
      "don't",
    );
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 9 }), { minLength: 1, maxLength: 3 }), (talk) => {
        const chat = new RulesChat(rules);
        for (const words of talk) {
          const { answer } = chat.reply(words.join(' '));
          expect(answer).toMatch(/^[\p{Lu}\p{N}"].*[.?!]$/u);
          expect(answer).not.toMatch(/[{}$]| {2}| [.?,]|undefined/);
        }
      }),
      { seed: 2, numRuns: 1500 },
    );
  });
});
