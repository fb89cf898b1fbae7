/** A curve fitted by a small network, to watch it bend. Read first: ./network.ts, ./data.ts */

import type { Random } from '../../nn/random.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { curves, type DataSet, type Points, parsePoints, pointsOf, turnsOf, typedPoints } from './data.ts';
import { Network } from './network.ts';
import { type Event, type FrameEvent, type Params, params, type Result, result } from './params.ts';
import { type State, viewState } from './view.ts';

/** Pictures of a whole run, and neurons seen in each. */
const frames = 200;
const neuronsShown = 4;

export const neuronLab = defineLab({
  id: 'neuron',
  title: 'Neurons bend a line',
  about:
    'A network from one number to one number learns to pass through points. Each neuron gives its line one bend. Take one ' +
    'neuron, then two, then eight: what can it fit, and what can it not?',
  params,
  result,
  kernels: true,
  pace: 32,

  *run(params, { rng, seed, kernels }: NeuralContext): Generator<Event, Result> {
    const data = dataOf(params, rng.fork());
    const network = new Network(data, params, rng, kernels);
    try {
      const { x, y } = data.seen;
      yield { kind: 'data', x, y, grid: network.grid, parameters: network.size, turns: data.turns ?? null };

      let seen = look(network, 0);
      const first = seen;
      let best = seen;
      yield seen;
      const every = Math.ceil(params.steps / frames);
      for (let step = 1; step <= params.steps; step++) {
        network.train();
        if (step % every !== 0 && step !== params.steps) continue;
        seen = look(network, step);
        if (seen.held_out_loss !== null && seen.held_out_loss < best.held_out_loss!) best = seen;
        yield seen;
      }
      const { hidden, layers, activation, steps } = params;
      return {
        data: params.data,
        hidden,
        layers,
        activation,
        parameters: network.size,
        steps,
        first_loss: first.loss,
        loss: seen.loss,
        held_out_loss: seen.held_out_loss,
        best_held_out_loss: best.held_out_loss,
        best_step: best.held_out_loss === null ? null : best.step,
        turns: seen.turns,
        data_turns: data.turns ?? null,
        seed,
      };
    } finally {
      network.free();
    }
  },

  start: (params): State => ({ params, history: [] }),

  reduce(state, event): State {
    if (event.kind === 'data') return { ...state, data: event };
    const { step, loss, held_out_loss } = event;
    return { ...state, frame: event, history: [...state.history, { step, loss, held_out_loss }] };
  },

  view: viewState,

  line(event) {
    if (event.kind === 'data') return { kind: 'data', points: event.x.length, parameters: event.parameters };
    const { kind, step, loss, held_out_loss } = event;
    return { kind, step, loss, held_out_loss };
  },
});

function dataOf({ data, points, noise }: Params, random: Random): DataSet {
  const name = data.trim();
  return Object.hasOwn(curves, name) ? pointsOf(name, points, noise, random) : typedPoints(parsePoints(data) as Points);
}

/** Five figures draw any curve, and keep a record of the run short. */
const short = (numbers: readonly number[]): number[] => numbers.map((number) => Number(number.toPrecision(5)));
const swing = (line: readonly number[]): number => Math.max(...line) - Math.min(...line);

function look(network: Network, step: number): FrameEvent {
  const { curve, neurons } = network.draw();
  const moving = [...neurons].sort((a, b) => swing(b) - swing(a)).slice(0, neuronsShown);
  return {
    kind: 'frame',
    step,
    ...network.losses(),
    curve: short(curve),
    turns: turnsOf(curve),
    neurons: moving.map(short),
  };
}
