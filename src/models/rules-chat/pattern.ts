/** Patterns of words, and what they catch. Read first: ./script.ts */

/** "*" and "+" as they are, "(a|b)" as its words, a plain word as itself. */
type Piece = '*' | '+' | readonly string[] | { readonly word: string };

// #region match
/** Lays a pattern over a sentence. Gives what each numbered piece caught, from the left with as few words as possible;
 *  undefined when it does not fit.
 *
 *  match('* i feel +', ['today', 'i', 'feel', 'so', 'good']) → [['today'], ['so', 'good']] */
export function match(pattern: string, words: readonly string[]): string[][] | undefined {
  return lay(pattern.split(' ').map(pieceOf), words);
}

function lay(pieces: readonly Piece[], words: readonly string[]): string[][] | undefined {
  if (pieces.length === 0) return words.length === 0 ? [] : undefined;
  const [piece, ...others] = pieces;
  if (piece === '*' || piece === '+') {
    if (others.length === 0) return piece === '+' && words.length === 0 ? undefined : [[...words]];
    for (let taken = piece === '+' ? 1 : 0; taken <= words.length; taken++) {
      const rest = lay(others, words.slice(taken));
      if (rest) return [words.slice(0, taken), ...rest];
    }
    return undefined;
  }
  if (words.length === 0) return undefined;
  if ('word' in piece) return piece.word === words[0] ? lay(others, words.slice(1)) : undefined;
  if (!piece.includes(words[0])) return undefined;
  const rest = lay(others, words.slice(1));
  return rest && [[words[0]], ...rest];
}
// #endregion

function pieceOf(text: string): Piece {
  if (text === '*' || text === '+') return text;
  return text.startsWith('(') ? text.slice(1, -1).split('|') : { word: text };
}

/** Written short, said long. */
const expansions: ReadonlyMap<string, string> = new Map(
  [
    "i'm=i am,i've=i have,i'll=i will,i'd=i would,you're=you are,you've=you have,it's=it is,that's=that is,he's=he is",
    "she's=she is,we're=we are,they're=they are,what's=what is,who's=who is,where's=where is,don't=do not",
    "doesn't=does not,didn't=did not,isn't=is not,aren't=are not,wasn't=was not,won't=will not,can't=cannot",
    'dont=do not,cant=cannot,im=i am,u=you,ur=your',
  ]
    .join(',')
    .split(',')
    .map((pair) => pair.split('=') as [string, string]),
);

/** ["i'm", "cold"] → ["i", "am", "cold"]; "can not" becomes "cannot". */
export function expand(words: readonly string[]): string[] {
  const long = words.flatMap((word) => (expansions.get(word) ?? word).split(' '));
  return long.join(' ').replaceAll('can not', 'cannot').split(' ').filter(Boolean);
}

// #region swap
const pairs: ReadonlyMap<string, string> = new Map([
  ['i am', 'you are'],
  ['am i', 'are you'],
  ['i was', 'you were'],
  ['i were', 'you were'],
  ['you are', 'I am'],
  ['are you', 'am I'],
  ['you were', 'I was'],
]);
const singles: ReadonlyMap<string, string> = new Map([
  ['i', 'you'],
  ['me', 'you'],
  ['my', 'your'],
  ['mine', 'yours'],
  ['myself', 'yourself'],
  ['am', 'are'],
  ['you', 'I'],
  ['your', 'my'],
  ['yours', 'mine'],
  ['yourself', 'myself'],
]);

/** Turns the words round to the other speaker; "you" at the end is "me".
 *
 *  swap(['you', 'are', 'kind', 'to', 'my', 'cat']) → 'I am kind to your cat' */
export function swap(words: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const pair = pairs.get(`${words[i]} ${words[i + 1]}`);
    if (pair) {
      out.push(pair);
      i++;
    } else if (words[i] === 'you' && i === words.length - 1) out.push('me');
    else out.push(singles.get(words[i]) ?? words[i]);
  }
  return out.join(' ');
}
// #endregion
