/** The built-in corpora and weights, as labs see them in a test; chat models are tiny ones, so that no test waits for them. */
import { builtinCorpora } from '../../src/data/builtin.ts';
import type { DataSource } from '../../src/data/corpus.ts';
import { InputError } from '../../src/data/input-error.ts';
import { textCorpus } from '../../src/data/text-corpus.ts';
import { shippedWeights } from '../../src/store/shipped-weights.ts';

/** @param more further corpora by name */
export function corpora(more: Readonly<Record<string, string>> = {}): DataSource {
  return {
    open(name) {
      const text = more[name] ?? builtinCorpora.find((corpus) => corpus.name === name)?.text();
      if (text === undefined) throw new InputError('there is no such corpus', name);
      return textCorpus(name, [text]);
    },
    async weights(name) {
      if (!name.startsWith('chat-')) return await shippedWeights(name);
      const { tinyOnBoard } = await import('./tiny-stages.ts');
      return tinyOnBoard(name);
    },
  };
}
