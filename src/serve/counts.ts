/** A table of counts behind the server. Read first: ./served.ts, ../models/ngram/counted-texts.ts. Read next: ./desk.ts */
import { writerOf } from '../labs/sample/ngram-sampler.ts';
import { CountedTexts } from '../models/ngram/counted-texts.ts';
import type { NgramModel } from '../models/ngram/model.ts';
import { MARK } from '../models/ngram/vocabulary.ts';
import { EngineError, type ModelCard } from './engine.ts';
import { type Served, textOnly } from './served.ts';

/** A text of counted words may go on for ever. */
const mostTokens = 4096;

/** @param about what it is, in a line */
export function servedCounts(id: string, about: string, model: NgramModel): Served {
  const card: ModelCard = { id, does: 'complete', about };
  return {
    card,
    model: new CountedTexts(model),
    end: MARK,
    most: mostTokens,
    begin(prompt) {
      const text = textOnly(prompt, card);
      return { prompt: [MARK, ...model.encode(text)], writer: writerOf(model, text) };
    },
    show: (token) => (token === MARK ? '<end>' : model.vocabulary.text(token)),
    embed() {
      throw new EngineError('asked', `${id} counts words: it has no vectors. Ask a transformer.`, 'model');
    },
  };
}
