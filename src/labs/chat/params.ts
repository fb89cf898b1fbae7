/** Knobs, events and result of `chat`. */
import * as z from 'zod';
import { endings } from '../../models/pipeline/talk.ts';

/** In the order in which they are made. */
export const stages = ['base', 'sft', 'rlhf', 'dpo', 'int8', 'int4'] as const;
export type Stage = (typeof stages)[number];

/** Of these no model is on board, only of a run of one's own. */
const ownOnly: readonly Stage[] = ['rlhf'];
const onBoard = stages.filter((stage) => !ownOnly.includes(stage));

/** Stands for every stage, one after the other. */
export const all = 'all';

export const params = z.strictObject({
  question: z.string().max(2000).default('Where does Ada Pepper live?').meta({ description: 'What it is asked.' }),
  stage: z
    .enum([...onBoard, all])
    .default('dpo')
    .meta({ description: 'How far the model has come that is asked; all asks every one.' }),
  temperature: z.number().min(0).max(10).default(0).meta({
    description: 'How wildly an answer is drawn; 0 says the likeliest.',
    placeholder: 'T',
    step: 0.1,
  }),
  max_tokens: z.int().min(1).max(64).default(40).meta({
    description: 'Tokens of an answer at most.',
    placeholder: 'N',
    short: 'n',
    step: 10,
  }),
});
export type Params = z.infer<typeof params>;

const token = z.object({
  /** What it adds to the answer; nothing for the one that ends it. */
  token: z.string(),
  /** How far the model believed in it, whatever the temperature. */
  p: z.number().min(0).max(1),
});
export type Token = z.infer<typeof token>;

const unknownWord = z.object({ word: z.string(), near: z.array(z.string()) });
export type UnknownWord = z.infer<typeof unknownWord>;

export const answer = z.object({
  question: z.string(),
  answer: z.string(),
  stage: z.enum(stages),
  tokens: z.array(token),
  /** How far it believed in the whole answer: the product of all p. */
  confidence: z.number().min(0).max(1),
  seed: z.int(),
  /** Words of the question that it never read, each with what it has read and what looks like it. */
  unknown_words: z.array(unknownWord),
  finish_reason: z.enum(endings),
});
export type Answer = z.infer<typeof answer>;

export const result = z.object({ seed: z.int(), question: z.string(), answers: z.array(answer) });
export type Result = z.infer<typeof result>;

interface AskedEvent {
  readonly kind: 'asked';
  readonly stage: Stage;
  /** What the stage is, in a line. */
  readonly about: string;
  /** Numbers of the model, and tokens that it sees. */
  readonly parameters: number;
  readonly context: number;
  /** What a person should know before they believe the answer, a line each. */
  readonly notes: readonly string[];
}

export interface TokenEvent extends Token {
  readonly kind: 'token';
  readonly stage: Stage;
  /** The token by itself, as it can be seen: the end by its name, and parts of characters by their bytes. */
  readonly shown: string;
  /** What it might have said at this place, falling, as it can be seen. */
  readonly likeliest: readonly Token[];
}

interface AnsweredEvent {
  readonly kind: 'answered';
  readonly answer: Answer;
}

export type Event = AskedEvent | TokenEvent | AnsweredEvent;
