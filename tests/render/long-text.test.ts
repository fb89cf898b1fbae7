/** Text as long as a file, without a space, in scripts that have to be measured: what once took the square of its length. */
import { describe, expect, it } from 'vitest';
import { graphemes, piecesOf, widthOf } from '../../src/render/cells.ts';
import { type Frame, text } from '../../src/render/frame.ts';
import { typeKey } from '../../src/tui/field.ts';
import { draw } from './draw.ts';

const arabic = 'مرحبا'.repeat(20_000);
const shorter = arabic.slice(0, 20_000);

function secondsOf(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

describe('a word of tens of thousands of letters', () => {
  // The square of its length would take half a minute and more.
  it.each<[string, () => unknown]>([
    ['is measured', () => widthOf(arabic)],
    ['is wrapped', () => draw(text(shorter), { width: 40, height: 20 })],
    ['is wrapped where a line has one cell', () => draw(text(shorter), { width: 1, height: 20 })],
    ['is drawn as a token', () => draw({ kind: 'tokens', tokens: [{ text: shorter }] } as Frame, { height: 20 })],
    ['is walked through', () => typeKey({ text: arabic, at: 50_000 }, 'left')],
  ])('%s', (_, work) => {
    expect(secondsOf(work)).toBeLessThan(5);
  });
});

describe('graphemes in blocks', () => {
  const segmenter = new Intl.Segmenter();
  it.each([
    ['letters', arabic.slice(0, 3000)],
    ['families', '👩‍👩‍👧'.repeat(400)],
    ['flags', '🇩🇪'.repeat(999)],
    ['skins', '👩🏽'.repeat(700)],
    ['syllables', '한글'.repeat(500)],
    ['letters that join', 'क्ष'.repeat(500)],
    ['a letter with a thousand marks', `a${'\u0301'.repeat(1000)}b`],
    ['line ends', 'é\r\n'.repeat(300)],
  ])('are those of the whole text: %s', (_, whole) => {
    for (let shift = 0; shift < 8; shift++) {
      const long = 'é'.repeat(shift) + whole;
      expect(graphemes(long)).toEqual(Array.from(segmenter.segment(long), ({ segment }) => segment));
    }
  });
});

it('falls into pieces that are the text again, the first for what is left of a line', () => {
  expect(piecesOf('abcdef', 1, 3)).toEqual(['a', 'bcd', 'ef']);
  expect(piecesOf('猫猫猫', 1, 4)).toEqual(['', '猫猫', '猫']);
  expect(piecesOf('a猫b', 1, 1)).toEqual(['a', 'b']);
});
