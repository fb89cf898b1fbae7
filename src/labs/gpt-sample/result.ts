/** What a run of the lab `gpt-sample` results in. Apart from the knobs, so that the command line starts without it. */
import * as z from 'zod';

export const gptSampleResult = z.object({
  prompt: z.string(),
  text: z.string(),
  completion: z.string(),
  tokens: z.array(z.object({ token: z.string(), p: z.number() })),
  /** Tokens that the first new one was predicted from, and its distribution. */
  context: z.array(z.string()),
  candidates: z.array(z.object({ token: z.string(), p: z.number() })),
  model: z.literal('gpt'),
  /** The file; null for the network on board. */
  weights: z.string().nullable(),
  seed: z.int(),
  finish_reason: z.enum(['stop', 'length']),
});

export type GptSampleResult = z.infer<typeof gptSampleResult>;
