/** The n-gram model once more, as slow and as plain as can be: regular expressions for tokens, lists for contexts. It shares
 *  no code with src/models/ngram, so that the two can be held against each other. */
import type { Unit } from '../../../src/models/ngram/tokenize.ts';

const newline = /[\r\n\u2028\u2029]/;

/** Documents as lists of tokens; a word keeps the space in front of it. */
export function documents(text: string, unit: Unit): string[][] {
  return text
    .replace(/^\ufeff/, '')
    .split(newline)
    .map((line) => (unit === 'word' ? words(line) : characters(line)))
    .filter((tokens) => tokens.length > 0);
}

/** What nobody sees parts tokens as a space does. */
const unseen = /[\p{C}\p{Z}[\p{Default_Ignorable_Code_Point}--\p{Variation_Selector}]]/v;
const word = new RegExp(
  `[[\\p{L}\\p{N}\\p{M}_]--[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}${unseen.source}]]`,
  'v',
);
const token = new RegExp(`${word.source}+(?:['’\\-]${word.source}+)*|(?!${unseen.source}).`, 'gv');

function words(line: string): string[] {
  return [...line.matchAll(token)].map(({ 0: found, index }) => {
    const before = line.slice(0, index);
    return before === '' || new RegExp(`${unseen.source}$`, 'v').test(before) ? ` ${found}` : found;
  });
}

const characters = (line: string): string[] =>
  [...line.replaceAll('\t', ' ')].filter((character) => character === ' ' || !unseen.test(character));

/** The mark between documents. */
export const mark = '';

export interface Prediction {
  readonly order: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What followed the longest context that the text has, among those that end in the prompt. Contexts reach back to the mark
 *  at the beginning of a document, and not over it. */
export function predict(text: string, prompt: string, order: number, unit: Unit): Prediction {
  const texts = documents(text, unit);
  const open = prompt.split(newline).at(-1)!;
  const seen = [mark, ...(documents(open, unit)[0] ?? [])];
  for (let length = Math.min(order - 1, seen.length); length >= 1; length--) {
    const counts = after(texts, seen.slice(seen.length - length));
    if (counts.size > 0) return { order: length + 1, counts };
  }
  return { order: 1, counts: tally(texts.flatMap((tokens) => [...tokens, mark])) };
}

function after(texts: string[][], context: string[]): Map<string, number> {
  const found: string[] = [];
  for (const tokens of texts) {
    const row = [mark, ...tokens, mark];
    for (let end = context.length; end < row.length; end++) {
      if (context.every((token, i) => row[end - context.length + i] === token)) found.push(row[end]);
    }
  }
  return tally(found);
}

function tally(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** A corpus of given chunks. */
export const chunked = (chunks: readonly Uint8Array[], name = 'test') => ({ name, chunks: () => chunks });
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
