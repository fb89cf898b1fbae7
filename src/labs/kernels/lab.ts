/** The same matrix product, four ways, timed on this machine. Read first: ./naive.ts, ../../nn/kernels/plain/matmul.ts,
 *  ../../nn/kernels/simd/assembly/matmul.ts, ./methods.ts. Read next: ./scale.ts */
import { simdProblem } from '../../nn/kernels/simd/simd.ts';
import { defineLab, type MeasuringContext } from '../lab.ts';
import { free, matrices, methodsFor } from './methods.ts';
import { type Event, type Measured, type Params, params, type Result, result, type Way } from './params.ts';
import { month, work, year } from './scale.ts';
import { type State, viewState } from './view.ts';

export const kernelsLab = defineLab({
  id: 'kernels',
  title: 'The same product, four ways',
  about:
    'Nearly all the work of a network is matrix products. One is computed here as in a textbook, in tiles, four ' +
    'numbers at a time, and on two threads, and timed on your machine. How much faster is it, and how far is that from a data centre?',
  params,
  result,
  chance: false,
  measures: true,

  async *run({ size, repeats }, context: MeasuringContext): AsyncGenerator<Event, Result> {
    yield { kind: 'begin', missing: simdProblem() ?? null };
    const product = matrices(size);
    const methods = await methodsFor(product, context);
    const { clock } = context;
    const calls = Math.ceil(leastWork / (size * size * size));
    const found = new Map<Way, Omit<Measured, 'times_naive'>>();
    let largest = 0;
    let done = 0;
    try {
      // One after the other, again and again: what slows the machine down for a while slows all of them down.
      for (let repeat = 1; repeat <= repeats; repeat++) {
        for (const [way, method] of methods) {
          const begun = clock();
          for (let call = 0; call < calls; call++) method.multiply();
          const milliseconds = (clock() - begun) / calls;
          const gflops = Math.max(found.get(way)?.gflops ?? 0, (2 * size * size * size) / (1e6 * milliseconds));
          const first = methods.get('naive')!.numbers;
          const max_difference = largestOf(first, (x, i) => x - method.numbers[i]);
          largest = largestOf(first, (x) => x);
          found.set(way, { gflops, max_difference });
          const share = ++done / (repeats * methods.size);
          yield { kind: 'timed', way, repeat, milliseconds, gflops, max_difference, largest, share };
        }
      }
    } finally {
      free(methods);
    }
    const naive = found.get('naive')!.gflops;
    const of = (way: Way): Measured => ({ ...found.get(way)!, times_naive: found.get(way)!.gflops / naive });
    const fastest = [...found.keys()].reduce((a, b) => (found.get(b)!.gflops > found.get(a)!.gflops ? b : a));
    const speed = found.get(fastest)!.gflops * 1e9;
    const alone = Math.max(...[...found].flatMap(([way, { gflops }]) => (way === 'two_threads' ? [] : [gflops])));
    return {
      seed: context.seed,
      size,
      repeats,
      naive: of('naive'),
      tiled: of('tiled'),
      simd: found.has('simd') ? of('simd') : null,
      two_threads: of('two_threads'),
      fastest,
      threads_speedup: found.get('two_threads')!.gflops / alone,
      largest,
      step_7b_seconds: work.step7b / speed,
      run_1e24_years: work.run / speed / year,
      machines_for_a_month: work.run / speed / month,
    };
  },

  start: (params: Params): State => ({ params, found: {} }),

  reduce(state, event): State {
    if (event.kind === 'begin') return { ...state, missing: event.missing ?? undefined };
    const { way, repeat, gflops, max_difference, largest } = event;
    return { ...state, repeat, largest, found: { ...state.found, [way]: { gflops, max_difference } } };
  },

  view: viewState,

  share: (event) => (event.kind === 'timed' ? event.share : undefined),

  line(event) {
    if (event.kind === 'begin') return undefined;
    const { way, repeat, milliseconds, gflops, max_difference } = event;
    return { way, repeat, milliseconds, gflops, max_difference };
  },
});

/** Multiplications that are timed at once at least, so that a clock of microseconds is fine enough. */
const leastWork = 1 << 24;

const largestOf = (numbers: Float32Array, of: (x: number, i: number) => number): number =>
  numbers.reduce((most, x, i) => Math.max(most, Math.abs(of(x, i))), 0);
