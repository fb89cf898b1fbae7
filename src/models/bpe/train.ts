/** Byte-pair encoding, learnt: begin with the 256 bytes, and again and again make one token of the two that stand side by side
 *  most often. Papers: Gage 1994, Sennrich et al. 2016, Radford et al. 2019 (bytes). Left out: forgetting rare characters.
 *  Counting anew for every merge would take minutes. Here each pair knows its places, and a merge visits only those; a heap
 *  says which pair is next. So all merges together cost about as much as the text is long.
 *  Read first: ./split.ts. Read next: ./codec.ts */
import { Heap } from './heap.ts';
import { pieces, type SplitName, toBytes, toText } from './split.ts';

/** One merge: these two tokens become the next number. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** How often they stood side by side. Runs count every neighbourhood: "aaa" has "aa" twice. */
  readonly count: number;
  /** How many tokens fewer the text now has: in "aaa" only one "aa" can be joined. */
  readonly joined: number;
}

/** The bytes, which are the first tokens. */
export const byteTokens = 256;

/** A text as distinct pieces with their counts, in the order of their first places. */
function countPieces(text: Uint8Array, split: SplitName): Map<string, number> {
  const counts = new Map<string, number>();
  for (const piece of pieces(toText(text), split)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

/** Yields each merge as it is made, the most frequent pair first; of two alike the one that the text has first. It ends when no
 *  pair is left.
 *
 *  [...learnMerges("aaabdaaabac", 'none')].slice(0, 3) → aa (4 times), then (aa)a, then ((aa)a)b */
export const learnMerges = (text: Uint8Array, split: SplitName): Generator<Merge, void> =>
  mergesOf(countPieces(text, split));

/** The same from pieces that have been counted, in the order of their first places. */
export function* mergesOf(pieces: ReadonlyMap<string, number>): Generator<Merge, void> {
  const sequence = new Sequence(pieces);
  for (let token = byteTokens; ; token++) {
    const merge = sequence.merge(token);
    if (!merge) return;
    yield merge;
  }
}

/** All pieces behind each other, a place for each byte. Neighbours and the places of each pair are linked lists in typed
 *  arrays: joining two tokens changes a few entries, whatever the length of the text. */
class Sequence {
  // By place; -1 is none. Where two tokens were joined, the left place stays and the right one is passed over.
  private readonly token: Int32Array;
  private readonly weight: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** The pair that begins at a place, and the places before and after with the same one. */
  private readonly pairAt: Int32Array;
  private readonly nextSame: Int32Array;
  private readonly previousSame: Int32Array;

  // By pair: its tokens, its count, its places. They are found from left to right, so the first place is the text's first.
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly count: number[] = [];
  private readonly first: number[] = [];
  private readonly last: number[] = [];

  /** What a pair was when it went into the heap. It may have lost places since, so it is looked at once more. */
  private readonly counted: number[] = [];
  private readonly begun: number[] = [];
  private readonly heap = new Heap(
    (a, b) =>
      this.counted[a] > this.counted[b] || (this.counted[a] === this.counted[b] && this.begun[a] < this.begun[b]),
  );

  constructor(counts: ReadonlyMap<string, number>) {
    const words = [...counts].map(([piece, count]) => ({ bytes: toBytes(piece), count }));
    const size = words.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.token = new Int32Array(size);
    this.weight = new Int32Array(size);
    this.next = new Int32Array(size).fill(-1);
    this.previous = new Int32Array(size).fill(-1);
    this.pairAt = new Int32Array(size).fill(-1);
    this.nextSame = new Int32Array(size).fill(-1);
    this.previousSame = new Int32Array(size).fill(-1);
    const pairs = new Int32Array(byteTokens * byteTokens).fill(-1);
    let place = 0;
    for (const { bytes, count } of words) {
      for (let i = 0; i < bytes.length; i++, place++) {
        this.token[place] = bytes[i];
        this.weight[place] = count;
        if (i === 0) continue;
        this.previous[place] = place - 1;
        this.next[place - 1] = place;
        const key = bytes[i - 1] * byteTokens + bytes[i];
        if (pairs[key] < 0) pairs[key] = this.newPair(bytes[i - 1], bytes[i]);
        this.add(pairs[key], place - 1);
      }
    }
    this.enter(0);
  }

  // #region merge
  /** Joins the most frequent pair at all of its places; undefined when there is none. */
  merge(token: number): Merge | undefined {
    const pair = this.mostFrequent();
    if (pair === undefined) return undefined;
    const { left, right, next, previous } = this;
    const count = this.count[pair];
    let joined = 0;
    const firstNew = left.length;
    /** The new pairs, by the token that stands before or after the new one. */
    const before = new Map<number, number>();
    const after = new Map<number, number>();
    for (let at = this.first[pair]; at >= 0; at = this.first[pair]) {
      // In "aaa" the second "aa" is gone when the first is joined.
      const other = next[at];
      const outer = next[other];
      const inner = previous[at];
      this.remove(at);
      if (outer >= 0) this.remove(other);
      if (inner >= 0) this.remove(inner);
      this.token[at] = token;
      joined += this.weight[at];
      next[at] = outer;
      if (outer >= 0) {
        previous[outer] = at;
        this.add(this.pairOf(token, this.token[outer], this.token[outer], after), at);
      }
      if (inner >= 0) this.add(this.pairOf(this.token[inner], token, this.token[inner], before), inner);
    }
    this.enter(firstNew);
    return { left: left[pair], right: right[pair], count, joined };
  }
  // #endregion

  private mostFrequent(): number | undefined {
    for (;;) {
      const pair = this.heap.pop();
      if (pair === undefined || this.count[pair] === 0) {
        if (pair === undefined) return undefined;
        continue;
      }
      if (this.counted[pair] === this.count[pair] && this.begun[pair] === this.first[pair]) return pair;
      this.push(pair);
    }
  }

  /** Puts the pairs from a number on into the heap. */
  private enter(from: number): void {
    for (let pair = from; pair < this.left.length; pair++) if (this.count[pair] > 0) this.push(pair);
  }

  private push(pair: number): void {
    this.counted[pair] = this.count[pair];
    this.begun[pair] = this.first[pair];
    this.heap.push(pair);
  }

  private pairOf(left: number, right: number, neighbour: number, known: Map<number, number>): number {
    const pair = known.get(neighbour) ?? this.newPair(left, right);
    known.set(neighbour, pair);
    return pair;
  }

  private newPair(left: number, right: number): number {
    this.left.push(left);
    this.right.push(right);
    this.count.push(0);
    this.first.push(-1);
    return this.last.push(-1) - 1;
  }

  private add(pair: number, place: number): void {
    const before = this.last[pair];
    this.pairAt[place] = pair;
    this.previousSame[place] = before;
    this.nextSame[place] = -1;
    if (before >= 0) this.nextSame[before] = place;
    else this.first[pair] = place;
    this.last[pair] = place;
    this.count[pair] += this.weight[place];
  }

  private remove(place: number): void {
    const pair = this.pairAt[place];
    const before = this.previousSame[place];
    const after = this.nextSame[place];
    if (before >= 0) this.nextSame[before] = after;
    else this.first[pair] = after;
    if (after >= 0) this.previousSame[after] = before;
    else this.last[pair] = before;
    this.pairAt[place] = -1;
    this.count[pair] -= this.weight[place];
  }
}
