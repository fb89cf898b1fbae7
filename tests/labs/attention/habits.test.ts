import { expect, test } from 'vitest';
import { aims, HabitCounter, habitOf, type Line, strongest } from '../../../src/labs/attention/habits.ts';
import { namesIn, wordsOf } from '../../../src/labs/attention/words.ts';

//            0      1    2     3       4        5    6
const pieces = ['', 'A', 'da', ' sees', ' a', ' cat', ' a'];
const { words, named } = wordsOf(pieces, new Set(['Ada']));
const line: Line = { ids: [9, 1, 2, 3, 4, 5, 4], words, named };

test('where each habit would look', () => {
  const all = (habit: Parameters<typeof aims>[0]) => line.ids.map((_, t) => aims(habit, t, line));
  expect(all('previous')).toEqual([[], [], [1], [2], [3], [4], [5]]);
  expect(all('itself')).toEqual([[], [1], [2], [3], [4], [5], [6]]);
  expect(all('start')).toEqual([[], [], [0], [0], [0], [0], [0]]);
  expect(all('word')).toEqual([[], [], [1], [], [], [], []]);
  expect(all('name')).toEqual([[], [], [], [], [2], [2], [2]]);
  expect(all('same')).toEqual([[], [], [], [], [], [], [4]]);
  expect(all('followed')).toEqual([[], [], [], [], [], [], [5]]);
});

test('words and names', () => {
  expect(words).toEqual([-1, 0, 0, 1, 2, 3, 2].map((w, i) => (i === 6 ? 4 : w)));
  expect(named).toEqual([false, true, true, false, false, false, false]);
  expect(wordsOf(['A', 'da', ' sl', 'eeps', '.'], new Set()).words).toEqual([0, 0, 1, 1, -1]);
  // The has a capital only at the beginning; Will is a word too; I is a letter; Bert stands only at the beginning.
  const text = 'The dog of Ada and Will\nBert will see the dog, Mr Zed. I know I do\nis it Bert?';
  expect([...namesIn(text)].sort()).toEqual(['Ada', 'Bert', 'Mr', 'Zed']);
});

/** A head that does one thing, or looks evenly. */
const square = (row: (t: number) => number[]): Float64Array[] =>
  line.ids.map((_, t) => Float64Array.from(line.ids, (_, s) => row(t)[s] ?? 0));
const previous = square((t) => (t === 0 ? [1] : Array.from({ length: t }, (_, s) => Number(s === t - 1))));
const even = square((t) => Array(t + 1).fill(1 / (t + 1)));

test('a head that only looks back one has all of it, one that looks evenly has what looking evenly gives', () => {
  const counter = new HabitCounter(1, 2);
  counter.add(line, [[even, previous]]);
  const result = counter.result();
  const of = (habit: string) => result.find((each) => each.habit === habit)!;
  expect(of('previous').shares[0][1]).toBe(1);
  for (const each of result) expect(each.shares[0][0]).toBeCloseTo(each.even!, 6);
  expect(of('previous').tokens).toBe(5);
  expect(of('previous').even).toBeCloseTo((1 / 3 + 1 / 4 + 1 / 5 + 1 / 6 + 1 / 7) / 5, 6);
  expect(strongest(of('previous'))).toEqual({ layer: 0, head: 1, share: 1 });
  expect(habitOf(result, 0, 0)).toBeUndefined();
  // What stands before a piece of a word is mostly of that word, and here both repeats follow each other.
  expect(habitOf(result, 0, 1)?.even).toBeLessThan(1 / 1.5);
});

test('what was never there has no share', () => {
  const counter = new HabitCounter(1, 1);
  counter.add({ ids: [9, 1], words: [-1, 0], named: [false, false] }, [[even.slice(0, 2)]]);
  const same = counter.result().find(({ habit }) => habit === 'same')!;
  expect([same.tokens, same.even, same.shares]).toEqual([0, null, [[null]]]);
  expect(strongest(same)).toBeUndefined();
});
