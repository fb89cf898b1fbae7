/** A text that comes token by token, and ends where a stop string begins. What may be the beginning of one is held back until it is
 *  known whether it is. Only whole characters are given, as the writer waits for the rest of their bytes.
 *  The first stop string is the one that is complete first; of two that are complete at the same place it is the longer.
 *  Paper: Knuth, Morris & Pratt 1977. Read first: ../tokenizer/tokenizer.ts */

/** Makes text of tokens: `TextWriter`, `TokenWriter`, or the `Writer` of ../ngram/generate.ts. */
export interface TextOf {
  /** What a token adds; nothing while its bytes wait for the rest of a character. */
  write(token: number): string;
  /** What still waits, as far as it can be shown. */
  finish(): string;
}

/** What is certain by now. */
export interface Released<T> {
  readonly text: string;
  /** What was said about the tokens that made this text, in their order. The last one is cut where a stop string begins within it;
   *  those that begin with the stop string, or after, never come. */
  readonly tokens: readonly T[];
  /** A stop string came: this is all. */
  readonly stopped: boolean;
}

interface Held<T> {
  readonly text: string;
  readonly about?: T;
}

export class StopText<T> {
  private readonly stops: readonly Stop[];
  private held: Held<T>[] = [];
  private stopped = false;

  /** @param stops empty ones, and halves of characters, stand in no text: they stop nothing */
  constructor(
    private readonly writer: TextOf,
    stops: readonly string[],
  ) {
    this.stops = stops.filter((stop) => stop !== '' && !/\p{Surrogate}/u.test(stop)).map((stop) => new Stop(stop));
  }

  /** One token more. After a stop string nothing comes. */
  write(token: number, about: T): Released<T> {
    if (this.stopped) return this.nothing;
    return this.read({ text: this.writer.write(token), about });
  }

  /** The text is over: what was held back. */
  finish(): Released<T> {
    if (this.stopped) return this.nothing;
    const last = this.read({ text: this.writer.finish() });
    if (last.stopped) return last;
    const rest = this.release(this.held.length);
    return { ...rest, text: last.text + rest.text, tokens: [...last.tokens, ...rest.tokens] };
  }

  // #region stop
  private read(now: Held<T>): Released<T> {
    this.held.push(now);
    for (let i = 0; i < now.text.length; i++) {
      let found = 0;
      for (const stop of this.stops) if (stop.read(now.text.charCodeAt(i))) found = Math.max(found, stop.length);
      // Characters of what is held that come after this one.
      if (found > 0) return this.cut(now.text.length - i - 1 + found);
    }
    const open = this.stops.reduce((most, { matched }) => Math.max(most, matched), 0);
    return this.release(this.certain(open));
  }
  // #endregion

  /** How many of what is held end before the last `open` characters, and have their text. */
  private certain(open: number): number {
    let end = this.held.length;
    for (let behind = 0; end > 0; end--) {
      const { text } = this.held[end - 1];
      if (text !== '' && behind >= open) break;
      behind += text.length;
    }
    return end;
  }

  /** Ends the text before its last characters. @param last of what is held */
  private cut(last: number): Released<T> {
    this.stopped = true;
    const text = this.held.map(({ text }) => text).join('');
    const stop = text.length - last;
    let begins = 0;
    let tokens = 0;
    while (begins < stop) begins += this.held[tokens++].text.length;
    return { ...this.release(tokens), text: text.slice(0, stop), stopped: true };
  }

  private release(count: number): Released<T> {
    const given = this.held.slice(0, count);
    this.held = this.held.slice(count);
    return {
      text: given.map(({ text }) => text).join(''),
      tokens: given.flatMap(({ about }) => (about === undefined ? [] : [about])),
      stopped: false,
    };
  }

  private get nothing(): Released<T> {
    return { text: '', tokens: [], stopped: true };
  }
}

/** One stop string, and how much of it the text ends with. */
class Stop {
  /** Of its beginning that has been read. */
  matched = 0;
  /** At i: how long the longest proper beginning is that its first i + 1 characters end with. */
  private readonly again: Int32Array;

  constructor(private readonly text: string) {
    this.again = new Int32Array(text.length);
    for (let i = 1, k = 0; i < text.length; i++) {
      while (k > 0 && text[i] !== text[k]) k = this.again[k - 1];
      if (text[i] === text[k]) k++;
      this.again[i] = k;
    }
  }

  get length(): number {
    return this.text.length;
  }

  /** @returns whether the text ends with all of it */
  read(unit: number): boolean {
    const { text, again } = this;
    let k = this.matched;
    while (k > 0 && text.charCodeAt(k) !== unit) k = again[k - 1];
    if (text.charCodeAt(k) === unit) k++;
    this.matched = k;
    return k === text.length;
  }
}
