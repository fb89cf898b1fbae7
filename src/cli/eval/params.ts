/** Knobs of `genai eval`. Those of the models are their samplers' own. */
import * as z from 'zod/mini';
import { networkParams, sampleParams } from '../../labs/sample/params.ts';
import { modelNames } from '../flags.ts';

const { order, unit, smoothing, corpus } = sampleParams.shape;

export const evalParams = z.strictObject({
  model: z._default(z.enum(modelNames).check(z.meta({ description: 'Counts, or a transformer.' })), 'ngram'),
  order,
  unit,
  lines: z.optional(
    z.boolean().check(z.meta({ description: 'Each line is a document with an end mark, not the whole text one.' })),
  ),
  smoothing,
  corpus,
  weights: networkParams.shape.weights,
  held_out: z.optional(
    z.string().check(
      z.minLength(1),
      z.meta({
        description: 'Text to score that it did not learn from; without it, the text that it learned from.',
        placeholder: 'NAME|FILE|-',
      }),
    ),
  ),
});

export type EvalParams = z.infer<typeof evalParams>;
