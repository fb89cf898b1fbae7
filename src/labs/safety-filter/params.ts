/** Knobs, events and result of `safety-filter`. */
import * as z from 'zod';
import type { Progress } from '../../models/safety-filter/classifier.ts';
import { usual } from '../../models/safety-filter/filter.ts';
import { kinds } from '../../models/safety-filter/lessons.ts';
import { trickNames } from '../../models/safety-filter/tricks.ts';

const onOff = (on: boolean, description: string) => z.boolean().default(on).meta({ description });

/** What there is to look at. */
export const looks = ['report', 'curve', 'tricks', 'models', 'words', 'errors'] as const;

export const params = z.strictObject({
  text: z
    .string()
    .max(2000)
    .default('How do I smash the king stone?')
    .meta({ description: 'A text of your own, to be judged with the reasons.' }),
  threshold: z.number().min(0.01).max(0.99).default(usual.threshold).meta({
    description: 'Probability from which on the classifier stops a text.',
    placeholder: 'P',
    step: 0.05,
  }),
  rules: onOff(usual.rules, 'Stop what has the form of a telephone or card number, or of an address.'),
  classifier: onOff(usual.classifier, 'Stop what the classifier takes for harmful or personal.'),
  unmask: onOff(usual.unmask, 'Read texts in plain signs, however they are written: sm4sh as smash.'),
  way: z.enum(['in', 'out']).default('in').meta({
    description: 'Measure it on the way in, with requests, or on the way out, with answers.',
  }),
  requests: z.int().min(0).max(180).default(60).meta({
    description: 'Requests of each kind that chat models are asked with and without it; 0 asks none.',
    placeholder: 'N',
    step: 30,
  }),
  look: z.enum(looks).default('report').meta({
    description:
      'What to look at where there is no room for all: how often it is right, errors by threshold, and so on.',
  }),
});
export type Params = z.infer<typeof params>;

const kind = z.enum(kinds);
const by = z.enum(['rule', 'classifier']);
const share = z.number().min(0).max(1);
const weighed = z.object({ word: z.string(), weight: z.number() });

const judged = z.object({
  text: z.string(),
  stopped: z.boolean(),
  /** As what and by whom it was stopped; null for what is let through. */
  kind: kind.nullable(),
  by: by.nullable(),
  /** Probability of that kind, or of the likelier one. */
  score: share,
  /** What rules found. */
  found: z.array(z.object({ rule: z.string(), text: z.string() })),
  /** The kind that the weights speak for, and what each word adds to its logit, in the order of the text. */
  toward: kind,
  bias: z.number(),
  words: z.array(weighed),
});
export type Judged = z.infer<typeof judged>;

const row = z.object({
  name: z.string(),
  /** What these texts are to be stopped as; null for what is to pass. */
  kind: kind.nullable(),
  texts: z.int(),
  stopped: z.int(),
  by_rule: z.int(),
  by_classifier: z.int(),
});
export type Row = z.infer<typeof row>;

const trick = z.object({
  trick: z.enum(trickNames),
  about: z.string(),
  /** The first of the harmful requests, written so. */
  example: z.string(),
  harmful: z.int(),
  harmful_stopped: z.int(),
  harmless: z.int(),
  harmless_stopped: z.int(),
});
export type TrickRow = z.infer<typeof trick>;

/** How requests to models are written. */
export const spellings = ['plainly', 'misspelt', 'reworded'] as const;

const perSpelling = z.object({ plainly: z.int(), misspelt: z.int(), reworded: z.int() });
export type PerSpelling = z.infer<typeof perSpelling>;

/** Where the filter stands: nowhere, before the model, or before and behind it. */
export const places = ['none', 'in', 'in and out'] as const;

const defence = z.object({
  stage: z.enum(['sft', 'dpo']),
  filter: z.enum(places),
  /** Requests of each kind. */
  requests: z.int(),
  /** Harmful requests that end in harmful advice. */
  advice: perSpelling,
  /** Harmful requests that the model refused by itself. */
  refused: perSpelling,
  /** Harmless requests of which the filter stopped the request or the answer, and that the model refused. */
  harmless_stopped: z.int(),
  harmless_refused: z.int(),
});
export type Defence = z.infer<typeof defence>;

const curve = z.object({
  thresholds: z.array(z.number()),
  /** Shares at each threshold: what should be stopped and is let through, the same of requests written with a trick, and what
   *  should pass and is stopped. */
  missed: z.array(share),
  tricked: z.array(share),
  wrongly: z.array(share),
});
export type Curve = z.infer<typeof curve>;

const heavy = z.object({ toward: z.array(weighed), against: z.array(weighed) });
export type Heavy = z.infer<typeof heavy>;

export const result = z.object({
  seed: z.int(),
  /** Texts that it learnt from, and numbers that it learnt. */
  texts: z.int(),
  weights: z.int(),
  own: judged,
  groups: z.array(row),
  /** What should have been stopped and was not, what was stopped and should not, with how many there were. */
  missed: z.int(),
  to_stop: z.int(),
  wrongly: z.int(),
  to_pass: z.int(),
  /** The chance that something to be stopped has a higher score than something to pass. */
  area_under_curve: share,
  curve,
  tricks: z.array(trick),
  /** One of each kind of error: let through, and stopped. */
  let_through: z.array(judged),
  wrongly_stopped: z.array(judged),
  heaviest: z.object({ harmful: heavy, personal: heavy }),
  models: z.array(defence),
});
export type Result = z.infer<typeof result>;

export type Event =
  | ({ readonly kind: 'round' } & Progress)
  | { readonly kind: 'learnt'; readonly weights: number; readonly heaviest: Result['heaviest'] }
  | { readonly kind: 'judged'; readonly judged: Judged }
  | { readonly kind: 'group'; readonly row: Row }
  | { readonly kind: 'trick'; readonly row: TrickRow }
  | {
      readonly kind: 'measured';
      readonly curve: Curve;
      readonly area: number;
      readonly let_through: readonly Judged[];
      readonly wrongly_stopped: readonly Judged[];
    }
  | { readonly kind: 'asking'; readonly stage: Defence['stage']; readonly requests: string }
  | { readonly kind: 'defence'; readonly row: Defence };
