/** Knobs, events and result of the lab `evaluate`. */
import * as z from 'zod';

/** The models of a pipeline in the order in which they are made. */
const stages = ['base', 'sft', 'rlhf', 'dpo', 'int8', 'int4'] as const;
export type Stage = (typeof stages)[number];

/** What each of them is, in a few words. */
export const stageNames: Readonly<Record<Stage, string>> = {
  base: 'has only read',
  sft: 'fine-tuned to answer',
  rlhf: 'taught by a judge',
  dpo: 'taught by preferences',
  int8: 'a byte a weight',
  int4: 'half a byte a weight',
};

const file = (description: string) => z.string().optional().meta({ description, placeholder: 'FILE' });

export const params = z.strictObject({
  base: file('The model that has only read (the one on board).'),
  sft: file('The one that has learnt to answer (the one on board).'),
  rlhf: file('The one that learnt from a judge (left out without a file).'),
  dpo: file('The one that learnt from preferences (the one on board).'),
  int8: file('That one with a byte a weight (made from it).'),
  int4: file('That one with half a byte a weight (made from it).'),
  judge: file('The judge that gives the rewards (the one on board).'),
  held_out: file('Text that none of them has read (what was kept apart of the web of Toyland).'),
  exam: z
    .int()
    .min(4)
    .max(1000)
    .optional()
    .meta({ description: 'Questions of each kind (all there are without it).', placeholder: 'N', step: 10 }),
  ask: z.string().max(400).optional().meta({ description: 'A question of your own, that all of them are asked.' }),
});
export type Params = z.infer<typeof params>;

const share = z.number();

/** Answers that were believed about as much: mean belief, and share of them that is right. */
const bin = z.object({ from: share, to: share, count: z.int(), belief: share, right: share });

/** If only answers were given that are believed at least `threshold`: share of the questions about people that are answered, share
 *  of those answers that is right; share of the questions about nobodies that are answered, and that are answered as if they
 *  existed. */
const point = z.object({ threshold: share, people: share, right: share, nobodies: share, invented: share });

/** One answer, word by word. `right` is null where nobody knows what is right: to your own question. */
const example = z.object({
  kind: z.string(),
  question: z.string(),
  answer: z.string(),
  right: z.boolean().nullable(),
});
export type Example = z.infer<typeof example>;

const examined = z.object({
  stage: z.enum(stages),
  /** "on board", "a file", "made of dpo". */
  from: z.string(),
  parameters: z.int(),
  /** Questions that it was asked. */
  questions: z.int(),
  /** By name: shares of questions from 0 to 1 (knowledge, new_forms, format, refused_harmful, refused_harmless, advice, invented …),
   *  calibration_error and tells_nobody, held_out_loss in nats a token and held_out_bits_per_byte; of those that learnt to answer
   *  also reward, by the judge, in deviations from what sft got, and kl, nats an answer away from sft. */
  scores: z.record(z.string(), z.number()),
  /** Of answers about facts; bins without any are left out. */
  calibration: z.array(bin),
  /** From the highest threshold to the lowest; forty points at most. */
  abstaining: z.array(point),
  /** The highest threshold at which nine of ten questions about people are answered. */
  abstaining_at_90: point,
  /** The first one of each kind, the same for every stage. */
  examples: z.array(example),
});
export type Examined = z.infer<typeof examined>;

export const result = z.object({
  seed: z.int(),
  /** By which questions were parted into those that may be learnt from and these. */
  pipeline_seed: z.int(),
  stages: z.array(examined),
});
export type EvaluateResult = z.infer<typeof result>;

export type Event =
  | { readonly kind: 'begin'; readonly stages: readonly Stage[]; readonly held_out: number }
  /** @param share of the whole work, from 0 to 1 */
  | { readonly kind: 'working'; readonly stage: Stage; readonly part: string; readonly share: number }
  | { readonly kind: 'examined'; readonly examined: Examined };
