/** The learner's guesses: words with chances, one guess for each token, and what they give the token that came.
 *
 *  "_ sat:60/slept:30 on" → lets the first token pass, gives two words 60 % and 30 % for the second, and the third is surely on */
import { InputError } from '../../data/input-error.ts';

export interface Guess {
  /** In per cent, by word in lower case: between The and the nobody need choose. Empty: the token passes. */
  readonly shares: ReadonlyMap<string, number>;
}

/** Lets a token pass. */
const pass = '_';

/** @param sure per cent of a guess that gives none, shared by its words
 *  @throws InputError when more than 100 per cent are given */
export function readGuesses(text: string, sure: number): Guess[] {
  return text
    .split(/\s+/)
    .filter((item) => item !== '')
    .map((item) => (item === pass ? { shares: new Map() } : readGuess(item, sure)));
}

function readGuess(item: string, sure: number): Guess {
  // A sign alone is a word, also the one that stands between words.
  const words = item.length === 1 ? [item] : item.split('/').filter((word) => word !== '');
  const given = words.map((word) => {
    const [, name, share] = /^(.+):(\d+(?:\.\d+)?)%?$/.exec(word) ?? [undefined, word];
    return { word: nameOf(name!), share: share === undefined ? undefined : Number(share) };
  });
  const sum = given.reduce((sum, { share = 0 }) => sum + share, 0);
  if (sum > 100) throw new InputError(`the shares of ${item} add up to ${sum} %`, 'guess', 'Give 100 % at most.');
  const bare = given.filter(({ share }) => share === undefined).length;
  const each = bare === 0 ? 0 : Math.max(0, sure - sum) / bare;
  const shares = new Map<string, number>();
  for (const { word, share = each } of given) shares.set(word, (shares.get(word) ?? 0) + share);
  return { shares };
}

/** The space in front of a token need not be guessed. */
const nameOf = (word: string): string => (word === 'space' ? ' ' : (word.trimStart() || word).toLowerCase());

export const passes = ({ shares }: Guess): boolean => shares.size === 0;

/** The chance that a guess gave what came. What is left of it goes alike to every other token, those that nobody ever saw having
 *  one place among them.
 *  @param vocabulary different tokens of the corpus
 *  @param knows whether the corpus has a word */
export function chanceOf(guess: Guess, token: string, vocabulary: number, knows: (word: string) => boolean): number {
  const { shares } = guess;
  const named = shares.get(nameOf(token)) ?? shares.get(token.toLowerCase());
  if (named !== undefined) return named / 100;
  const left = Math.max(0, 100 - [...shares.values()].reduce((sum, share) => sum + share, 0)) / 100;
  const places = vocabulary + 1 - [...shares.keys()].filter(knows).length;
  return left / Math.max(1, places);
}
