/** The name that was meant. */
import { closest, distance } from 'fastest-levenshtein';

/** The nearest of some names, when it is near enough to be meant: at most so many letters off. */
export function nearMiss(
  word: string,
  names: readonly string[],
  most = Math.max(2, word.length / 3),
): string | undefined {
  if (names.length === 0) return undefined;
  const nearest = closest(word, names);
  return distance(word, nearest) <= most ? nearest : undefined;
}

/** "Did you mean …?" when a name is near, else all there are. */
export function suggest(word: string, names: readonly string[], written = (name: string): string => name): string {
  const near = nearMiss(word, names);
  if (near !== undefined) return `Did you mean ${written(near)}?`;
  return names.length === 1 ? `There is ${written(names[0])}.` : `There are ${names.map(written).join(', ')}.`;
}
