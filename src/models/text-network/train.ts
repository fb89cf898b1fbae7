/** Learning to predict the next token: take rows of text, let the network say at each token what comes next, and make what
 *  really came a little more likely. Nobody labels anything: the text is its own answer.
 *  Left out: dropping of attention itself. Paper: Radford et al. 2018, section 3.1.
 *  Read first: ./network.ts, ./text.ts, ./rows.ts, ./descent.ts
 *  Shapes: B rows in a part, T time, V vocabulary. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Kernels } from '../../nn/kernels/kernels.ts';
import { multiply } from '../../nn/ops/arithmetic.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { type MakeTeam, type PartLearner, streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { checkTraining, type TrainingConfig } from './config.ts';
import { Descent } from './descent.ts';
import type { Drop, TextNetwork } from './network.ts';
import { recordRows } from './rows.ts';
import type { TextSource } from './text.ts';

/** Learns from one part of a batch. Each thread has one of its own. */
export class TextLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly net: ReturnType<TextLearner['record']>;
  private readonly masks: Tensor[] = [];

  /** @throws InputError when the settings do not go with each other */
  constructor(
    private readonly network: TextNetwork,
    private readonly config: TrainingConfig,
    private readonly source: TextSource,
    private readonly seed: number,
    readonly kernels: Kernels,
    arena: Arena = kernels.arena(),
  ) {
    checkTraining(config);
    this.parameters = new ParameterSet(kernels, arena, network.parameters(source.vocabulary), new Random(seed));
    this.net = this.record();
  }

  private record() {
    const { network, config, kernels, parameters } = this;
    const graph = new Graph(kernels, parameters.arena);
    const drop = config.dropout > 0 ? this.drop : undefined;
    return recordRows(network, graph, parameters, config.batch / config.parts, { drop });
  }

  /** Strikes out numbers, and makes up for it in those that stay (Srivastava et al. 2014). */
  private readonly drop: Drop = (x) => {
    const mask = x.graph.input(x.shape);
    this.masks.push(mask);
    return multiply(x, mask);
  };

  learn(step: number, index: number): number {
    const { loss } = this.net;
    const { graph } = loss;
    this.fill(new Random(streamOf(this.seed, step * this.config.parts + index)));
    graph.forward();
    graph.backward(loss);
    return loss.value.data[0];
  }

  private fill(random: Random): void {
    const { config, network, source } = this;
    const { rows, ids, targets, shares } = this.net;
    const time = network.context;
    const [row, next] = [new Int32Array(time), new Int32Array(time)];
    for (let b = 0; b < rows; b++) {
      source.draw(row, next, random);
      for (let t = 0; t < time; t++) {
        const at = network.byTime ? t * rows + b : b * time + t;
        ids.data[at] = row[t];
        targets.data[at] = next[t];
      }
    }
    // The mean over all that are asked for.
    let asked = 0;
    for (const target of targets.data) if (target >= 0) asked++;
    shares.value.data.fill(asked > 0 ? 1 / asked : 0);
    const kept = 1 - config.dropout;
    for (const { value } of this.masks) {
      const { data } = value;
      for (let i = 0; i < data.length; i++) data[i] = random.next() < kept ? 1 / kept : 0;
    }
  }
}

/** Teaches a network to go on with texts like those of the source. */
export class Trainer extends Descent {
  /** @throws InputError when the settings do not go with each other */
  constructor(
    readonly network: TextNetwork,
    config: TrainingConfig,
    readonly source: TextSource,
    seed: number,
    kernels: Kernels,
    makeTeam?: MakeTeam,
  ) {
    super(new TextLearner(network, config, source, seed, kernels), config, seed, makeTeam);
  }
}
