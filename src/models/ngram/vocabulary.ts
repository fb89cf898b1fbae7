/** Every distinct token once, with a number of its own, straight from the bytes of the text.
 *  A word that follows a space keeps it in front, as in GPT's tokens: " mat" and "mat" (as in "door-mat") are two tokens,
 *  and text can be put together again exactly. Read next: ./tokenize.ts */

/** The number of the boundary mark: the end of one document and the beginning of the next. */
export const MARK = 0;

/** FNV-1a (Fowler, Noll, Vo), one byte at a time; the tokenizer hashes while it reads. */
export const hashStart = 0x811c9dc5 | 0;
export const hashStep = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** All tokens of a model by their numbers, the mark among them. */
export interface Tokens {
  /** How many there are. */
  readonly size: number;
  /** The token as it stands in text, its space in front included; empty for the mark. */
  text(id: number): string;
}

export class Vocabulary implements Tokens {
  /** Bytes of all tokens behind each other; token i is bytes[starts[i]] to bytes[starts[i + 1]]. */
  private bytes = new Uint8Array(1 << 12);
  private starts = new Int32Array(1 << 9);
  private hashes = new Int32Array(1 << 9);
  /** Open addressing; a slot holds id + 1, or 0. */
  private slots = new Int32Array(1 << 10);
  private count = 1; // the mark, which has no bytes
  private readonly decoder = new TextDecoder();

  get size(): number {
    return this.count;
  }

  /** The id of bytes[start, end), with a space put in front if `spaced`; a new one when it has not been seen.
   *  `hash` is the hash of exactly those bytes, the space included. */
  intern(source: Uint8Array, start: number, end: number, spaced: boolean, hash: number): number {
    const slot = this.slot(source, start, end, spaced, hash);
    return this.slots[slot] > 0 ? this.slots[slot] - 1 : this.add(source, start, end, spaced, hash, slot);
  }

  /** The id, or -1 when it has not been seen. */
  find(source: Uint8Array, start: number, end: number, spaced: boolean, hash: number): number {
    return this.slots[this.slot(source, start, end, spaced, hash)] - 1;
  }

  /** Where the token stands, or the empty slot where it would. */
  private slot(source: Uint8Array, start: number, end: number, spaced: boolean, hash: number): number {
    const mask = this.slots.length - 1;
    const extra = spaced ? 1 : 0;
    const length = end - start + extra;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot] - 1;
      if (id < 0) return slot;
      if (this.hashes[id] !== hash) continue;
      const at = this.starts[id];
      if (this.starts[id + 1] - at !== length || (spaced && this.bytes[at] !== 0x20)) continue;
      let i = start;
      while (i < end && source[i] === this.bytes[at + extra + i - start]) i++;
      if (i === end) return slot;
    }
  }

  private add(source: Uint8Array, start: number, end: number, spaced: boolean, hash: number, slot: number): number {
    const id = this.count++;
    let at = this.starts[id];
    if (id + 2 > this.starts.length) {
      this.starts = grown(this.starts);
      this.hashes = grown(this.hashes);
    }
    while (at + end - start + 1 > this.bytes.length) {
      const bytes = new Uint8Array(this.bytes.length * 2);
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    if (spaced) this.bytes[at++] = 0x20;
    this.bytes.set(source.subarray(start, end), at);
    this.starts[id + 1] = at + end - start;
    this.hashes[id] = hash;
    this.slots[slot] = id + 1;
    if (this.count * 2 > this.slots.length) this.rehash();
    return id;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.count; id++) {
      const hash = this.hashes[id];
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] > 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }

  text(id: number): string {
    return this.decoder.decode(this.bytes.subarray(this.starts[id], this.starts[id + 1]));
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2);
  twice.set(array);
  return twice;
}
