/** A table of counts behind the server. Read first: ./served.ts, ../models/serving/ngram-tokens.ts. Read next: ./desk.ts */
import { writerOf } from '../labs/sample/ngram-sampler.ts';
import type { NgramModel } from '../models/ngram/model.ts';
import { MARK } from '../models/ngram/vocabulary.ts';
import { NgramTokens } from '../models/serving/ngram-tokens.ts';
import { EngineError, type ModelCard } from './engine.ts';
import { printOf, type Served, textOnly } from './served.ts';

/** A text of counted words may go on for ever. */
const mostTokens = 4096;

/** @param about what it is, in a line */
export function servedCounts(id: string, about: string, model: NgramModel): Served {
  const { counts, order, vocabulary } = model;
  const print = `${order}-${printOf(counts.unigrams.subarray(0, vocabulary.size))}`;
  const card: ModelCard = { id, does: 'complete', about, print };
  return {
    card,
    model: new NgramTokens(model),
    end: MARK,
    most: mostTokens,
    begin(prompt) {
      const text = textOnly(prompt, card);
      const ids = model.encode(text);
      // Further back it never looks.
      const seen = ids.subarray(-model.order);
      return { prompt: [MARK, ...seen], tokens: 1 + ids.length, writer: writerOf(model, text) };
    },
    show: (token) => (token === MARK ? '<end>' : model.vocabulary.text(token)),
    bytes: (token) => (token === MARK ? undefined : Buffer.from(model.vocabulary.text(token))),
    embed() {
      throw new EngineError('asked', `${id} counts words: it has no vectors. Ask a transformer.`, 'model');
    },
  };
}
