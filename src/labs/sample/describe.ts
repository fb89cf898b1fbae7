/** The sampler's words for what it does. */
import type { Rich } from '../../render/frame.ts';
import type { Belief, SampleParams, UnknownWord } from './params.ts';

const signs: Readonly<Record<string, string>> = { ' ': '␣', '\n': '⏎', '\t': '⇥' };

/** " a\n" → "␣a⏎" */
export const withSigns = (text: string): string => text.replace(/[ \n\t]/g, (blank) => signs[blank]);

/** A token that can be seen: a space by itself gets a name, others a sign. */
export const visible = (token: string): string => (token === ' ' ? '(space)' : withSigns(token));

/** Which context the candidates follow, and what had to be forgotten to find one. */
export function describeContext(step: Belief, unit: string, more: readonly string[] = []): Rich {
  const { context, wanted, order } = step;
  if (wanted === undefined) return [describeView(context), ...more];
  const after: Rich =
    context.length > 0
      ? ['after ', { text: `"${joined(context, unit)}"`, bold: true }]
      : wanted.length > 0 || order === 1
        ? ['anywhere in the corpus']
        : ['at the beginning of a line'];
  const fallback = describeFallback(step, unit);
  return fallback ? [...after, ...more, '\n', { text: fallback, tone: 'warn' }] : [...after, ...more];
}

/** A network looks at everything that fits into its context. */
const describeView = (context: readonly string[]): string =>
  context.length === 0
    ? 'at the beginning'
    : `looks at ${context.length === 1 ? 'the token' : `all ${context.length} tokens`} before`;

/** Tokens as text: pairs of bytes have their spaces in them. */
export const joined = (tokens: readonly string[], unit: string): string =>
  unit === 'bpe' ? tokens.join('').trim() : tokens.join(' ');

/** "never saw 'sat on a': fell back to 'on a'", when that is what happened. */
export function describeFallback({ context, wanted, total }: Belief, unit: string): string | undefined {
  if (wanted === undefined) return undefined;
  if (total === 0) return `never saw '${joined(wanted, unit)}': all tokens are equally likely`;
  if (context.length >= wanted.length) return undefined;
  const to = context.length > 0 ? `'${joined(context, unit)}'` : unit === 'word' ? 'all words' : 'all tokens';
  return `never saw '${joined(wanted, unit)}': fell back to ${to}`;
}

/** Pairs of bytes have a vocabulary before they meet the text: some bytes it never has. */
export const describeSize = (tokens: number, vocabulary: number, unit: string): string =>
  `${tokens} tokens, ${unit === 'bpe' ? `a vocabulary of ${vocabulary}` : `${vocabulary} different`}`;

/** Why the shares are not those of the counts, if they are not. */
export const describeSmoothing = ({ smoothing }: Pick<SampleParams, 'smoothing'>): string[] =>
  smoothing === 'none' ? [] : [` · smoothed: ${smoothing}`];

/** Words that one line names. */
const wordsShown = 5;

/** What a person does for words that a corpus lacks, in the form of the face that says it: a knob to turn, a command. */
export interface Remedies {
  /** Takes the built-in corpus that has them. */
  take(corpus: string): string;
  /** Takes a text of one's own. */
  readonly own: string;
}

/** Words of the prompt that were never seen: a line at most for each kind of remedy.
 *  @param who never saw them */
export function describeUnknown(unknown: readonly UnknownWord[], who: string, { take, own }: Remedies): string[] {
  const lines: string[] = [];
  const say = (words: readonly UnknownWord[], remedy: () => string): void => {
    if (words.length === 0) return;
    const named = quoted(words.map(({ word }) => word));
    lines.push(`${who} never saw ${named}; ${remedy()}`);
  };
  const elsewhere = unknown.filter((word) => word.elsewhere);
  const nowhere = unknown.filter((word) => !word.elsewhere);
  const near = nowhere.filter((word) => word.near.length > 0);
  say(elsewhere, () => `${elsewhere[0].elsewhere} did: ${take(elsewhere[0].elsewhere!)}`);
  say(near, () => `it does know ${quoted(near.flatMap((word) => word.near))}`);
  say(
    nowhere.filter((word) => word.near.length === 0),
    () => `a text that has such words can teach it: ${own}`,
  );
  return lines;
}

/** Who never saw a word: the corpus. */
export const corpusName = (corpus: string): string => (corpus === '-' ? 'this text' : corpus);

function quoted(words: readonly string[]): string {
  const shown = words.slice(0, wordsShown).map((word) => `"${visible(word)}"`);
  return shown.join(', ') + (words.length > wordsShown ? ` and ${words.length - wordsShown} more` : '');
}
