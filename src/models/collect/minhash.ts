/** How alike are two texts, without comparing them word by word? Cut each into shingles, runs of k words. Their likeness is the
 *  share of shingles that both have (Jaccard: |A ∩ B| / |A ∪ B|). Now number all shingles in a random order: the two texts have
 *  the same smallest shingle with just that probability. So 128 random orders give 128 numbers a text, and the share of places
 *  where two texts agree estimates their likeness, with a standard error of at most 4.4 %.
 *  Left out: permutations that are truly random; a mixed hash does. Paper: Broder 1997. Read next: near-copies.ts */
import type { Random } from '../../nn/random.ts';

/** Random orders, numbers of a signature. */
export const orders = 128;

/** The runs of k words of a text, without case and signs, as 32-bit hashes; a shorter text is one shingle.
 *
 *  shingles('a b c', 2).size === 2 */
export function shingles(text: string, k: number): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set<number>();
  for (let at = 0; at + k <= words.length || at === 0; at++) found.add(hash(words.slice(at, at + k).join(' ')));
  return found;
}

/** The true likeness: shared shingles among all. Two texts without words are alike. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0;
  for (const shingle of a) if (b.has(shingle)) both++;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}

// #region minhash
/** Makes signatures: by the same orders for all texts. */
export class MinHash {
  private readonly seeds: Int32Array;

  constructor(random: Random) {
    this.seeds = Int32Array.from({ length: orders }, () => random.bits());
  }

  /** [orders]: the smallest number that any shingle has in each order */
  signature(shingles: ReadonlySet<number>): Uint32Array {
    const smallest = new Uint32Array(orders).fill(0xffffffff);
    for (const shingle of shingles) {
      for (let i = 0; i < orders; i++) {
        const place = mix(shingle ^ this.seeds[i]) >>> 0;
        if (place < smallest[i]) smallest[i] = place;
      }
    }
    return smallest;
  }
}

/** The share of orders in which both have the same smallest shingle. */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < orders; i++) if (a[i] === b[i]) same++;
  return same / orders;
}
// #endregion

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** Turns a number into another, each into one of its own, so that neighbours land anywhere (the end of MurmurHash3). */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
