/** Which tokens are parts of one word, and which words are names: those that are written with a capital only, also within a
 *  line. */

const word = /[\p{L}\p{M}\p{N}]+/gu;
const capital = /^\p{Lu}\p{L}/u;
/** Behind these a word has no capital but its own. */
const within = /[\p{L}\p{N},;] $/u;

/** @param text all that was learnt from */
export function namesIn(text: string): ReadonlySet<string> {
  const small = new Set<string>();
  const names = new Set<string>();
  for (const line of text.split('\n')) {
    for (const { 0: found, index } of line.matchAll(word)) {
      if (!capital.test(found)) small.add(found.toLowerCase());
      else if (within.test(line.slice(Math.max(0, index - 2), index))) names.add(found);
    }
  }
  return new Set([...names].filter((name) => !small.has(name.toLowerCase())));
}

/** For each token the number of the word that it is of, or -1, and whether that word is a name.
 *  @param pieces what each token adds to the text
 *
 *  ["A", "da", " sl", "eeps", "."] → 0 0 1 1 -1 */
export function wordsOf(
  pieces: readonly string[],
  names: ReadonlySet<string>,
): { readonly words: number[]; readonly named: boolean[] } {
  const spans = [...pieces.join('').matchAll(word)];
  let at = 0;
  const words = pieces.map((piece) => {
    const [from, to] = [at, (at += piece.length)];
    return spans.findIndex(({ 0: found, index }) => index < to && index + found.length > from);
  });
  return { words, named: words.map((number) => number >= 0 && names.has(spans[number][0])) };
}
