/** Knobs, events and result of `tokenize`. */
import * as z from 'zod';
import { splitNames } from '../../models/bpe/split.ts';

/** Texts that cost more than they seem to. */
const samples = [
  'that rat ate the cheese',
  'The cat sat on the mat.',
  'Die Katze saß auf der Matte.',
  '猫がマットの上に座った。',
  'strawberry',
  '1984 + 12345 = 14329',
  '😀 🐈',
  'bye<end>',
];

/** Fewest and most tokens of a vocabulary: the bytes and the special one are always there. */
const sizes = { least: 257, most: 65_536 };

export const params = z.strictObject({
  learn: z
    .string()
    .max(5000)
    .default('the cat sat on the mat. the rat sat on the hat. the fat cat and the fat rat sat.')
    .meta({ description: 'A small text to learn from: whatever stands side by side most often becomes one token.' }),
  text: z
    .string()
    .max(2000)
    .default(samples[0])
    .meta({ description: 'Text to cut into tokens with what was learnt.', suggestions: samples }),
  vocab_size: z.int().min(sizes.least).max(sizes.most).default(271).meta({
    description: 'Tokens in all: 256 bytes, 1 special token, and all others are merges.',
    placeholder: 'N',
  }),
  split: z.enum(splitNames).default('gpt2').meta({
    description: 'How a text is parted into pieces that no token crosses: not at all, or as GPT-2 or GPT-4 do.',
  }),
  corpus: z
    .string()
    .optional()
    .meta({
      description: 'Learn from this instead: cat, toyland, a FILE, or - for stdin.',
      placeholder: 'NAME|FILE|-',
      suggestions: ['cat', 'toyland'],
    }),
});

export type Params = z.infer<typeof params>;

/** One merge, as `--merges --json` gives it. */
export const merge = z.object({
  /** The number of the new token. */
  id: z.int(),
  left_id: z.int(),
  right_id: z.int(),
  /** What the two say; � for bytes that are only part of a character. */
  left: z.string(),
  right: z.string(),
  text: z.string(),
  bytes: z.array(z.int()),
  /** How often the two stood side by side. */
  count: z.int(),
  /** Tokens that the text of learning has afterwards. */
  tokens: z.int(),
});

export type Merge = z.infer<typeof merge>;

/** What a vocabulary is, and what became of the text that it was learnt from. */
const learned = z.object({
  /** null for the text of the knob `learn`. */
  corpus: z.string().nullable(),
  split: z.enum(splitNames),
  vocab_size: z.int(),
  /** How many. */
  merges: z.int(),
  /** Of the text of learning. */
  bytes: z.int(),
  tokens: z.int(),
  bytes_per_token: z.number().nullable(),
});

export type Learned = z.infer<typeof learned>;

/** A text in tokens, as `--json` gives it. */
export const cut = z.object({
  text: z.string(),
  ids: z.array(z.int()),
  tokens: z.array(z.object({ id: z.int(), text: z.string(), bytes: z.array(z.int()) })),
  count: z.int(),
  bytes: z.int(),
  /** Unicode's: an accent may be one of its own. */
  characters: z.int(),
  /** null for no text. */
  bytes_per_token: z.number().nullable(),
});

export type Cut = z.infer<typeof cut>;

export const result = cut.extend({
  learned: learned.extend({ list: z.array(merge) }),
  /** The number of the special token. */
  special: z.int(),
  seed: z.int(),
});

export type Result = z.infer<typeof result>;

/** A token as it is drawn. */
export interface Shown {
  readonly id: number;
  readonly text: string;
}

/** What a picture says of a merge. */
export interface ShownMerge {
  readonly id: number;
  readonly left: string;
  readonly right: string;
  readonly text: string;
  readonly count: number;
}

/** The vocabulary after some more merges, and both texts cut with it. */
export interface Event {
  /** Merges so far. */
  readonly merges: number;
  /** Those since the event before; none at the beginning. */
  readonly made: readonly ShownMerge[];
  /** Length of the text of learning. */
  readonly bytes: number;
  readonly tokens: number;
  /** Its first tokens. */
  readonly strip: readonly Shown[];
  /** The text to be cut. */
  readonly cut: readonly Shown[];
  readonly cut_bytes: number;
  readonly special: Shown;
  /** Nothing is left to be joined. */
  readonly exhausted: boolean;
}
