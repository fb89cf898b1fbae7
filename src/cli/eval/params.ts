/** Knobs of `genai eval`. Those of the model are the sampler's own. */
import * as z from 'zod/mini';
import { sampleParams } from '../../labs/sample/params.ts';

const { order, unit, smoothing, corpus } = sampleParams.shape;

export const evalParams = z.strictObject({
  model: z._default(z.enum(['ngram']).check(z.meta({ description: 'Kind of model.' })), 'ngram'),
  order,
  unit,
  lines: z._default(
    z.boolean().check(z.meta({ description: 'Each line is a document with an end mark, not the whole text one.' })),
    false,
  ),
  smoothing,
  corpus,
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
