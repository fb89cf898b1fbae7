/** What stands between a model and the world, and how its judgement is kept: a text leaves sentence by sentence, each when all of the
 *  text up to its end has been seen. A sentence that is stopped, and all behind it, is never sent; what went before it was. */
import type { Heard } from './engine.ts';

export type Verdict = { readonly stop: false } | { readonly stop: true; readonly rule: string };

export interface Filter {
  /** Judges what is asked. */
  in(text: string): Verdict;
  /** @returns judges an answer with everything that came before, each time there is more of it */
  out(): (more: string) => Verdict;
}

export interface Stopped {
  /** On its way to the model, or from it. */
  readonly side: 'in' | 'out';
  readonly rule: string;
}

type Piece = Extract<Heard, { kind: 'piece' }>;

/** A sentence is over when a blank follows its stop, for 3.14 goes on. */
const sentenceEnds = /[.!?…]["'”’)\]]*(?=\s)|\n/gu;

/** Holds pieces of one answer back until they may go. */
export class Watch {
  private held: Piece[] = [];
  /** All that was said, gone or held. */
  private text = '';
  /** Characters that are gone. */
  private gone = 0;
  /** Characters that may go, as far as pieces end there. */
  private passed = 0;
  private readonly judge: ReturnType<Filter['out']>;
  stopped?: Stopped;

  constructor(filter: Filter) {
    this.judge = filter.out();
  }

  /** @returns the pieces that may go now */
  hear(piece: Piece): readonly Piece[] {
    if (this.stopped) return [];
    this.text += piece.text;
    this.held.push(piece);
    const end = this.lastEnd();
    return end > this.gone && this.passes(end) ? this.release(end) : [];
  }

  /** What is left, when the answer has ended. */
  end(): readonly Piece[] {
    const end = this.text.length;
    return !this.stopped && this.held.length > 0 && this.passes(end) ? this.release(end) : [];
  }

  private passes(end: number): boolean {
    if (end <= this.passed) return true;
    const verdict = this.judge(this.text.slice(this.passed, end));
    this.passed = end;
    if (verdict.stop) this.stopped = { side: 'out', rule: verdict.rule };
    return !verdict.stop;
  }

  private lastEnd(): number {
    const after = this.text.slice(this.gone);
    const last = [...after.matchAll(sentenceEnds)].at(-1);
    return last ? this.gone + last.index + last[0].length : 0;
  }

  /** The pieces that end by there: one that also holds the beginning of the next sentence waits for that one. */
  private release(end: number): readonly Piece[] {
    let count = 0;
    while (count < this.held.length && this.gone + this.held[count].text.length <= end) {
      this.gone += this.held[count++].text.length;
    }
    return this.held.splice(0, count);
  }
}
