/** Knobs, events and result of `verify`. */
import * as z from 'zod';
import { topics } from './group.ts';

export const all = 'all';

export const verifyParams = z.strictObject({
  only: z
    .enum([all, ...topics])
    .default(all)
    .meta({ description: 'Only figures of one kind.' }),
  data: z.string().min(1).optional().meta({
    description:
      'A text that figures are about, such as names.txt of makemore or tiny-shakespeare; it is recognised by its size.',
    placeholder: 'FILE',
    many: true,
  }),
});

const figure = z.object({
  name: z.string(),
  published: z.number(),
  /** null: skipped, because `needs` was not given. */
  ours: z.number().nullable(),
  tolerance: z.number(),
  source: z.string(),
  ok: z.boolean().nullable(),
  needs: z.string().optional(),
});

export type Figure = z.infer<typeof figure>;

export const verifyResult = z.object({
  seed: z.int(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  figures: z.array(figure),
});

export type Event =
  /** @param share of the whole work, from 0 to 1 */
  | { readonly kind: 'working'; readonly topic: string; readonly share: number }
  | { readonly kind: 'figure'; readonly figure: Figure };

export interface State {
  readonly figures: readonly Figure[];
  /** How many there will be. */
  readonly of: number;
  /** What is being computed, until all are there. */
  readonly working?: string;
}
