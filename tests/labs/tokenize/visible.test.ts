import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../../src/labs/tokenize/visible.ts';
import { clean } from '../../../src/render/clean.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  [' a\n', '␣a⏎'],
  ['\t\r', '⇥\\x0d'],
  ['\x1b[31m\x7f', '\\x1b[31m\\x7f'],
  ['\u009b\u202e\u200b\u00a0\ufeff', '\\u{9b}\\u{202e}\\u{200b}\\u{a0}\\u{feff}'],
  ['e\u0301', 'e\u0301'],
  ['\u0301e', '\\u{301}e'],
  ['猫😀', '猫😀'],
  ['', ''],
])('%j is shown as %s', (text, shown) => {
  expect(visible(bytesOf(text))).toBe(shown);
});

test('bytes that are no character are shown by their numbers', () => {
  expect(visible(Uint8Array.of(0xf0, 0x9f))).toBe('\\xf0\\x9f');
  expect(visible(Uint8Array.of(0x41, 0xff, 0x42))).toBe('A\\xffB');
  // a surrogate, spelled out in bytes, is no character
  expect(visible(Uint8Array.of(0xed, 0xb2, 0x80))).toBe('\\xed\\xb2\\x80');
});

const sign = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

test('nothing is left that could command a terminal, and nothing vanishes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc.array(sign, { maxLength: 20 }).map((signs) => bytesOf(signs.join(''))),
      ),
      (bytes) => {
        const shown = visible(bytes);
        expect(clean(shown)).toBe(shown);
        expect(shown).not.toMatch(/\s/);
        expect(shown === '').toBe(bytes.length === 0);
      },
    ),
  );
});
