/** The counts of all n-grams of one length, in one typed array.
 *  An n-gram is a context (an n-gram one shorter, by its number) and the token that follows. A slot holds four whole
 *  numbers side by side, so that one look at memory answers: context, token, own number, count. Read next: ./count.ts */

const CONTEXT = 0;
const TOKEN = 1;
const NUMBER = 2;
const COUNT = 3;
const width = 4;
/** Tokens whose slots are fetched together. */
const stretch = 256;
/** Share of slots in use at which the table doubles. */
const fullest = 0.6;

/** What followed each context: the continuations of context c are entries starts[c] to starts[c + 1]. */
export interface Continuations {
  readonly starts: Int32Array;
  readonly tokens: Int32Array;
  readonly counts: Int32Array;
}

/** All n-grams of one length by their number. */
export interface Grams {
  readonly contexts: Int32Array;
  readonly tokens: Int32Array;
  readonly counts: Int32Array;
}

export class Level {
  private slots = new Int32Array(width << 10);
  private size = 0;
  private readonly begin = new Int32Array(stretch);
  private touched = 0;
  private grouped?: Continuations;

  /** Distinct n-grams. */
  get types(): number {
    return this.size;
  }

  /** Counts the n-grams of a block: after context `contexts[i]` stands `tokens[i]`. Contexts below 0 are none.
   *  Writes the number of each n-gram to `numbers[i + 1]`, -1 where there is none; `ends` is the token no context may hold. */
  add(contexts: Int32Array, tokens: Int32Array, numbers: Int32Array, ends: number): void {
    this.grouped = undefined;
    for (let from = 0; from < tokens.length; from += stretch) {
      const to = Math.min(tokens.length, from + stretch);
      while (this.size + stretch > (this.slots.length / width) * fullest) this.grow();
      this.touched ^= this.touch(contexts, tokens, from, to);
      this.addStretch(contexts, tokens, numbers, ends, from, to);
    }
  }

  /** Finds where each search begins and looks there once. These looks do not wait for each other, so the processor
   *  fetches the memory of a whole stretch at once, before the counting needs it. */
  private touch(contexts: Int32Array, tokens: Int32Array, from: number, to: number): number {
    const { slots, begin } = this;
    const mask = slots.length / width - 1;
    let seen = 0;
    for (let i = from; i < to; i++) {
      const slot = start(contexts[i], tokens[i], mask);
      begin[i - from] = slot;
      seen ^= slots[slot];
    }
    return seen;
  }

  private addStretch(
    contexts: Int32Array,
    tokens: Int32Array,
    numbers: Int32Array,
    ends: number,
    from: number,
    to: number,
  ): void {
    const { slots, begin } = this;
    const last = slots.length - width;
    for (let i = from; i < to; i++) {
      const context = contexts[i];
      const token = tokens[i];
      if (context < 0) {
        numbers[i + 1] = -1;
        continue;
      }
      let slot = begin[i - from];
      let count = slots[slot + COUNT];
      while (count > 0 && (slots[slot + CONTEXT] !== context || slots[slot + TOKEN] !== token)) {
        slot = (slot + width) & last;
        count = slots[slot + COUNT];
      }
      if (count === 0) {
        slots[slot + CONTEXT] = context;
        slots[slot + TOKEN] = token;
        slots[slot + NUMBER] = this.size++;
      }
      slots[slot + COUNT] = count + 1;
      numbers[i + 1] = token === ends ? -1 : slots[slot + NUMBER];
    }
  }

  private grow(): void {
    const from = this.slots;
    const to = new Int32Array(from.length * 2);
    const mask = to.length / width - 1;
    for (let at = 0; at < from.length; at += width) {
      if (from[at + COUNT] === 0) continue;
      let slot = start(from[at + CONTEXT], from[at + TOKEN], mask);
      while (to[slot + COUNT] > 0) slot = (slot + width) & (mask * width);
      to[slot] = from[at];
      to[slot + TOKEN] = from[at + TOKEN];
      to[slot + NUMBER] = from[at + NUMBER];
      to[slot + COUNT] = from[at + COUNT];
    }
    this.slots = to;
  }

  /** The number of the n-gram, or -1 if it never occurred. */
  find(context: number, token: number): number {
    const slot = this.slot(context, token);
    return slot < 0 ? -1 : this.slots[slot + NUMBER];
  }

  /** How often the n-gram occurred. */
  count(context: number, token: number): number {
    const slot = this.slot(context, token);
    return slot < 0 ? 0 : this.slots[slot + COUNT];
  }

  private slot(context: number, token: number): number {
    if (context < 0 || token < 0) return -1;
    const { slots } = this;
    const mask = slots.length / width - 1;
    let slot = start(context, token, mask);
    while (slots[slot + COUNT] > 0) {
      if (slots[slot + CONTEXT] === context && slots[slot + TOKEN] === token) return slot;
      slot = (slot + width) & (mask * width);
    }
    return -1;
  }

  list(): Grams {
    const { slots } = this;
    const [contexts, tokens, counts] = [0, 1, 2].map(() => new Int32Array(this.size));
    for (let at = 0; at < slots.length; at += width) {
      if (slots[at + COUNT] === 0) continue;
      const number = slots[at + NUMBER];
      contexts[number] = slots[at + CONTEXT];
      tokens[number] = slots[at + TOKEN];
      counts[number] = slots[at + COUNT];
    }
    return { contexts, tokens, counts };
  }

  /** Sorted by context (a counting sort), made when first asked for. `contexts` is how many contexts there are. */
  continuations(contexts: number): Continuations {
    if (this.grouped) return this.grouped;
    const { slots } = this;
    const starts = new Int32Array(contexts + 1);
    for (let at = 0; at < slots.length; at += width) if (slots[at + COUNT] > 0) starts[slots[at] + 1]++;
    for (let i = 0; i < contexts; i++) starts[i + 1] += starts[i];
    const tokens = new Int32Array(this.size);
    const counts = new Int32Array(this.size);
    const next = starts.slice(0, contexts);
    for (let at = 0; at < slots.length; at += width) {
      if (slots[at + COUNT] === 0) continue;
      const to = next[slots[at]]++;
      tokens[to] = slots[at + TOKEN];
      counts[to] = slots[at + COUNT];
    }
    this.grouped = { starts, tokens, counts };
    return this.grouped;
  }
}

/** The slot where the search for an n-gram begins: a multiplicative hash with the high bits mixed into the low ones. */
function start(context: number, token: number, mask: number): number {
  let hash = Math.imul(context, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 16)) & mask) * width;
}
