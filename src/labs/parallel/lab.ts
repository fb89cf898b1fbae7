/** All tokens at once, or one after the other: the same number of operations, and what a machine makes of them.
 *  Read first: ./twins.ts, ../kernels/methods.ts */
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { LaidOut } from '../../nn/kernels/product.ts';
import { simdProblem } from '../../nn/kernels/simd/simd.ts';
import { onTwoThreads } from '../kernels/methods.ts';
import { type Context, defineLab, type MeasuringContext } from '../lab.ts';
import { bestOf, keyOf, withTime } from './best.ts';
import {
  type Event,
  type NetworkName,
  type NetworkResult,
  networks,
  type Params,
  params,
  passes,
  type Result,
  result,
  sets,
} from './params.ts';
import { Laid, operationsOf, productOf, type Twin, twinsOf } from './twins.ts';
import { type State, viewState } from './view.ts';

export const parallelLab = defineLab({
  id: 'parallel',
  title: 'All at once, or one after the other',
  about:
    'A transformer reads all tokens of a text in one pass; a recurrent network of the same size has to wait for each token before ' +
    'the next. Both do as many operations. Which is faster on your machine, and what do SIMD, threads and several texts at once change?',
  params,
  result,
  chance: false,
  measures: true,

  async *run(settings: Params, given: Context): AsyncGenerator<Event, Result> {
    const context = given as MeasuringContext;
    const { length, texts, rounds } = settings;
    const twins = twinsOf(settings);
    const both = <T>(of: (name: NetworkName) => T): Record<NetworkName, T> => ({
      transformer: of('transformer'),
      recurrent: of('recurrent'),
    });
    const operations = both((name) => operationsOf(twins[name], length, texts));
    const missing = simdProblem() ?? null;
    yield {
      kind: 'begin',
      parameters: both((name) => twins[name].parameters),
      memory: twins.memory,
      operations,
      products: both((name) => twins[name].product),
      missing,
    };
    const here = sets.filter((set) => set !== 'simd' || missing === null);
    const lengths = lengthsTo(length);
    const all = lengths.length * here.length * rounds * networks.length * passes.length;
    let best: State['best'] = {};
    let done = 0;
    for (const set of here) {
      const kernels = kernelsNamed(set);
      for (const tokens of lengths) {
        const laid = both((name) => new Laid(twins[name], tokens, texts, kernels));
        try {
          for (const timed of timings(laid, twins, tokens, settings, context.clock)) {
            best = withTime(best, keyOf(timed.network, set, timed.pass, tokens), timed.milliseconds);
            yield { kind: 'timed', set, length: tokens, ...timed, share: ++done / all };
          }
        } finally {
          for (const name of networks) laid[name].free();
        }
      }
    }
    const speedups = both(() => 1);
    for (const network of networks) {
      speedups[network] = await threadsSpeedup(twins[network], rounds, context);
      yield { kind: 'threads', network, speedup: speedups[network] };
    }
    const timesOf = (name: NetworkName, set: (typeof sets)[number]) => ({
      read_ms: best[keyOf(name, set, 'read', length)],
      learn_ms: best[keyOf(name, set, 'learn', length)],
    });
    const resultOf = (name: NetworkName): NetworkResult => ({
      parameters: twins[name].parameters,
      operations: operations[name],
      plain: timesOf(name, 'plain'),
      simd: missing === null ? timesOf(name, 'simd') : null,
      gflops: operations[name] / bestOf(best, name, 'read', length)! / 1e6,
      product: [...twins[name].product],
      threads_speedup: speedups[name],
    });
    const faster = (pass: (typeof passes)[number]): number =>
      bestOf(best, 'recurrent', pass, length)! / bestOf(best, 'transformer', pass, length)!;
    return {
      seed: context.seed,
      length,
      texts,
      ...both(resultOf),
      times_faster_read: faster('read'),
      times_faster_learn: faster('learn'),
    };
  },

  start: (params): State => ({ params, best: {}, speedups: {} }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'begin':
        return { ...state, begin: event };
      case 'timed': {
        const { network, set, pass, length, milliseconds } = event;
        return { ...state, length, best: withTime(state.best, keyOf(network, set, pass, length), milliseconds) };
      }
      case 'threads':
        return { ...state, speedups: { ...state.speedups, [event.network]: event.speedup } };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'timed' ? event.share : undefined),

  line: (event) => (event.kind === 'begin' ? undefined : lineOf(event)),
});

function lineOf(event: Exclude<Event, { kind: 'begin' }>): object {
  if (event.kind === 'threads') return { network: event.network, threads_speedup: event.speedup };
  const { kind: _, share: __, ...line } = event;
  return line;
}

/** Half as long, and half of that, down to 8 or more tokens; the longest last. */
function lengthsTo(longest: number): number[] {
  const lengths = [longest];
  while (lengths[0] % 2 === 0 && lengths[0] >= 16) lengths.unshift(lengths[0] / 2);
  return lengths;
}

/** Operations that are timed at once at least, so that a clock of microseconds is fine enough. */
const leastWork = 1 << 22;

/** One after the other, again and again: what slows the machine down for a while slows all of them down. */
function* timings(
  laid: Record<NetworkName, Laid>,
  twins: Record<NetworkName, Twin>,
  tokens: number,
  { texts, rounds }: Params,
  clock: () => number,
) {
  for (let round = 1; round <= rounds; round++) {
    for (const pass of passes) {
      for (const network of networks) {
        const calls = Math.ceil(leastWork / operationsOf(twins[network], tokens, texts));
        const begun = clock();
        for (let call = 0; call < calls; call++) laid[network].run(pass);
        yield { network, pass, round, milliseconds: (clock() - begun) / calls };
      }
    }
  }
}

/** How many times as fast the largest product of a network is on two threads. */
async function threadsSpeedup({ product }: Twin, rounds: number, context: MeasuringContext): Promise<number> {
  const numbers = productOf(product);
  const one = new LaidOut(numbers, kernelsNamed());
  const two = await onTwoThreads(numbers, context);
  const [m, k, n] = product;
  const calls = Math.ceil(leastWork / (2 * m * k * n));
  const times = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [i, way] of [one, two].entries()) {
        const begun = context.clock();
        for (let call = 0; call < calls; call++) way.multiply();
        times[i] = Math.min(times[i], context.clock() - begun);
      }
    }
  } finally {
    one.free();
    two.free();
  }
  return times[0] / times[1];
}
