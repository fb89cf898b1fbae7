/** Is this our language? Which three letters follow each other tells, after a few dozen sentences of each: "the" and "ing" are
 *  English. Naive Bayes counts them (../naive-bayes/model.ts), a paragraph at a time.
 *  Left out: more than two languages, and "neither of them". Paper: Cavnar & Trenkle 1994. Read next: quality.ts */
import { NaiveBayes } from '../naive-bayes/model.ts';

/** Below so many letters there is too little to tell by; so many are enough. */
const [fewest, enough] = [12, 200];

export class LanguageFilter {
  private readonly model = new NaiveBayes(['ours', 'other']);

  /** @param ours sentences of the language that is wanted
   *  @param other sentences of what is not */
  constructor(ours: readonly string[], other: readonly string[]) {
    for (const sentence of ours) this.model.learn('ours', trigrams(sentence));
    for (const sentence of other) this.model.learn('other', trigrams(sentence));
  }

  isOurs(text: string): boolean {
    return text.length < fewest || this.model.classify(trigrams(text.slice(0, enough))).label === 'ours';
  }
}

/** trigrams('An ox') → [' an', 'an ', 'n o', ' ox', 'ox '] */
export function trigrams(text: string): string[] {
  const letters = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()} `;
  return Array.from({ length: Math.max(0, letters.length - 2) }, (_, at) => letters.slice(at, at + 3));
}
