/** Knobs of `gpt-train`. */
import * as z from 'zod';
import { presets } from '../../models/gpt/config.ts';
import { units } from '../../models/tokenizer/tokenizer.ts';

const names = Object.keys(presets) as (keyof typeof presets)[];
/** A knob that a preset sets unless it is given. */
const ofPreset = 'the preset says';

export const params = z.strictObject({
  corpus: z
    .string()
    .default('toyland')
    .meta({
      description: 'Text to learn from: toyland, cat, or a FILE.',
      placeholder: 'NAME|FILE',
      suggestions: ['toyland', 'cat'],
    }),
  unit: z.enum(units).default('bpe').meta({ description: 'What a token is.' }),
  lines: z.boolean().default(true).meta({ description: 'Each line is a document of its own; else the text is one.' }),
  vocabulary_size: z.int().min(257).max(20_000).default(1500).meta({
    description: 'Tokens there are at most, for byte pairs.',
    placeholder: 'N',
    step: 128,
  }),
  preset: z.enum(names).default('toyland').meta({ description: 'Settings with a name; the knobs below change them.' }),
  context: z
    .int()
    .min(2)
    .max(1024)
    .optional()
    .meta({
      description: `Tokens that it sees at most (${ofPreset}).`,
      placeholder: 'N',
    }),
  width: z
    .int()
    .min(1)
    .max(512)
    .optional()
    .meta({
      description: `Numbers that stand for a token (${ofPreset}).`,
      placeholder: 'N',
    }),
  layers: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .meta({
      description: `Blocks of attention and thinking (${ofPreset}).`,
      placeholder: 'N',
    }),
  heads: z
    .int()
    .min(1)
    .max(32)
    .optional()
    .meta({
      description: `Ways of looking back in each block (${ofPreset}).`,
      placeholder: 'N',
    }),
  steps: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({
      description: `Steps of training (${ofPreset}).`,
      placeholder: 'N',
    }),
  batch: z
    .int()
    .min(1)
    .max(256)
    .optional()
    .meta({
      description: `Rows of text in a step (${ofPreset}).`,
      placeholder: 'N',
    }),
  lr: z
    .number()
    .min(0)
    .max(10)
    .optional()
    .meta({
      description: `Learning rate at its highest (${ofPreset}).`,
      placeholder: 'RATE',
      step: 0.001,
    }),
  dropout: z
    .number()
    .min(0)
    .max(0.9)
    .optional()
    .meta({
      description: `Share of numbers struck out at random while it learns (${ofPreset}).`,
      placeholder: 'SHARE',
      step: 0.05,
    }),
  prompt: z.string().default('The ').meta({ description: 'What it goes on from while it learns.' }),
  temperature: z.number().min(0).max(10).default(0.7).meta({
    description: 'How boldly or wildly it goes on.',
    placeholder: 'T',
    step: 0.1,
  }),
  every: z.int().min(1).max(100_000).optional().meta({
    description: 'Steps between two looks at what it has learnt (100 without it, fewer in a short run).',
    placeholder: 'N',
    step: 50,
  }),
  resume: z
    .string()
    .optional()
    .meta({ description: 'Go on with a run that was saved, on the same text.', placeholder: 'FILE' }),
});

export type Params = z.infer<typeof params>;
