/** A pack: lessons of other people in a folder of their own, with a pack.yaml that says whose they are. */
import * as z from 'zod';
import { IdSchema, LineSchema } from './lesson.ts';

export const PackSchema = z.strictObject({
  id: IdSchema.meta({
    description:
      'Name of the pack. Progress is kept under it, apart from other packs; so it is yours alone, and stays.',
  }),
  title: LineSchema.meta({ description: 'Stands above the list of lessons.' }),
  author: LineSchema.optional().meta({ description: 'Who wrote it.' }),
});

export type Pack = z.infer<typeof PackSchema>;
