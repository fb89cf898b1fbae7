/** What a classifier sees of a text: which words stand in it, which two follow each other, and which three to five letters: so it
 *  knows something of a word that it never read, if that looks like one that it did.
 *  Read first: ./plain.ts. Read next: ./logistic.ts */
import { wordsOf } from '../../data/words.ts';

/** Words that are looked at together, at most. */
const most = 20;

/** Letters that are looked at together. */
const [shortest, longest] = [3, 5];
/** Letters of a word: there is none that long. */
const mostLetters = 64;

/** The words of a text; of digits only that they are there.
 *
 *  wordsIn('Call 0555-123456!') → ['call', '0000-000000'] */
export const wordsIn = (text: string): string[] => wordsOf(text).map((word) => word.replace(/\d/g, '0'));

/** A text as it is looked at, each piece by itself, for among other words harm gets thin: every sentence, and all of it in windows
 *  of so many words, each half of one before it.
 *  @param before words that stood before the text: its windows are those that the whole has there */
export function piecesOf(text: string, before = 0): (readonly string[])[] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).map(wordsIn);
  const half = most / 2;
  const all = sentences.flat().slice((half - (before % half)) % half);
  return sentences.length === 1 && before === 0 ? windows(all) : [...windows(all), ...sentences.flatMap(windows)];
}

function windows(words: readonly string[]): (readonly string[])[] {
  const count = Math.max(1, Math.ceil(words.length / (most / 2)) - 1);
  return Array.from({ length: count }, (_, i) => words.slice((i * most) / 2, (i * most) / 2 + most));
}

// #region features
/** Of a word itself and its letters; blanks are its ends.
 *
 *  featuresOf('owl') → [' owl ', ' ow', 'owl', 'wl ', ' owl', 'owl ', …] */
function featuresOf(word: string): string[] {
  const ended = ` ${word.slice(0, mostLetters)} `;
  const found = new Set([ended]);
  for (let size = shortest; size <= longest; size++) {
    for (let at = 0; at + size <= ended.length; at++) found.add(ended.slice(at, at + size));
  }
  return [...found];
}

/** Of a word and the next one. */
export const pairOf = (word: string, next: string): string => `${word} ${next}`;
// #endregion

/** Features by number: those that stood in more than one text. What stood in one alone tells what that text is, and no more. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  /** Of each word of the texts. */
  private readonly known = new Map<string, Int32Array>();

  /** @param texts each as its words */
  constructor(texts: readonly (readonly string[])[]) {
    const stoodIn = new Map<string, number>();
    const letters = new Map<string, readonly string[]>();
    const count = (feature: string, text: number): void => {
      const before = stoodIn.get(feature);
      if (before === undefined) stoodIn.set(feature, text);
      else if (before !== text && !this.numbers.has(feature)) this.numbers.set(feature, this.numbers.size);
    };
    for (const [text, words] of texts.entries()) {
      for (const [i, word] of words.entries()) {
        let features = letters.get(word);
        if (!features) letters.set(word, (features = featuresOf(word)));
        for (const feature of features) count(feature, text);
        if (i > 0) count(pairOf(words[i - 1], word), text);
      }
    }
    for (const word of letters.keys()) this.known.set(word, this.found(word));
  }

  get size(): number {
    return this.numbers.size;
  }

  /** −1 for a feature that it does not know. */
  number(feature: string): number {
    return this.numbers.get(feature) ?? -1;
  }

  /** The features of a word that it knows. */
  ofWord(word: string): Int32Array {
    return this.known.get(word) ?? this.found(word);
  }

  /** Each feature of the words once. */
  of(words: readonly string[]): Int32Array {
    const found = new Set<number>();
    for (const [i, word] of words.entries()) {
      for (const number of this.ofWord(word)) found.add(number);
      if (i > 0) found.add(this.number(pairOf(words[i - 1], word)));
    }
    found.delete(-1);
    return Int32Array.from(found);
  }

  private found(word: string): Int32Array {
    return Int32Array.from(
      featuresOf(word)
        .map((feature) => this.number(feature))
        .filter((number) => number >= 0),
    );
  }
}
