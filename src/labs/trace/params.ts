/** Knobs, stages and result of `trace`. */
import * as z from 'zod';

export const params = z.strictObject({
  text: z.string().max(2000).default('Ada Pepper lives in').meta({ description: 'Text that is followed through it.' }),
  temperature: z.number().min(0).max(10).default(1).meta({
    description: 'How boldly or wildly the next token is drawn; 0 takes the likeliest.',
    placeholder: 'T',
    step: 0.1,
  }),
  weights: z.string().optional().meta({
    description: 'A transformer of your own, trained before; without it the one on board.',
    placeholder: 'FILE',
  }),
});

export type Params = z.infer<typeof params>;

const candidate = z.object({ token: z.string(), p: z.number() });
export type Candidate = z.infer<typeof candidate>;

export const result = z.object({
  seed: z.int(),
  text: z.string(),
  /** The mark at the start counted. */
  tokens: z.int(),
  temperature: z.number(),
  /** What it would say if it ended there: on entering, then behind each block. */
  says: z.array(candidate),
  /** What it believes comes next, likeliest first. */
  candidates: z.array(candidate),
  /** What was drawn, and its probability after temperature. */
  picked: candidate,
});

export type Result = z.infer<typeof result>;

/** Numbers that stand for tokens: the whole of them, and the length of each row. */
interface Vectors {
  /** [T][C] */
  readonly vectors: readonly (readonly number[])[];
  readonly norms: readonly number[];
}

export type Stage =
  | { readonly stage: 'bytes'; readonly text: string; readonly bytes: readonly number[] }
  | {
      readonly stage: 'tokens';
      readonly tokens: readonly { readonly id: number; readonly text: string }[];
      readonly vocabulary: number;
    }
  /** Rows of the table of tokens. */
  | ({ readonly stage: 'embeddings' } & Vectors)
  /** What the first block gets: the same with the rows of the table of places added. */
  | ({ readonly stage: 'positions'; readonly says: readonly Candidate[] } & Vectors)
  /** The last token looks; the stream behind that. */
  | ({
      readonly stage: 'attention';
      readonly layer: number;
      /** [head][key] */
      readonly weights: readonly (readonly number[])[];
      /** Length of what was added at the last token. */
      readonly added: number;
    } & Vectors)
  /** Each token by itself; the stream behind the block. */
  | ({
      readonly stage: 'thinking';
      readonly layer: number;
      readonly added: number;
      readonly says: readonly Candidate[];
    } & Vectors)
  | {
      readonly stage: 'logits';
      /** The highest ones. */
      readonly logits: readonly { readonly token: string; readonly logit: number }[];
      readonly lowest: number;
      readonly of: number;
    }
  | {
      readonly stage: 'probabilities';
      readonly candidates: readonly Candidate[];
      /** What all others have together. */
      readonly rest: number;
      readonly others: number;
    }
  | {
      readonly stage: 'pick';
      readonly temperature: number;
      /** As they are drawn, likeliest first. */
      readonly candidates: readonly Candidate[];
      /** The random number that decided. */
      readonly u: number;
      readonly picked: Candidate;
      /** What it would have said earlier: on entering, then behind each block. */
      readonly on_the_way: readonly Candidate[];
      /** With what was drawn; the same where the text ended. */
      readonly text: string;
    };

export type Event = Stage & {
  /** Which one it is, from 1, of so many. */
  readonly number: number;
  readonly stages: number;
  /** The tokens as they can be seen, the mark first; none before there are any. */
  readonly shown: readonly string[];
};
