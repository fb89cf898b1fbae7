/** Is it text that a person would read? Simple counts find most of what is not. Each has a reason that can be told.
 *  The rules are those of C4 and Gopher; the limits are ours, for these pages are short.
 *  Left out: models that judge, lists of bad words. What is well written passes, true or not, harmful or not.
 *  Papers: Raffel et al. 2020, section 2.2 (C4); Rae et al. 2021, appendix A (Gopher). Read next: minhash.ts */

// #region quality
const rules: readonly { readonly reason: string; readonly broken: (text: Counts) => boolean }[] = [
  { reason: 'too short', broken: ({ words }) => words.length < 15 },
  { reason: 'code', broken: ({ text }) => /[{}]/.test(text) },
  { reason: 'filler', broken: ({ text }) => /lorem ipsum/i.test(text) },
  { reason: 'no sentences', broken: ({ sentences, words }) => words.length / sentences.length > 40 },
  { reason: 'shouting', broken: ({ words }) => share(words, (word) => /^[A-Z]{2,}\W*$/.test(word)) > 0.2 },
  { reason: 'not words', broken: ({ words }) => share(words, (word) => !/\p{L}/u.test(word)) > 0.2 },
  { reason: 'odd words', broken: ({ words }) => !within(mean(words.map(({ length }) => length)), 3, 9) },
  { reason: 'no small words', broken: ({ words }) => share(words, (word) => small.has(word.toLowerCase())) < 0.05 },
  { reason: 'repeats itself', broken: ({ sentences }) => new Set(sentences).size < sentences.length * 0.7 },
];

/** Words that hardly any English text can do without. */
const small = new Set('the a an of and to is in that have has with for at on'.split(' '));
// #endregion

interface Counts {
  readonly text: string;
  readonly words: readonly string[];
  readonly sentences: readonly string[];
}

/** Why a text is not wanted; nothing when it is.
 *
 *  qualityProblem('Come back soon.') === 'too short' */
export function qualityProblem(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const sentences = text.split(/(?<=[.!?])\s+/);
  return rules.find(({ broken }) => broken({ text, words, sentences }))?.reason;
}

export const qualityReasons: readonly string[] = rules.map(({ reason }) => reason);

const share = <T>(items: readonly T[], has: (item: T) => boolean): number =>
  items.filter(has).length / Math.max(1, items.length);
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);
const within = (n: number, least: number, most: number): boolean => n >= least && n <= most;
