/** Something is wrong with a training run, and nobody says what: find it by curves and samples, as one has to.
 *  Read first: ./patient.ts, ./exam.ts */
import { Random } from '../../nn/random.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { type Lines, pickLines } from './lines.ts';
import { type Event, faults, params, type Result, result, type Seen } from './params.ts';
import { Patient, tokenizerOf } from './patient.ts';
import { signOf, verdict } from './sign.ts';
import { type State, viewState } from './view.ts';

/** Looks at both runs at most, and steps between two words of how far they are. */
const [mostLooks, breath] = [20, 5];

export const sabotageLab = defineLab({
  id: 'sabotage',
  title: 'What is wrong with this training?',
  about:
    'A small transformer is trained, and something may be wrong: with its labels, its mask, its learning rate or its data. A healthy ' +
    'run is trained beside it. Compare the curves and what both write, and say what it is.',
  params,
  result,
  kernels: true,

  async *run({ fault: wanted, steps }, { data, cache, seed, kernels }: NeuralContext): AsyncGenerator<Event, Result> {
    const drawn = faults[new Random(seed).below(faults.length)];
    const fault = wanted === 'hidden' ? drawn : wanted;
    const right = wanted === 'hidden' ? null : wanted === drawn;
    const lines = await linesOf(data, cache);
    const tokenizer = tokenizerOf(lines);
    // A healthy run is the same whatever is wrong with the other, and a session may ask for it again and again.
    const key = `sabotage ${seed} ${steps} ${kernels.name}`;
    const known = cache.get(key) as readonly Seen[] | undefined;
    const run = new Patient(fault, lines, tokenizer, steps, seed, kernels);
    const twin = known ? undefined : new Patient('none', lines, tokenizer, steps, seed + 1, kernels);
    try {
      const { size: parameters } = run.trainer.weights;
      yield { kind: 'begin', right, parameters, learnt: lines.learnt.length, held_out: lines.heldOut.length };
      const looks = Math.min(mostLooks, Math.floor(steps / 10));
      const healthy: Seen[] = [];
      let last: Seen | undefined;
      for (let look = 0; look <= looks; look++) {
        const until = Math.round((steps * look) / looks);
        while (run.trainer.steps < until) {
          run.step();
          twin?.step();
          const { steps: step } = run.trainer;
          if (step % breath === 0 && step < until) yield { kind: 'training', step, of: steps };
        }
        last = run.look();
        healthy.push(known?.[look] ?? twin!.look());
        yield { kind: 'look', step: until, of: steps, run: last, healthy: healthy[look] };
      }
      cache.set(key, healthy);
      const beside = healthy[looks];
      return {
        seed,
        steps,
        fault,
        right,
        ...last!,
        sign: signOf(fault, last!, beside),
        parameters,
        vocabulary: tokenizer.size,
        tokens: run.tokens.length,
        healthy: beside,
      };
    } finally {
      run.free();
      twin?.free();
    }
  },

  start: (params): State => ({ params, looks: [] }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'begin':
        return { ...state, begin: event };
      case 'training':
        return { ...state, step: event.step };
      case 'look':
        return { ...state, step: event.step, looks: [...state.looks, event] };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'begin' ? undefined : event.step / event.of),

  line(event) {
    if (event.kind !== 'look') return undefined;
    const { step, of, run, healthy } = event;
    return { step, of, ...run, healthy };
  },

  tell: ({ fault, sign, right }) => `${fault}: ${sign}${right === null ? '' : `; ${verdict(right)}`}`,
});

async function linesOf(data: NeuralContext['data'], cache: NeuralContext['cache']): Promise<Lines> {
  const known = cache.get('sabotage lines') as Lines | undefined;
  if (known) return known;
  const lines = pickLines(new TextDecoder().decode(await bytesOf('toyland', data, 1 << 24, true)));
  cache.set('sabotage lines', lines);
  return lines;
}
