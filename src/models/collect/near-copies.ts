/** Finds texts that are nearly the same, without comparing each with each. A signature is cut into bands; whoever has a band
 *  in common with an earlier text is compared with it, and nobody else. Alike texts meet in some band almost surely, others
 *  almost never (locality-sensitive hashing).
 *  Papers: Broder 1997; Lee et al. 2021, "Deduplicating Training Data Makes Language Models Better". Read first: minhash.ts */
import { likeness, orders } from './minhash.ts';

/** Estimates this far below the truth are rarer than one in a thousand. */
const caution = 0.15;

export class NearCopies {
  /** By band and its numbers: who has it. */
  private readonly buckets = new Map<string, number[]>();
  private readonly signatures: Uint32Array[] = [];
  /** By text: another of its group, up to one that points at itself. */
  private readonly group: number[] = [];
  /** Numbers in a band. */
  private readonly rows: number;

  /** @param threshold from which likeness on two texts count as copies, from 0 to 1 */
  constructor(private readonly threshold: number) {
    this.rows = rowsFor(threshold);
  }

  // #region near-copies
  /** Add a text; the answer is the earlier one that is most like it, if one is alike enough. */
  add(signature: Uint32Array): { readonly of: number; readonly likeness: number } | undefined {
    const own = this.signatures.push(signature) - 1;
    this.group.push(own);
    let best: { of: number; likeness: number } | undefined;
    const compared = new Set<number>();
    for (let from = 0; from < orders; from += this.rows) {
      const band = `${from}:${signature.subarray(from, from + this.rows).join()}`;
      const met = this.buckets.get(band);
      if (!met) {
        this.buckets.set(band, [own]);
        continue;
      }
      for (const other of met) {
        if (compared.has(other)) continue;
        compared.add(other);
        const alike = likeness(signature, this.signatures[other]);
        if (alike >= this.threshold - caution) this.group[this.groupOf(other)] = this.groupOf(own);
        if (alike >= this.threshold && (!best || alike > best.likeness)) best = { of: other, likeness: alike };
      }
      met.push(own);
    }
    return best;
  }
  // #endregion

  /** A number that all texts of a group have in common, however far apart its ends are. Groups are wider than copies: whatever
   *  could be one in truth, the estimate being too low, is in it too. */
  groupOf(text: number): number {
    let at = text;
    while (this.group[at] !== at) at = this.group[at] = this.group[this.group[at]];
    return at;
  }
}

/** The longest bands with which texts at the threshold still meet 999 times in 1000: b bands of r numbers let two texts of
 *  likeness s meet with probability 1 - (1 - s^r)^b. */
function rowsFor(threshold: number): number {
  let rows = 1;
  for (let next = 2; next <= 16; next *= 2) {
    if (1 - power(1 - power(threshold, next), orders / next) >= 0.999) rows = next;
  }
  return rows;
}

/** n factors; engines differ in the last digit of powers. */
function power(base: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= base;
  return product;
}
