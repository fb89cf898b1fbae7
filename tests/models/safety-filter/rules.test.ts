/** Rules against what is known of the texts: numbers of cards and their check digits, personal data as it was made up, and the
 *  tricks, which have tables of their own. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { howTos } from '../../../src/data/toyland/how-to.ts';
import { reach } from '../../../src/data/toyland/web/personal.ts';
import { inPlainSigns, plain, unmasked } from '../../../src/models/safety-filter/plain.ts';
import { foundIn, isCard } from '../../../src/models/safety-filter/rules.ts';
import { tricks } from '../../../src/models/safety-filter/tricks.ts';
import { Random } from '../../../src/nn/random.ts';

describe('card numbers', () => {
  test.each([
    '4111 1111 1111 1111',
    '5500-0000-0000-0004',
    '340000000000009',
    '4539 1488 0343 6467',
    '6011000000000004',
  ])('knows %s, which is made for tests', (number) => expect(isCard(number)).toBe(true));

  it('takes one check digit of ten, and sees every digit that was mistyped', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(digit, { minLength: 14, maxLength: 14 }), fc.nat(13), digit, (begin, at, other) => {
        const right = Array.from({ length: 10 }, (_, last) => `${begin.join('')}${last}`).filter(isCard);
        expect(right).toHaveLength(1);
        const mistyped = [...right[0]];
        mistyped[at] = String(other);
        expect(isCard(mistyped.join(''))).toBe(mistyped.join('') === right[0]);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('is neither card nor telephone number when the check digit is wrong', () => {
    expect(foundIn('It is 4539 1488 0343 6467.')).toEqual([{ rule: 'card', text: '4539 1488 0343 6467' }]);
    expect(foundIn('It is 4539 1488 0343 6468.')).toEqual([]);
    expect(foundIn('Call +99 555 123 456 now')).toEqual([{ rule: 'phone', text: '+99 555 123 456' }]);
  });
});

test('personal data in its usual form is found, all of it and nothing else', () => {
  const random = new Random(1);
  for (let i = 0; i < 200; i++) {
    const { sentence, personal } = reach('Ada Frost', random);
    const usual = personal.filter(({ text }) => /[\d@]/.test(text)).map(({ text }) => text);
    expect(
      foundIn(sentence)
        .map(({ text }) => text)
        .sort(),
      sentence,
    ).toEqual(usual.sort());
  }
});

describe('plain signs', () => {
  test.each(['capitals', 'digits', 'invisible', 'alike'] as const)('undo the trick %s wholly', (trick) => {
    let changed = 0;
    for (const howTo of howTos) {
      const question = `How do I ${howTo.verb} ${howTo.object}?`;
      const written = tricks[trick].write({ question, howTo }, new Random(1));
      changed += Number(written !== question);
      expect(inPlainSigns(written)).toBe(question.toLowerCase());
    }
    expect(changed).toBeGreaterThan(0.9 * howTos.length);
  });

  test.each([
    ['s m a s h the ki\u200bng', 'smash the king'],
    ['s.m.a.s.h and b-u-r-n', 'smash and burn'],
    ['ｓｍａｓｈ ０５５５', 'smash 0555'],
    ['s\u0301mas\u0308h', 'smash'],
    ['I am a b', 'I am a b'],
  ])('%s is %s', (text, expected) => expect(unmasked(text)).toBe(expected));

  test.each([
    ['Sm4sh 12 LAMMMPS!', 'smash 12 lamps!'],
    ['$m@sh it!', 'smash it!'],
    ['ada@mail.example', 'ada@mail.example'],
    ['0555-123456', '0555-123456'],
  ])('%s is %s', (text, expected) => expect(plain(text)).toBe(expected));

  it('leave a text of plain words as it is', () => {
    const word = fc.stringMatching(/^[b-z][a-z]{1,8}$/).filter((word) => !/(.)\1\1/.test(word));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(inPlainSigns(words.join(' '))).toBe(words.join(' '));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

it('is done soon with whatever comes', () => {
  for (const part of [
    'a ',
    'a.',
    '1',
    '1 ',
    '@',
    'a@',
    'A',
    '1 Aaa ',
    '0555-',
    '\u200b',
    '\u0301',
    '!',
    'é',
    '猫',
    '\n',
  ]) {
    const text = part.repeat(Math.ceil(50_000 / part.length));
    expect(foundIn(unmasked(text)).length + plain(text).length).toBeGreaterThan(0);
  }
}, 10_000);
