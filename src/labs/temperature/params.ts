/** Knobs, events and result of `temperature`. */
import * as z from 'zod';
import type { NumberList } from '../number-list.ts';

export const temperatureList: NumberList = {
  name: 'temperatures',
  largest: 10,
  most: 5,
  form: 'numbers from 0 to 10, up to five of them, such as "0 1 2"',
};

export const params = z.strictObject({
  prompt: z.string().max(2000).default('The king').meta({ description: 'What is gone on from.' }),
  temperatures: z.string().default('0 0.5 1 2').meta({
    description: 'Temperatures, a column each: 0 takes the likeliest, 1 leaves all as it is, more evens out.',
    placeholder: 'LIST',
    form: temperatureList.form,
  }),
  top_k: z.int().min(1).max(100).default(3).meta({
    description: 'A column of only the likeliest K tokens.',
    placeholder: 'K',
  }),
  top_p: z.number().min(0.01).max(1).default(0.8).meta({
    description: 'A column of only the likeliest tokens that together reach P.',
    placeholder: 'P',
    step: 0.05,
  }),
  min_p: z.number().min(0).max(1).default(0.2).meta({
    description: 'A column of only tokens at least this share as likely as the likeliest.',
    placeholder: 'P',
    step: 0.05,
  }),
  texts: z.int().min(0).max(10).default(2).meta({
    description: 'Texts that are written in each way.',
    placeholder: 'N',
  }),
  max_tokens: z.int().min(1).max(60).default(20).meta({
    description: 'Tokens of a text at most; it ends where a line ends.',
    placeholder: 'N',
  }),
  weights: z.string().min(1).optional().meta({
    description: 'A transformer of your own, from gpt-train, instead of the one on board.',
    placeholder: 'FILE',
  }),
});

export type Params = z.infer<typeof params>;

/** `shown` with ␣ for a space, and nothing hidden. */
const candidate = z.object({ token: z.string(), shown: z.string(), p: z.number() });

export type Token = Omit<z.infer<typeof candidate>, 'p'>;

const way = z.object({
  name: z.string(),
  temperature: z.number(),
  top_k: z.int(),
  top_p: z.number(),
  min_p: z.number(),
  /** How undecided it leaves the next token: 0 for certain, 1 like a coin. */
  entropy_bits: z.number(),
  /** Tokens that may still come. */
  kept: z.int(),
  /** The same tokens in every way, likeliest first as the network believes. */
  candidates: z.array(candidate),
  /** Everything else together. */
  others: z.number(),
  /** Written in this way; the same random numbers for every way. */
  texts: z.array(z.string()),
});

export type Way = z.infer<typeof way>;

export const result = z.object({
  seed: z.int(),
  prompt: z.string(),
  vocabulary: z.int(),
  ways: z.array(way),
});

export type Result = z.infer<typeof result>;

export type Event =
  | { readonly kind: 'shaped'; readonly prompt: string; readonly vocabulary: number; readonly ways: readonly Way[] }
  | {
      readonly kind: 'text';
      readonly way: number;
      readonly name: string;
      readonly text: string;
      readonly share: number;
    };
