/** The built-in corpora, as labs see them in a test. */
import { builtinCorpora } from '../../src/data/builtin.ts';
import type { CorpusSource } from '../../src/data/corpus.ts';
import { InputError } from '../../src/data/input-error.ts';
import { textCorpus } from '../../src/data/text-corpus.ts';

/** @param more further corpora by name */
export function corpora(more: Readonly<Record<string, string>> = {}): CorpusSource {
  return {
    open(name) {
      const text = more[name] ?? builtinCorpora.find((corpus) => corpus.name === name)?.text();
      if (text === undefined) throw new InputError('there is no such corpus', name);
      return textCorpus(name, [text]);
    },
  };
}
