/** An answer as it grows, judged again and again without reading all of it each time: a verdict hangs on the words near the end, when
 *  what stands before them was let through. The verdicts are those on the whole text.
 *  Read first: ./filter.ts, ./features.ts */
import { wordsIn } from './features.ts';
import type { SafetyFilter, Verdict } from './filter.ts';
import { inPlainSigns } from './plain.ts';

/** Words that are looked at again: every window that reaches beyond them begins among them. */
const looked = 30;

/** Behind a sentence or a line: neither a rule nor a word nor a run of spaced letters goes across. */
const behind = /(?<=[.!?]) +(?=\S)|\n+/g;

export class GrowingText {
  /** What is looked at again. */
  private rest = '';
  /** Words before it. */
  private before = 0;

  constructor(private readonly filter: SafetyFilter) {}

  /** @param more what came since, up to the end of a word
   *  @returns whether the text may go on; if it may not, it is over */
  add(more: string): Verdict {
    this.rest += more;
    const verdict = this.filter.out(this.rest, this.before);
    if (!verdict.stopped) this.forget();
    return verdict;
  }

  private forget(): void {
    const { rest } = this;
    const places = Array.from(rest.matchAll(behind), ({ index, 0: { length } }) => index + length);
    let words = 0;
    let end = rest.length;
    for (const place of places.reverse()) {
      words += wordsOf(rest.slice(place, end));
      end = place;
      if (words < looked) continue;
      this.before += wordsOf(rest.slice(0, place));
      this.rest = rest.slice(place);
      return;
    }
  }
}

const wordsOf = (text: string): number => wordsIn(inPlainSigns(text)).length;
