/** The one source of chance: a small seeded generator, handed down to whatever needs it.
 *  sfc32 (Chris Doty-Humphrey's "small fast counting" generator, 128 bits of state), seeded by splitmix32.
 *  Left out: jumping ahead, cryptographic strength. Paper: none; PractRand is its test suite.
 *
 *  new Random(7).next() === new Random(7).next()
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  /** Normal numbers are made in pairs: the second of a pair, until it is asked for. */
  private spare?: number;

  /** @param seed a whole number from 0 up; what is above 32 bits is folded in, so there are 2³² different streams */
  constructor(seed: number) {
    let state = (seed ^ Math.floor(seed / 0x100000000)) | 0;
    const split = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) | 0;
    };
    this.a = split();
    this.b = split();
    this.c = split();
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum;
  }

  /** A number in [0, 1), with 32 bits of resolution. */
  next(): number {
    return (this.bits() >>> 0) / 0x100000000;
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  // #region normal
  /** A standard normal number: a point in the unit disc, stretched (Marsaglia's polar method). Sine and cosine would do
   *  without the loop, but differ in the last digit between engines. */
  normal(): number {
    if (this.spare !== undefined) {
      const kept = this.spare;
      this.spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const r = x * x + y * y;
      if (r >= 1 || r === 0) continue;
      const stretch = Math.sqrt((-2 * Math.log(r)) / r);
      this.spare = y * stretch;
      return x * stretch;
    }
  }
  // #endregion

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /** A generator of its own, so that two users of chance do not disturb each other. */
  fork(): Random {
    return new Random(this.bits() >>> 0);
  }

  /** Where the generator stands; `restore` goes on from there with the same numbers. */
  save(): RandomState {
    return { words: [this.a, this.b, this.c, this.counter], spare: this.spare };
  }

  restore({ words, spare }: RandomState): void {
    [this.a, this.b, this.c, this.counter] = words;
    this.spare = spare;
  }
}

export interface RandomState {
  readonly words: readonly [number, number, number, number];
  readonly spare?: number;
}

/** The items in another order. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
