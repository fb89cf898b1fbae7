/** What a picture can be saved as, told by the ending of the file. */
import { InputError } from '../data/input-error.ts';

export type Kind = 'png' | 'svg' | 'gif' | 'txt' | 'html';

const kinds: readonly Kind[] = ['png', 'svg', 'gif', 'txt', 'html'];

/** `kindOf('cat.PNG')` → `'png'`
 *  @throws InputError when the ending is none of those possible */
export function kindOf(fileName: string, possible: readonly Kind[] = kinds, flag = '--out'): Kind {
  const ending = /[^/\\]\.([^./\\]*)$/.exec(fileName)?.[1].toLowerCase() ?? '';
  const kind = possible.find((kind) => kind === ending);
  if (kind) return kind;
  const what = ending
    ? `.${ending} is no kind of picture that can be saved`
    : `${fileName || 'the name'} has no ending`;
  throw new InputError(what, flag, `Name a file that ends in ${listed(possible.map((kind) => `.${kind}`))}.`);
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
