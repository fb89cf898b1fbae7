/** Knobs and events of the sampler over a transformer. Written with zod's mini set: `genai sample` offers them too. */
import * as z from 'zod/mini';
import type { Unit } from '../../models/tokenizer/tokenizer.ts';
import {
  type Belief,
  type Candidate,
  networkParams,
  type StepEvent,
  sampleParams,
  type UnknownWord,
} from '../sample/params.ts';

const { temperature, top_k, top_p, min_p, max_tokens, stop } = sampleParams.shape;

export const gptSampleParams = z.strictObject({
  prompt: z._default(z.string().check(z.meta({ description: 'Text to continue.' })), 'Once upon a time there was'),
  temperature,
  top_k,
  top_p,
  min_p,
  ...networkParams.shape,
  max_tokens,
  stop,
});

export type GptSampleParams = z.infer<typeof gptSampleParams>;

export type GptStep = StepEvent<Belief<Candidate>>;

/** The network is there. */
export interface OpenedEvent {
  readonly kind: 'opened';
  /** Numbers that were learnt. */
  readonly parameters: number;
  /** Different tokens. */
  readonly vocabulary: number;
  readonly unit: Unit;
  /** Tokens that it sees at most. */
  readonly context: number;
  /** Words or characters of the prompt that it never saw. */
  readonly unknown: readonly UnknownWord[];
}

export type GptSampleEvent = OpenedEvent | GptStep;
