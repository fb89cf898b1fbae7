import { expect, test } from 'vitest';
import type { TokensFrame } from '../../src/render/frame.ts';
import { draw } from './draw.ts';

const strip = (...tokens: TokensFrame['tokens']): TokensFrame => ({ kind: 'tokens', tokens });

test('a bar stands between tokens where there are no colours', () => {
  expect(draw(strip({ text: 'The' }, { text: ' cat' }, { text: '\n' }))).toEqual(['The| cat|⏎']);
  expect(draw(strip({ text: 'The' }, { text: ' cat' }, { text: '\n\t' }), { unicode: false })).toEqual([
    'The| cat|\\n\\t',
  ]);
});

test('every other token is shaded where there are', () => {
  const [line] = draw(strip({ text: 'The' }, { text: ' cat' }, { text: ' sat' }), { colour: 3 });
  expect(line).toMatch(/^The\x1b\[38;2;[\d;]+;48;2;[\d;]+m cat\x1b\[0m sat$/);
});

test('the strip wraps between tokens, and inside one that is too long', () => {
  expect(draw(strip({ text: 'abc' }, { text: 'de' }, { text: 'fghijklm' }), { width: 6 })).toEqual([
    'abc|de',
    'fghijk',
    'lm',
  ]);
});

test('weights and tones are signs below, notes stand under their tokens', () => {
  expect(draw(strip({ text: 'the', weight: 0, note: '0' }, { text: 'cat', weight: 1, note: '1.00' }))).toEqual([
    'the|cat',
    '    ███',
    '0   1.00',
  ]);
  expect(draw(strip({ text: 'mat', tone: 'accent' }, { text: 'x', tone: 'bad' }), { unicode: false })).toEqual([
    'mat|x',
    '^^^ x',
  ]);
});

test('says how many tokens do not fit', () => {
  const tokens = Array.from({ length: 10 }, () => ({ text: 'abcd' }));
  expect(draw(strip(...tokens), { width: 9, height: 3 })).toEqual(['abcd|abcd', 'abcd|abcd', '… 6 more']);
});

test('counts with those what is only counted', () => {
  const tokens = [{ text: 'abcd' }, { text: 'efgh' }];
  expect(draw({ kind: 'tokens', tokens, more: 3 }, { width: 9, height: 3 })).toEqual(['abcd|efgh', '… 3 more']);
  expect(draw({ kind: 'tokens', tokens, more: 3 }, { width: 8, height: 2 })).toEqual(['abcd', '… 4 more']);
  expect(draw({ kind: 'tokens', tokens: [], more: 3 }, { width: 9 })).toEqual(['… 3 more']);
});
