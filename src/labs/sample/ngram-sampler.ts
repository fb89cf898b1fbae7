/** The sampler over counts. Read first: ../../models/ngram/generate.ts */
import type { Shaping } from '../../models/decoding/shape.ts';
import { Chooser, generate, Writer } from '../../models/ngram/generate.ts';
import type { NgramModel, Predictor } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { NgramNarrator } from './narrate.ts';
import type { CountedBelief } from './params.ts';
import { cleaned, type Sampler, type Writer as TextWriter } from './sampler.ts';

/** @param predictor the model itself, or its counts smoothed */
export function ngramSampler(
  model: NgramModel,
  { prompt, ...shaping }: Shaping & { readonly prompt: string },
  predictor: Predictor = model,
): Sampler<CountedBelief> {
  const ids = model.encode(prompt);
  return {
    mark: MARK,
    next: () => new Chooser(model, shaping, predictor).at(model.begin(ids)).choice,
    draws: (rng) => generate(model, ids, shaping, rng, predictor),
    writer: () => writerOf(model, prompt),
    narrator: () => new NgramNarrator(model, ids),
  };
}

export function writerOf(model: NgramModel, prompt: string): TextWriter {
  const { vocabulary } = model;
  return 'pairs' in vocabulary ? cleaned(vocabulary.writer(prompt)) : new Writer(model, prompt);
}
