/** Knobs, events and result of `rules-vs-learned`. */
import * as z from 'zod';
import { voices } from '../../data/dialogues.ts';
import type { StepEvent } from '../sample/params.ts';

export const params = z.strictObject({
  say: z
    .string()
    .max(500)
    .default('My mother is angry with me')
    .meta({ description: 'What you say to both. " / " between two sentences makes a longer talk of it.' }),
  data: z.enum(voices).default('kind').meta({ description: 'The talk that the learned one learns from.' }),
  order: z.int().min(1).max(5).default(3).meta({
    description: 'Length of the n-grams of the learned one: 3 looks at two words before the next.',
    placeholder: 'N',
  }),
  temperature: z.number().min(0).max(100).default(1).meta({
    description: 'For the learned one: below 1 bolder, above 1 wilder, 0 always the likeliest word.',
    placeholder: 'T',
    step: 0.1,
  }),
});

export type Params = z.infer<typeof params>;

const exchange = z.object({ said: z.string(), answered: z.string() });

/** Both answers to one thing said, with their reasons. */
const turn = z.object({
  said: z.string(),
  rule_answer: z.string(),
  /** `fallback`: no rule fits; `memory`: no rule fits, so it comes back to something said earlier. */
  rule_by: z.enum(['rule', 'memory', 'fallback']),
  rule_key: z.string(),
  rule_rank: z.int(),
  rule_pattern: z.string(),
  /** The answer with its holes. */
  rule_template: z.string(),
  learned_answer: z.string(),
  /** The word that it went by; empty when it knew none and answered from everything. */
  learned_key: z.string(),
  /** Exchanges that taught it. */
  taught: z.int(),
  lines: z.array(exchange),
  /** The answer stands in the data word for word. */
  is_copy: z.boolean(),
  tokens: z.array(z.object({ token: z.string(), p: z.number() })),
  /** The distribution of the first word. */
  candidates: z.array(z.object({ token: z.string(), p: z.number(), count: z.int() })),
});

export type Turn = z.infer<typeof turn>;

/** The last turn, and all of them. */
export const result = turn.extend({
  say: z.string(),
  data: z.enum(voices),
  /** Exchanges in the data. */
  exchanges: z.int(),
  turns: z.array(turn),
  order: z.int(),
  seed: z.int(),
});

export type Result = z.infer<typeof result>;

export type Event =
  | { readonly kind: 'said'; readonly said: string; readonly number: number; readonly of: number }
  | {
      readonly kind: 'rule';
      readonly answer: string;
      readonly by: Turn['rule_by'];
      readonly found: readonly { readonly word: string; readonly rank: number }[];
      readonly key: string;
      readonly rank: number;
      readonly pattern: string;
      readonly caught: readonly string[];
      readonly template: string;
    }
  | {
      readonly kind: 'key';
      readonly word: string;
      readonly taught: number;
      readonly exchanges: number;
      readonly lines: Turn['lines'];
      /** Other words that it knows, which tell less. */
      readonly others: readonly string[];
    }
  | StepEvent
  | { readonly kind: 'answered'; readonly answer: string; readonly is_copy: boolean };
