/** What can happen to a lesson, as small events that a journal keeps. Read next: progress.ts, review.ts, journal.ts. */
import * as z from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const ChangeSchema = z.discriminatedUnion('type', [
  /** The learner stands at this step. */
  z.object({ type: z.literal('at'), step: z.string() }),
  z.object({ type: z.literal('done'), step: z.string(), skipped: z.boolean().optional() }),
  /** A graded answer; a prediction is neither right nor wrong. */
  z.object({
    type: z.literal('answer'),
    step: z.string(),
    answer: z.union([z.number(), z.string(), z.array(z.number())]),
    right: z.boolean().optional(),
    /** Which question it was, in a few letters: another one may stand at this step by now. */
    asked: z.string().optional(),
    /** The right answer, where the lesson's own run gave it. */
    said: scalar.optional(),
  }),
  z.object({ type: z.literal('hint'), step: z.string() }),
  z.object({ type: z.literal('finished') }),
  /** Once more from the first step; that it was finished before stays. */
  z.object({ type: z.literal('restart') }),
  /** The first answer to a question that came back, and the hints seen before it. */
  z.object({
    type: z.literal('review'),
    step: z.string(),
    right: z.boolean(),
    hints: z.int().min(0).optional(),
    asked: z.string().optional(),
  }),
]);
export type Change = z.infer<typeof ChangeSchema>;

/** The newest version of an event that this program knows. An event is written with the oldest version that has its kind,
 *  so that an older program leaves out only what it cannot know. 1: all but reviews. 2: reviews. */
export const eventVersion = 2;
export const versionOfChange = ({ type }: Change): 1 | 2 => (type === 'review' ? 2 : 1);

/** One line of the journal. A lesson of a pack is named with its pack: "pack/lesson". */
export const EventSchema = z.object({
  v: z.literal([1, 2]),
  at: z.iso.datetime(),
  lesson: z.string().min(1),
  change: ChangeSchema,
});
export type ProgressEvent = z.infer<typeof EventSchema>;
