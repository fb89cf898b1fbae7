import { describe, expect, test } from 'vitest';
import { text } from '../../src/render/frame.ts';
import { codes, draw } from './draw.ts';

describe('wrapping', () => {
  test('breaks between words', () => {
    expect(draw(text('the cat sat on the mat and slept'), { width: 12 })).toEqual([
      'the cat sat',
      'on the mat',
      'and slept',
    ]);
  });

  test('breaks a word that is longer than the line', () => {
    expect(draw(text('an abcdefghijklmnop'), { width: 8 })).toEqual(['an', 'abcdefgh', 'ijklmnop']);
  });

  test('counts wide characters as two and never halves one', () => {
    expect(draw(text('猫猫猫猫猫'), { width: 5 })).toEqual(['猫猫', '猫猫', '猫']);
  });

  test('keeps the newlines and empty lines of the text', () => {
    expect(draw(text('a\n\nb'))).toEqual(['a', '', 'b']);
  });

  test('does not break where only the look changes', () => {
    expect(draw(text(['a (', { text: 'bold', tone: 'a' }, ') word']), { width: 8 })).toEqual(['a (bold)', 'word']);
  });

  test.each([
    ['- one two three', ['- one two', '  three']],
    ['12. one two three', ['12. one', '    two', '    three']],
    ['| one two three', ['| one two', '| three']],
    ['  - one two three', ['  - one', '    two', '    three']],
    ['  one two three', ['  one two', '  three']],
    ['one - two three', ['one - two', 'three']],
  ])('%j hangs under its words', (given, lines) => {
    expect(draw(text(given), { width: 9 })).toEqual(lines);
  });

  test('wrap: false cuts at the edge', () => {
    expect(draw({ kind: 'text', text: 'the cat sat', wrap: false }, { width: 8 })).toEqual(['the cat…']);
    expect(draw({ kind: 'text', text: 'the cat sat', wrap: false }, { width: 8, unicode: false })).toEqual([
      'the c...',
    ]);
  });

  test('leaves a mark where lines fall away', () => {
    expect(draw(text('one\ntwo\nthree'), { height: 2 })).toEqual(['one', 'two…']);
  });
});

describe('meaning without colour', () => {
  test.each([
    ['good', '✓ x', '+ x'],
    ['bad', '✗ x', 'x x'],
    ['warn', '! x', '! x'],
    ['accent', 'x', 'x'],
  ] as const)('a text that is %s', (tone, unicode, ascii) => {
    expect(draw(text('x', tone))).toEqual([unicode]);
    expect(draw(text('x', tone), { unicode: false })).toEqual([ascii]);
  });

  test('a word to look at, a bold one, a piece of code', () => {
    const rich = ['on the', { text: ' mat', tone: 'accent', bold: true }, ' ', { text: 'so', bold: true }] as const;
    expect(draw(text(rich))).toEqual(['on the [mat] *so*']);
    expect(draw(text(['type ', { text: 'genai', tone: 'accent' }]))).toEqual(['type `genai`']);
  });

  test('a sign that is there already is not doubled', () => {
    expect(draw(text('✓ right', 'good'))).toEqual(['✓ right']);
  });
});

test('colours open and close on every line', () => {
  const lines = draw(text([{ text: 'one two', tone: 'good', bold: true }]), { width: 4, colour: 1 });
  expect(lines).toEqual(['\x1b[1;32mone\x1b[0m', '\x1b[1;32mtwo\x1b[0m']);
  expect(codes(draw(text('x', 'a'), { colour: 2 })[0])[0]).toMatch(/^38;5;\d+$/);
  expect(codes(draw(text('x', 'a'), { colour: 3 })[0])[0]).toMatch(/^38;2;\d+;\d+;\d+$/);
});

test('foreign letters become a question mark in ASCII, common signs their spelling', () => {
  expect(draw(text('5 → 猫 … “é” σ'), { unicode: false })).toEqual(['5 -> ? ... "?" sigma']);
});
