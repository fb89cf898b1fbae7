/** The corpora that come with the program, by name. Importing this costs next to nothing: a text is made when asked for. */
import { cat } from './cat.ts';
import { makeToyland } from './toyland.ts';

/** A corpus on board. */
export interface BuiltinCorpus {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  /** The whole text, a line a document. */
  text(): string;
}

export const builtinCorpora: readonly BuiltinCorpus[] = [
  {
    name: 'cat',
    about: 'fifty short sentences about a cat, a dog and a mat: small enough to count by hand',
    text: () => cat,
  },
  {
    name: 'toyland',
    about: 'five thousand sentences about an invented little world: for everything else you want to type',
    text: () => makeToyland(),
  },
];
