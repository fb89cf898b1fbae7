/** Knobs, events and result of the lab `collect`. */
import * as z from 'zod';
import { fates, usual } from '../../models/collect/collect.ts';
import type { Progress } from '../../models/collect/crawl.ts';
import { licenceRules } from '../../models/collect/licence.ts';
import type { Report } from '../../models/collect/report.ts';
import type { MadeEvent } from '../stages/params.ts';

const onOff = (on: boolean, description: string) => z.boolean().default(on).meta({ description });

export const params = z.strictObject({
  robots: onOff(usual.robots, 'Keep to robots.txt, by which hosts say what programs may fetch.'),
  depth: z
    .int()
    .min(1)
    .max(20)
    .default(usual.depth)
    .meta({ description: 'Links from the first page, at most; a calendar without end ends there.', placeholder: 'N' }),
  licence: z.enum(licenceRules).default(usual.licence).meta({
    description: 'Take pages that are free; also those for non-commercial use; or any.',
  }),
  main_text: onOff(
    usual.mainText,
    'Leave out navigation, advertising and whatever else stands on every page of a host.',
  ),
  language: onOff(usual.language, 'Drop what is in another language.'),
  quality: onOff(usual.quality, 'Drop what is no text that a person would read.'),
  exact_copies: onOff(usual.exactCopies, 'Drop what is there already, word for word.'),
  near_copies: onOff(usual.nearCopies, 'Drop what is nearly the same as something that is there.'),
  threshold: z.number().min(0.1).max(1).default(usual.threshold).meta({
    description: 'Share of shingles in common from which on two texts are near copies.',
    placeholder: 'P',
    step: 0.1,
  }),
  shingle: z
    .int()
    .min(1)
    .max(10)
    .default(usual.shingle)
    .meta({ description: 'Words of a shingle: runs of so many are compared.', placeholder: 'N' }),
  personal: onOff(usual.personal, 'Take out telephone numbers, e-mail and street addresses.'),
  held_out: z.number().min(0).max(0.5).default(usual.heldOut).meta({
    description: 'Share of the documents that is kept apart, to measure on.',
    placeholder: 'P',
    step: 0.05,
  }),
  look: z
    .enum(['report', ...fates])
    .default('report')
    .meta({
      description: 'What to look at in the end: the report, or a page by where it ended up.',
    }),
  page: z.int().min(1).max(1000).default(1).meta({
    description: 'Which of those pages, where look is not report; after the last comes the first.',
    placeholder: 'N',
  }),
});

export type Params = z.infer<typeof params>;

const count = z.int();
const found = z.object({
  found: count,
  wrongly: count,
  missed: count,
  /** Of what was taken for one the share that is one; of all there are the share that was found. Null where there is none. */
  precision: z.number().nullable(),
  recall: z.number().nullable(),
});

const look = z.object({
  url: z.string(),
  fate: z.enum(fates),
  /** Everything that was decided about it, in order. */
  trail: z.array(z.string()),
  text: z.string(),
  /** What it is in truth. */
  truth: z.string(),
});
export type Look = z.infer<typeof look>;

export const result = z.object({
  seed: z.int(),
  turns: count,
  hosts: count,
  fetched: count,
  forbidden: count,
  beyond: count,
  missing: count,
  /** Where the pages ended up. */
  pages: z.object({
    licence: count,
    no_text: count,
    language: count,
    quality: count,
    exact_copy: count,
    near_copy: count,
    train: count,
    held_out: count,
  }),
  /** Words kept. */
  words: count,
  wanted: z.object({ texts: count, kept: count }),
  /** Kept, although nobody wanted it. */
  through: z.object({ junk: count, not_free: count, harmful: count }),
  copies: found,
  personal: found,
  /** What is false and kept. */
  wrong: z.object({ sentences: count, pages: count }),
  /** Held-out texts that are near copies of learned ones; and if the split had been drawn page by page. */
  leaks: z.object({ split: count, by_lot: count }),
  facts: z.object({ trained: count, ways: z.number(), held_out: count, both: count }),
  /** The page that was asked for; null when none was, or none ended up there. */
  look: look.nullable(),
});

export type Result = z.infer<typeof result>;

/** Pages by where they ended up. */
export type Bins = Readonly<Record<(typeof fates)[number], number>>;

export type Event =
  | { readonly kind: 'crawl'; readonly progress: Progress }
  /** Some more pages were sorted; one of them to look at. */
  | {
      readonly kind: 'sort';
      readonly bins: Bins;
      readonly done: number;
      readonly of: number;
      readonly look: Omit<Look, 'truth'>;
    }
  | { readonly kind: 'report'; readonly bins: Bins; readonly report: Report; readonly look: Look | null }
  | MadeEvent;
