/** The sampler's words for what it does. */
import type { Rich } from '../../render/frame.ts';
import type { Belief, UnknownWord } from './params.ts';

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
export function describeFallback({ context, wanted }: Pick<Belief, 'context' | 'wanted'>): string | undefined {
  if (context.length >= wanted.length) return undefined;
  const to = context.length > 0 ? `'${context.join(' ')}'` : 'all words';
  return `never saw '${wanted.join(' ')}': fell back to ${to}`;
}

/** What to do about a word that the corpus lacks. */
export function describeUnknown({ word, near, elsewhere }: UnknownWord, corpus: string): string {
  const nearby = near.length > 0 ? `; it knows ${near.map((known) => `"${known}"`).join(', ')}` : '';
  const larger = elsewhere ? `; the corpus ${elsewhere} knows it` : '';
  return `"${word}" never stands in ${corpus === '-' ? 'this text' : corpus}${nearby}${larger}`;
}
