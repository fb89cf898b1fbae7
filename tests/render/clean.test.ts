import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/render/clean.ts';
import { words } from './frames.ts';

describe('takes out whole sequences', () => {
  test.each([
    ['the title of the window (OSC 0)', 'a\x1b]0;evil\x07b', 'ab'],
    ['the clipboard (OSC 52)', 'a\x1b]52;c;aGVsbG8=\x1b\\b', 'ab'],
    ['a link (OSC 8), not its words', '\x1b]8;;https://example.org\x1b\\words\x1b]8;;\x1b\\', 'words'],
    ['an OSC of the C1 kind', 'a\x9d0;evil\x9cb', 'ab'],
    ['an OSC without an end, up to the end of the line', 'a\x1b]0;evil\nb', 'a\nb'],
    ['a device control string', 'a\x1bP1$r0m\x1b\\b', 'ab'],
    ['an application command', 'a\x1b_Gevil\x1b\\b', 'ab'],
    ['colours (CSI)', '\x1b[1;31mred\x1b[0m', 'red'],
    ['a private mode', '\x1b[?1049hx', 'x'],
    ['a CSI of the C1 kind', '\x9b2Jx', 'x'],
    ['a CSI that breaks off', 'x\x1b[12', 'x'],
    ['a reset', '\x1bcx', 'x'],
    ['a change of the character set', '\x1b(0x', 'x'],
    ['an escape inside an escape', '\x1b\x1b[31m[31mx', '[31mx'],
  ])('%s', (_, dirty, tidy) => {
    expect(clean(dirty)).toBe(tidy);
  });
});

test.each([
  ['bell, backspace, delete', 'a\x07b\bc\x7f', 'abc'],
  ['CR LF becomes a newline, CR alone goes', 'a\r\nb\rc', 'a\nbc'],
  ['newline and tab stay', 'a\n\tb', 'a\n\tb'],
  ['C1 controls', 'a\x85\x8db', 'ab'],
  ['bidirectional marks', 'a\u202eb\u2066c\u2069d\u061ce\u200f', 'abcde'],
  ['what has no width', 'a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
  ['line separators', 'a\u2028b\u2029c', 'abc'],
  ['fillers that are letters without a sign', 'a\u115fb\u1160c\u3164d\uffa0e\u034ff', 'abcdef'],
  ['selectors that choose nothing', '\ufe0fa\ufe0f\ufe00\u{e0101}b \u{e0100}c', 'a\ufe0fb c'],
  ['a selector after what has gone', '\n\x1b[m\ufe0f\u200d😀', '\n😀'],
  ['a selector of an emoji or an ideograph stays', '☺️ 葛\u{e0100}', '☺️ 葛\u{e0100}'],
  ['marks in heaps', `a${'\u0301'.repeat(100)}b`, `a${'\u0301'.repeat(8)}b`],
  ['marks as scripts have them stay', 'ก็ ế שָּׁ', 'ก็ ế שָּׁ'],
  ['hidden tags', 'a\u{e0041}b', 'ab'],
  ['a joiner between letters', 'a\u200db', 'ab'],
  ['a joiner inside an emoji stays', '👩‍👩‍👧 ❤️‍🔥 👩🏽‍💻', '👩‍👩‍👧 ❤️‍🔥 👩🏽‍💻'],
  ['half a pair', 'a\ud83db\udc00', 'a\ufffdb\ufffd'],
  ['two halves do not meet', '\ud83d\x07\ude00', '\ufffd\ufffd'],
  ['a whole pair stays', '😀猫é', '😀猫é'],
])('%s', (_, dirty, tidy) => {
  expect(clean(dirty)).toBe(tidy);
});

test('what is clean stays as it is, whatever it was made of', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (parts) => {
      const tidy = clean(parts.join(''));
      expect(clean(tidy)).toBe(tidy);
      expect(tidy).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('takes time in proportion to the text, also when the text is made to be slow', () => {
  for (const unit of ['\x9da\n', '\x1b]', '\x1b[1', '\u200d', '\x1b]x\x1b']) {
    const time = (count: number): number => {
      const text = unit.repeat(count);
      const start = performance.now();
      clean(text);
      return performance.now() - start;
    };
    time(1000);
    // A quadratic search would need minutes here.
    expect(time(200_000)).toBeLessThan(3000);
  }
});
