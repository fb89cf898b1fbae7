/** What a command may read: corpora and weights, each told to whoever asked for --verbose. */
import type { DataSource } from '../data/corpus.ts';
import { fileCorpora } from '../store/corpora.ts';
import type { CommandContext } from './context.ts';

export function dataFor({ io, detail }: Pick<CommandContext, 'io' | 'detail'>): DataSource {
  const data = fileCorpora(io.stdin);
  return {
    open(name) {
      const corpus = data.open(name);
      detail(`opened ${name === '-' ? 'stdin' : name}`);
      return corpus;
    },
    weights(name) {
      detail(`opened the weights on board: ${name}`);
      return data.weights(name);
    },
  };
}
