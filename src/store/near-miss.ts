/** The name that was meant. */
import { closest, distance } from 'fastest-levenshtein';

/** "Did you mean …?" when a name is near, else all there are. */
export function suggest(word: string, names: readonly string[]): string {
  const nearest = names.length > 0 ? closest(word, names) : undefined;
  if (nearest !== undefined && distance(word, nearest) <= Math.max(2, word.length / 3))
    return `Did you mean ${nearest}?`;
  return names.length === 1 ? `There is ${names[0]}.` : `There are ${names.join(', ')}.`;
}
