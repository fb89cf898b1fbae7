/** What a prompt in free words asks for: each word that says something, as the word of scene.ts for it.
 *  Left out: grammar, but for a colour that stands before a place. "a boat on the sea" and "sea boat" ask for the same, as
 *  they do for the model.
 *  Read first: words.ts */
import { nearMiss } from '../near-miss.ts';
import { wordsOf } from '../words.ts';
import type { Prompt } from './caption.ts';
import { type Album, type Attribute, attributes, fullAlbum } from './scene.ts';
import { fillers, meanings } from './words.ts';

export interface Understood {
  readonly prompt: Prompt;
  /** Words that mean nothing here, each with a known one that is written much the same. */
  readonly unknown: readonly { readonly word: string; readonly near?: string }[];
  /** Words that are known, but for which there is no room: a second subject, the colour of a landscape. */
  readonly unused: readonly string[];
}

/** The words that an album can be asked for, in a fixed order: the vocabulary of a model that learns from it. */
export const vocabularyOf = (album: Album = fullAlbum): readonly string[] => [
  ...album.subjects,
  ...album.places,
  ...album.times,
  ...album.weathers,
  ...album.colours,
];

const attributeOf: ReadonlyMap<string, Attribute> = new Map(
  (Object.keys(attributes) as Attribute[]).flatMap((attribute) =>
    attributes[attribute].map((word) => [word, attribute] as const),
  ),
);

/** Also without the ending of a plural. */
const meaningOf = (word: string): string | undefined =>
  meanings.get(word) ?? meanings.get(word.replace(/s$/, '')) ?? meanings.get(word.replace(/es$/, ''));

/** parsePrompt('a red kitten by the ocean').prompt → {colour: 'red', subject: 'cat', place: 'sea'}
 *  @param known the words that a model has learned */
export function parsePrompt(text: string, known: readonly string[] = vocabularyOf()): Understood {
  const vocabulary = new Set(known);
  const prompt: Partial<Record<Attribute, string>> = {};
  const unknown: { word: string; near?: string }[] = [];
  const unused: string[] = [];
  const words = wordsOf(text);
  let colour = '';
  for (const [i, word] of words.entries()) {
    if (fillers.has(word)) continue;
    const meaning = meaningOf(word);
    if (meaning === undefined || !vocabulary.has(meaning)) {
      // a word of another album is written right: it only has no meaning here
      const alike = meaning === undefined ? [...meanings].filter(([, means]) => vocabulary.has(means)) : [];
      const names = alike.map(([name]) => name);
      unknown.push({ word, near: nearMiss(word, names, Math.ceil(word.length / 3)) });
      continue;
    }
    const attribute = attributeOf.get(meaning)!;
    if (prompt[attribute] === meaning) continue;
    if (prompt[attribute] !== undefined || (attribute === 'colour' && colours(words[i + 1]))) {
      unused.push(word);
      continue;
    }
    prompt[attribute] = meaning;
    if (attribute === 'colour') colour = word;
  }
  if (prompt.subject === undefined && (prompt.place ?? prompt.time ?? prompt.weather) !== undefined) {
    prompt.subject = 'none';
    if (prompt.colour !== undefined) unused.push(colour);
    delete prompt.colour;
  }
  return { prompt: prompt as Prompt, unknown, unused };
}

/** Whether a colour in front of a word is none of the subject's: "blue sky", "white hill". */
function colours(next: string | undefined): boolean {
  if (next === undefined) return false;
  const meaning = meaningOf(next);
  return next === 'sky' || (meaning !== undefined && attributeOf.get(meaning) !== 'subject');
}

/** The words of the vocabulary that a prompt holds: what a model is told. */
export const promptWords = (prompt: Prompt): readonly string[] =>
  (Object.keys(attributes) as Attribute[]).flatMap((attribute) => {
    const word = prompt[attribute];
    return word === undefined || word === 'none' ? [] : [word];
  });
