/** Our numbers beside published ones. */
import * as z from 'zod';
import { type Frame, type Rich, rows, text } from '../../render/frame.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { groups, topics } from './figures.ts';

const all = 'all';

const params = z.strictObject({
  only: z
    .enum([all, ...topics])
    .default(all)
    .meta({ description: 'Only figures of one kind.' }),
});

const figure = z.object({
  name: z.string(),
  published: z.number(),
  ours: z.number(),
  tolerance: z.number(),
  source: z.string(),
  ok: z.boolean(),
});

type Figure = z.infer<typeof figure>;

const result = z.object({ seed: z.int(), passed: z.int(), failed: z.int(), figures: z.array(figure) });

interface State {
  readonly figures: readonly Figure[];
  /** How many there will be. */
  readonly of: number;
}

const groupsOf = (only: string) => groups.filter(({ topic }) => only === all || topic === only);

export const verifyLab = defineLab({
  id: 'verify',
  title: 'Our numbers beside published ones',
  about:
    'Figures from papers and well-known programs, computed once more by the code of this package. Each has its source and says how ' +
    'near ours have to come.',
  params,
  result,
  kernels: true,

  *run({ only }, { seed, kernels }: NeuralContext): Generator<Figure, z.infer<typeof result>> {
    const figures: Figure[] = [];
    for (const group of groupsOf(only)) {
      const ours = group.compute(seed, kernels);
      for (const [i, { name, published, tolerance, source }] of group.figures.entries()) {
        const ok = Math.abs(ours[i] - published) <= tolerance;
        const event = { name, published, ours: ours[i], tolerance, source, ok };
        figures.push(event);
        yield event;
      }
    }
    const passed = figures.filter(({ ok }) => ok).length;
    return { seed, passed, failed: figures.length - passed, figures };
  },

  start: ({ only }): State => ({
    figures: [],
    of: groupsOf(only).reduce((sum, { figures }) => sum + figures.length, 0),
  }),
  reduce: ({ figures, of }, event): State => ({ figures: [...figures, event], of }),

  view({ figures, of }, { width }): Frame {
    const wide = width >= 100;
    const passed = figures.filter(({ ok }) => ok).length;
    return {
      ...rows(
        {
          kind: 'table',
          columns: [
            { title: 'figure' },
            { title: 'published', align: 'right' },
            { title: 'ours', align: 'right' },
            { title: 'may be off', align: 'right' },
            { title: '' },
            ...(wide ? [{ title: 'source' }] : []),
          ],
          rows: figures.map(({ name, published, ours, tolerance, source, ok }): Rich[] => [
            name,
            String(published),
            shown(ours),
            String(tolerance),
            [{ text: ok ? 'meets it' : 'misses it', tone: ok ? 'good' : 'bad' }],
            ...(wide ? [source] : []),
          ]),
        },
        text(
          `${passed} of ${figures.length} meet the published figure${figures.length < of ? `, ${of} in all` : ''}`,
          'muted',
        ),
        ...(wide ? [] : [text(`sources: ${[...new Set(figures.map(({ source }) => source))].join('; ')}`, 'muted')]),
      ),
      gap: 1,
    };
  },

  passes: ({ failed }) => failed === 0,
});

/** Four decimals, or as many digits as tell something where those would all be 0. */
const shown = (ours: number): string => String(Number(Math.abs(ours) < 0.01 ? ours.toPrecision(7) : ours.toFixed(4)));
