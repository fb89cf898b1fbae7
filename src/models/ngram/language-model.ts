/** An n-gram model as one of several language models that can be scored. */
import type { LanguageModel } from '../language-model/language-model.ts';
import type { NgramModel, Smoothed } from './model.ts';

export function ngramLanguageModel(model: NgramModel, smoothed: Smoothed): LanguageModel {
  return {
    vocabularySize: model.vocabulary.size,
    encode: (document) => model.encodeDocument(document),
    logProbabilities(tokens) {
      const position = model.begin(new Int32Array(0));
      const logs = new Float64Array(tokens.length);
      for (let i = 0; i < tokens.length; i++) {
        logs[i] = Math.log(smoothed.probability(position, tokens[i]));
        model.advance(position, tokens[i], position);
      }
      return logs;
    },
  };
}
