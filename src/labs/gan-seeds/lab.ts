/** Not one lucky run: the same game with many seeds, each judged by the same rule, failures shown. Read first: ../gan/lab.ts,
 *  ../../models/gan/seeds.ts */
import * as z from 'zod';
import { limits } from '../../data/numbers/measure.ts';
import { recipeTargets, targets } from '../../data/numbers/targets.ts';
import { GanConfigSchema } from '../../models/gan/config.ts';
import { type Outcome, trainSeed } from '../../models/gan/seeds.ts';
import { type Frame, rows, text } from '../../render/frame.ts';
import { finite } from '../imitate/result.ts';
import { defineLab, type NeuralContext } from '../lab.ts';

const all = 'all five';
const names = Object.keys(targets) as [keyof typeof targets, ...(keyof typeof targets)[]];

const params = z.strictObject({
  target: z
    .enum([all, ...names])
    .default(all)
    .meta({ description: 'What to imitate: one target, or all five.' }),
  seeds: z.int().min(1).max(1000).default(20).meta({ description: 'How many seeds.', placeholder: 'N' }),
  ...GanConfigSchema.shape,
});

type Params = z.infer<typeof params>;

const row = z.object({
  target: z.string(),
  seeds: z.int(),
  learned: z.int(),
  /** Wasserstein-1 in deviations of the target. */
  median: z.number().nullable(),
  worst: z.number().nullable(),
  collapsed: z.int(),
  /** Seed by seed, what was missed. */
  failures: z.array(z.object({ seed: z.int(), missed: z.array(z.string()) })),
});

type Row = z.infer<typeof row>;

const result = z.object({ seed: z.int(), learned: z.int(), of: z.int(), targets: z.array(row) });

type Judged = Outcome & { readonly kind: 'judged'; readonly target: string };

/** `share` of all runs is done. */
type Event = (Judged | { readonly kind: 'training' }) & { readonly share: number };

interface State {
  readonly params: Params;
  readonly share: number;
  readonly outcomes: readonly Judged[];
}

const targetsOf = ({ target }: Params): readonly (keyof typeof targets)[] =>
  target === all ? recipeTargets : [target];

export const ganSeedsLab = defineLab({
  id: 'gan-seeds',
  title: 'Not one lucky seed',
  about:
    'The GAN once more, with many seeds, each judged by the same rule: near enough in Wasserstein-1, in mean and in deviation, no ' +
    'mode lost. Take away one trick of the recipe, such as the average or the packs, and count again.',
  params,
  result,
  kernels: true,

  *run(params, { seed, kernels }: NeuralContext): Generator<Event, z.infer<typeof result>> {
    const { target: _, seeds, ...config } = params;
    const wanted = targetsOf(params);
    const outcomes: Judged[] = [];
    for (const target of wanted) {
      for (let i = 0; i < seeds; i++) {
        const outcome = yield* training(trainSeed(config, targets[target], seed + i, kernels), (step) => ({
          kind: 'training',
          share: (outcomes.length + step / config.steps) / (wanted.length * seeds),
        }));
        const judged: Judged = { kind: 'judged', target, ...outcome };
        outcomes.push(judged);
        yield { ...judged, share: outcomes.length / (wanted.length * seeds) };
      }
    }
    const table = rowsOf(outcomes);
    const learned = table.reduce((sum, row) => sum + row.learned, 0);
    return { seed, learned, of: outcomes.length, targets: table };
  },

  start: (params): State => ({ params, share: 0, outcomes: [] }),

  reduce({ params, outcomes }, { share, ...event }): State {
    return { params, share, outcomes: event.kind === 'judged' ? [...outcomes, event] : outcomes };
  },

  view({ params, share, outcomes }, { height }): Frame {
    const of = targetsOf(params).length * params.seeds;
    const table = rowsOf(outcomes);
    const rule = `learned: W1 at most ${limits.wasserstein} σ, mean and deviation within ${limits.moments} σ, each mode at least ${limits.mode} of its share`;
    const failures = table.flatMap(({ target, failures }) =>
      failures.map(({ seed, missed }) => `${target}, seed ${seed}: ${missed.join(', ')}`),
    );
    const room = Math.max(1, (Number.isFinite(height) ? height : 40) - table.length - 8);
    const shown = failures.length > room ? failures.slice(0, room - 1) : failures;
    const hidden = failures.length - shown.length;
    return {
      ...rows(
        text([
          { text: 'data and model: ', tone: 'muted' },
          `${of} runs of ${params.steps} steps, ${outcomes.length} finished (${Math.floor(100 * share)} %)`,
        ]),
        {
          kind: 'table',
          columns: [
            { title: 'target' },
            { title: 'learned', align: 'right' },
            { title: 'median W1/σ', align: 'right' },
            { title: 'worst', align: 'right' },
            { title: 'collapsed', align: 'right' },
          ],
          rows: table.map(({ target, learned, seeds, median, worst, collapsed }) => [
            target,
            [{ text: `${learned} of ${seeds}`, tone: learned === seeds ? 'good' : 'warn' }],
            short(median),
            short(worst),
            String(collapsed),
          ]),
        },
        text(rule, 'muted'),
        ...shown.map((failure) => text(failure, 'warn')),
        ...(hidden > 0 ? [text(`and ${hidden} more that failed`, 'muted')] : []),
      ),
    };
  },

  share: ({ share }) => share,

  line(event) {
    if (event.kind !== 'judged') return undefined;
    const { kind: _, share: __, ...outcome } = event;
    return outcome;
  },
});

/** A training to its end, with an event for each of its words; one that is broken off gives back what it took. */
function* training(run: ReturnType<typeof trainSeed>, event: (step: number) => Event): Generator<Event, Outcome> {
  try {
    for (;;) {
      const { value, done } = run.next();
      if (done) return value;
      yield event(value.step);
    }
  } finally {
    run.return(undefined as never);
  }
}

function rowsOf(outcomes: readonly Judged[]): Row[] {
  return [...new Set(outcomes.map(({ target }) => target))].map((target) => {
    const of = outcomes.filter((outcome) => outcome.target === target);
    // One that blew up is farther away than any other; NaN would upset the order.
    const far = (x: number): number => (Number.isFinite(x) ? x : Number.POSITIVE_INFINITY);
    const distances = of.map(({ wasserstein_sigma }) => far(wasserstein_sigma)).sort((a, b) => a - b);
    return {
      target,
      seeds: of.length,
      learned: of.filter(({ missed }) => missed.length === 0).length,
      median: finite(medianOf(distances)),
      worst: finite(distances[distances.length - 1]),
      collapsed: of.filter(({ collapsed }) => collapsed).length,
      failures: of.flatMap(({ seed, missed }) => (missed.length > 0 ? [{ seed, missed: [...missed] }] : [])),
    };
  });
}

const medianOf = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;

const short = (x: number | null): string => (x === null ? '-' : x.toFixed(3));
