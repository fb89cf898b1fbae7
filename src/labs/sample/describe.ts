/** The sampler's words for what it does. */
import type { Rich } from '../../render/frame.ts';
import type { Belief, SampleParams, UnknownWord } from './params.ts';

/** A token that can be seen: a space or an empty one gets a name. */
export const visible = (token: string): string => (token === ' ' ? '(space)' : token);

/** Which context the candidates follow, and what had to be forgotten to find one. */
export function describeContext(step: Belief, more: readonly string[] = []): Rich {
  const { context, wanted } = step;
  const after: Rich =
    context.length > 0
      ? ['after ', { text: `"${context.join(' ')}"`, bold: true }]
      : wanted.length > 0 || step.order === 1
        ? ['anywhere in the corpus']
        : ['at the beginning of a line'];
  const fallback = describeFallback(step);
  return fallback ? [...after, ...more, '\n', { text: fallback, tone: 'warn' }] : [...after, ...more];
}

/** "never saw 'sat on a': fell back to 'on a'", when that is what happened. */
export function describeFallback({
  context,
  wanted,
  total,
}: Pick<Belief, 'context' | 'wanted' | 'total'>): string | undefined {
  if (total === 0) return `never saw '${wanted.join(' ')}': all tokens are equally likely`;
  if (context.length >= wanted.length) return undefined;
  const to = context.length > 0 ? `'${context.join(' ')}'` : 'all words';
  return `never saw '${wanted.join(' ')}': fell back to ${to}`;
}

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

/** Words of the prompt that the corpus never saw: a line at most for each kind of remedy. */
export function describeUnknown(unknown: readonly UnknownWord[], corpus: string, { take, own }: Remedies): string[] {
  const lines: string[] = [];
  const say = (words: readonly UnknownWord[], remedy: () => string): void => {
    if (words.length === 0) return;
    const named = quoted(words.map(({ word }) => word));
    lines.push(`${corpus === '-' ? 'this text' : corpus} never saw ${named}; ${remedy()}`);
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

function quoted(words: readonly string[]): string {
  const shown = words.slice(0, wordsShown).map((word) => `"${word}"`);
  return shown.join(', ') + (words.length > wordsShown ? ` and ${words.length - wordsShown} more` : '');
}
