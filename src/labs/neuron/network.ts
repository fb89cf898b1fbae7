/** A small network from one number to one number, and its training.
 *  Left out: batches, decay, a schedule of rates. Papers: Cybenko 1989 and Hornik et al. 1989, that enough neurons fit any
 *  curve; Kingma & Ba 2015, Adam. Read first: ../../nn/layers.ts, ../../nn/optimise.ts */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Kernels } from '../../nn/kernels/kernels.ts';
import { linearLayer, mlpParameters } from '../../nn/layers.ts';
import { squaredError } from '../../nn/losses.ts';
import { activate } from '../../nn/ops/activations.ts';
import { Adam } from '../../nn/optimise.ts';
import { ParameterSet, type Weights } from '../../nn/parameters.ts';
import type { Random } from '../../nn/random.ts';
import type { DataSet, Points } from './data.ts';
import type { Params } from './params.ts';

/** Places at which the curve is drawn. */
const gridSize = 61;

interface Outputs {
  /** [B, 1] */
  readonly output: Tensor;
  /** What the neurons of the last hidden layer say: [B, H] */
  readonly neurons: Tensor;
}

// #region forward
/** x [B, 1] through `layers` hidden layers of neurons: each adds up its inputs by weight, and bends the sum. */
function forward(x: Tensor, weights: Weights, { layers, activation }: Params): Outputs {
  let signal = x;
  for (let i = 0; i < layers; i++) {
    signal = linearLayer(signal, weights, `net.${i}`);
    if (activation !== 'none') signal = activate(activation, signal);
  }
  return { output: linearLayer(signal, weights, `net.${layers}`), neurons: signal };
}
// #endregion

/** The network sees x in [−2, 2] and answers in [−1, 1], whatever the units of the data. */
interface Units {
  readonly inward: (x: number) => number;
  readonly middle: number;
  readonly half: number;
}

function unitsOf({ from, to, seen, turns }: DataSet): Units {
  const inward = (x: number): number => (4 * (x - from)) / (to - from) - 2;
  if (turns !== undefined) return { inward, middle: 0, half: 1 };
  const [low, high] = [Math.min(...seen.y), Math.max(...seen.y)];
  return { inward, middle: (low + high) / 2, half: (high - low) / 2 || 1 };
}

export class Network {
  readonly grid: readonly number[];
  private readonly arena: Arena;
  private readonly parameters: ParameterSet;
  private readonly adam: Adam;
  private readonly training: { graph: Graph; loss: Tensor };
  private readonly check?: { graph: Graph; loss: Tensor };
  private readonly drawing: Outputs & { graph: Graph };
  private readonly units: Units;

  constructor(
    data: DataSet,
    private readonly params: Params,
    random: Random,
    kernels: Kernels,
  ) {
    const { hidden, layers } = params;
    const arena = kernels.arena();
    this.arena = arena;
    const sizes = [1, ...Array.from({ length: layers }, () => hidden), 1];
    this.units = unitsOf(data);
    this.parameters = new ParameterSet(kernels, arena, mlpParameters('net', sizes), random);
    this.adam = new Adam(this.parameters);
    const column = (graph: Graph, numbers: readonly number[]): Tensor => {
      const tensor = graph.input([numbers.length, 1]);
      tensor.value.data.set(numbers);
      return tensor;
    };
    const lossOver = ({ x, y }: Points): { graph: Graph; loss: Tensor } => {
      const graph = new Graph(kernels, arena);
      const { output } = forward(column(graph, x.map(this.units.inward)), this.parameters, params);
      const { middle, half } = this.units;
      const targets = y.map((height) => (height - middle) / half);
      return { graph, loss: squaredError(output, column(graph, targets)) };
    };
    this.training = lossOver(data.seen);
    if (data.heldOut.x.length > 0) this.check = lossOver(data.heldOut);
    this.grid = Array.from({ length: gridSize }, (_, i) => data.from + ((data.to - data.from) * i) / (gridSize - 1));
    const graph = new Graph(kernels, arena);
    const inputs = column(graph, this.grid.map(this.units.inward));
    this.drawing = { graph, ...forward(inputs, this.parameters.frozen(), params) };
  }

  get size(): number {
    return this.parameters.size;
  }

  // #region train
  /** One step: values forward, gradients back, every weight a little against its gradient. */
  train(): void {
    this.training.graph.forward();
    this.training.graph.backward(this.training.loss);
    this.adam.step(this.params.learning_rate);
  }
  // #endregion

  /** Mean squared distance in the units of the data, on the points that it learns from and on the others. */
  losses(): { loss: number; held_out_loss: number | null } {
    const scale = this.units.half * this.units.half;
    const lossOf = ({ graph, loss }: { graph: Graph; loss: Tensor }): number => {
      graph.forward();
      return loss.value.data[0] * scale;
    };
    return { loss: lossOf(this.training), held_out_loss: this.check ? lossOf(this.check) : null };
  }

  /** Its curve over the grid, the constant in it, and what each neuron of the last hidden layer adds to that. */
  draw(): { curve: number[]; constant: number; neurons: number[][] } {
    const { graph, output, neurons } = this.drawing;
    const { layers, hidden } = this.params;
    const { middle, half } = this.units;
    graph.forward();
    const out = this.parameters.get(`net.${layers}.weight`).value.data;
    return {
      curve: Array.from(output.value.data, (y) => middle + half * y),
      constant: middle + half * this.parameters.get(`net.${layers}.bias`).value.data[0],
      neurons: Array.from({ length: hidden }, (_, k) =>
        this.grid.map((_, i) => half * out[k] * neurons.value.data[i * hidden + k]),
      ),
    };
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }
}
