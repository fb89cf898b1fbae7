/** Knobs, events and result of `attention`. */
import * as z from 'zod';
import { habitNames } from './habits.ts';

const shows = ['head', 'heads', 'why', 'habits'] as const;

/** A habit, or a layer and a head, counted from 1. */
const headForm = new RegExp(`^(${habitNames.join('|')}|\\d{1,2}\\.\\d{1,2})$`);

export const params = z.strictObject({
  text: z.string().max(2000).default('Ada Pepper lives in').meta({ description: 'Text that goes through it.' }),
  show: z.enum(shows).default('head').meta({
    description: 'One head large, all heads small, why one token looks where it looks, or what each head does.',
  }),
  head: z
    .string()
    .regex(headForm)
    .default('previous')
    .meta({
      description: `Which head: the one that looks most at ${habitNames.join(', ')}; or LAYER.HEAD, such as 2.1.`,
      placeholder: 'WHICH',
      form: `${habitNames.join(', ')}, or layer and head, such as 2.1`,
      suggestions: habitNames,
    }),
  token: z.int().min(-1).max(1023).default(-1).meta({
    description: 'The token that looks, by its number; 0 is the mark at the start, -1 the last one.',
    placeholder: 'N',
  }),
  mask: z.enum(['causal', 'none']).default('causal').meta({
    description: 'Nobody sees what comes later, as in training (causal), or everybody sees all (none).',
  }),
  lines: z.int().min(1).max(2000).default(100).meta({
    description: 'Lines that it never learnt from, on which heads are measured.',
    placeholder: 'N',
    step: 50,
  }),
  corpus: z
    .string()
    .default('toyland')
    .meta({
      description: 'Where those lines are from, every tenth: toyland, cat, or a FILE.',
      placeholder: 'NAME|FILE',
      suggestions: ['toyland', 'cat'],
    }),
  weights: z.string().optional().meta({
    description: 'A transformer of your own, trained before; without it the one on board.',
    placeholder: 'FILE',
  }),
});

export type Params = z.infer<typeof params>;

const looked = z.object({
  /** Its number in the text, from 0. */
  token: z.int(),
  text: z.string(),
  /** query · key, the same divided by √d, and after the mask: null for what it hides. */
  score: z.number(),
  scaled: z.number(),
  masked: z.number().nullable(),
  /** After softmax. */
  weight: z.number(),
});

const measured = z.object({
  habit: z.enum(habitNames),
  /** Tokens for which it applied. */
  tokens: z.int(),
  /** Mean share of the attention when looking evenly, and of each head: [layer][head]. */
  even: z.number().nullable(),
  shares: z.array(z.array(z.number().nullable())),
  /** The head that does it most, counted from 1. */
  most: z.object({ layer: z.int(), head: z.int(), share: z.number() }).nullable(),
});

/** Nats a token, with the mask and without. */
const loss = z.object({ tokens: z.int(), causal: z.number().nullable(), none: z.number().nullable() });

export type Loss = z.infer<typeof loss>;

export const result = z.object({
  seed: z.int(),
  text: z.string(),
  mask: z.enum(['causal', 'none']),
  /** The mark first. */
  tokens: z.array(z.object({ id: z.int(), text: z.string() })),
  layers: z.int(),
  heads: z.int(),
  /** The head that is looked through, counted from 1, and the habit that was asked for, or what it does more than looking
   *  evenly, if anything. */
  head: z.object({ layer: z.int(), head: z.int(), habit: z.enum(habitNames).nullable() }),
  /** The token that looks. */
  looking: z.object({ token: z.int(), text: z.string() }),
  /** Where it looks, token by token, and the one that it looks at most. */
  row: z.array(looked),
  most: looked,
  /** Share of this head's attention that goes to tokens that come later. */
  ahead: z.number(),
  /** What each token gives to each: [layer][head][query][key]. */
  weights: z.array(z.array(z.array(z.array(z.number())))),
  habits: z.array(measured),
  /** Of the text, its end apart; of the lines that heads are measured on, their ends too. */
  text_loss: loss,
  lines_loss: loss,
});

export type Result = z.infer<typeof result>;

/** A token as it is drawn. */
interface Shown {
  readonly text: string;
  readonly shown: string;
}

export type Event =
  | {
      readonly kind: 'text';
      readonly tokens: readonly Shown[];
      readonly layers: number;
      readonly heads: number;
      readonly context: number;
    }
  | { readonly kind: 'measuring'; readonly line: number; readonly of: number }
  /** One layer has looked: [head][query][key]. */
  | { readonly kind: 'layer'; readonly weights: number[][][] }
  /** All is known. */
  | { readonly kind: 'seen'; readonly size: number; readonly seen: Omit<Result, 'weights' | 'tokens' | 'seed'> };
