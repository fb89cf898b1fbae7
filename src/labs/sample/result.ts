/** What a run of the lab `sample` results in. Apart from the knobs, so that the command line starts without it. */
import * as z from 'zod';

export const sampleResult = z.object({
  prompt: z.string(),
  text: z.string(),
  completion: z.string(),
  tokens: z.array(z.object({ token: z.string(), p: z.number(), order: z.int() })),
  /** The distribution of the first new token. */
  context: z.array(z.string()),
  order: z.int(),
  candidates: z.array(z.object({ token: z.string(), p: z.number(), count: z.int() })),
  total: z.int(),
  corpus: z.string(),
  /** Tokens there are, where pairs of bytes were learnt. */
  vocabulary: z.int().optional(),
  seed: z.int(),
  finish_reason: z.enum(['stop', 'length']),
});

export type SampleResult = z.infer<typeof sampleResult>;
