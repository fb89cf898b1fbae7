/** Byte-pair encoding as slow as it is plain: everything is counted anew for each merge. */
import { pieces, type SplitName, toBytes, toText } from '../../../src/models/bpe/split.ts';

type Pair = readonly [number, number];

interface NaiveMerge {
  readonly pair: Pair;
  readonly count: number;
  readonly joined: number;
}

const key = ([left, right]: Pair): string => `${left},${right}`;

function join(ids: readonly number[], [left, right]: Pair, token: number): number[] {
  const joined: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      joined.push(token);
      i++;
    } else joined.push(ids[i]);
  }
  return joined;
}

const split = (text: Uint8Array, how: SplitName): number[][] =>
  [...pieces(toText(text), how)].map((piece) => [...toBytes(piece)]);

export function naiveMerges(text: Uint8Array, how: SplitName, most: number): NaiveMerge[] {
  let chunks = split(text, how);
  const merges: NaiveMerge[] = [];
  while (merges.length < most) {
    const counts = new Map<string, { pair: Pair; count: number }>();
    for (const ids of chunks) {
      for (let i = 0; i + 1 < ids.length; i++) {
        const pair: Pair = [ids[i], ids[i + 1]];
        const entry = counts.get(key(pair)) ?? { pair, count: 0 };
        entry.count++;
        counts.set(key(pair), entry);
      }
    }
    if (counts.size === 0) break;
    // The first of the most frequent, as Python's max over a dict takes it.
    const best = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a));
    const before = chunks.flat().length;
    chunks = chunks.map((ids) => join(ids, best.pair, 256 + merges.length));
    merges.push({ ...best, joined: before - chunks.flat().length });
  }
  return merges;
}

export function naiveEncode(text: Uint8Array, how: SplitName, merges: readonly Pair[]): number[] {
  return split(text, how).flatMap((chunk) =>
    merges.reduce<number[]>((ids, pair, i) => join(ids, pair, 256 + i), chunk),
  );
}
