/** Those who compete: three kinds of networks, made equally costly, behind one interface.
 *  Read first: ../../models/text-network/network.ts, ../../models/window-mlp/network.ts, ../../models/recurrent/network.ts,
 *  ../../models/gpt/network.ts */
import { NetworkConfigSchema } from '../../models/gpt/config.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { RecurrentConfigSchema, RecurrentNetwork } from '../../models/recurrent/network.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import type { TextNetwork } from '../../models/text-network/network.ts';
import { type PreparedText, sourceOf } from '../../models/text-network/prepare.ts';
import { Trainer } from '../../models/text-network/train.ts';
import { WindowConfigSchema, WindowNetwork } from '../../models/window-mlp/network.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { cosineDecay } from '../../nn/schedule.ts';
import { finite } from '../imitate/result.ts';
import type { NetworkName, Params } from './params.ts';

/** Tokens of a row, and rows of a step, for all. */
export const context = 32;
const batch = 8;
/** Steps over which the learning rate rises. */
const warmup = 20;
/** Tokens that the window is wide. */
const window = 8;

/** Each has the learning rate that did best for it of a few, at the width of 80. */
const rates: Readonly<Record<NetworkName, number>> = { window: 0.01, recurrent: 0.01, GPT: 0.006 };

/** The transformer says how many operations a token may cost; the others get as many neurons as come nearest to it.
 *  @param mark of the tokenizer */
export function makeNetworks({ width }: Pick<Params, 'width'>, vocabulary: number, mark: number) {
  const gpt = new GptNetwork(NetworkConfigSchema.parse({ context, width, layers: 1, heads: 4, deviation: 0.06 }));
  const cost = gpt.flops(vocabulary, context);
  return {
    window: sized(cost, vocabulary, (hidden) => {
      return new WindowNetwork(WindowConfigSchema.parse({ context, window, width: width / 2, hidden }), mark);
    }),
    recurrent: sized(cost, vocabulary, (memory) => {
      return new RecurrentNetwork(RecurrentConfigSchema.parse({ context, width, memory }));
    }),
    GPT: gpt,
  } satisfies Record<NetworkName, TextNetwork>;
}

// #region sized
/** Of networks that only differ in a number of neurons the one whose cost comes nearest. */
function sized(cost: number, vocabulary: number, make: (neurons: number) => TextNetwork): TextNetwork {
  const off = (neurons: number): number => Math.abs(make(neurons).flops(vocabulary, context) - cost);
  let neurons = 1;
  while (off(neurons + 1) < off(neurons)) neurons++;
  return make(neurons);
}
// #endregion

/** One network that learns, and what it has cost by now. */
export class Contestant {
  private readonly trainer: Trainer;
  private readonly judge: NetworkLanguageModel;
  /** Operations of a step: forward once, backward twice as much. */
  readonly gflopAStep: number;
  /** Milliseconds of training. */
  milliseconds = 0;
  private judged?: { readonly steps: number; readonly loss: number | null };

  constructor(network: TextNetwork, name: NetworkName, text: PreparedText, seed: number, kernels: Kernels) {
    const { size: vocabulary } = text.tokenizer;
    const training = TrainingSchema.parse({ batch, parts: 1, lr: rates[name] });
    this.trainer = new Trainer(network, training, sourceOf(text), seed, kernels);
    this.judge = new NetworkLanguageModel({ network, weights: this.trainer.weights, vocabulary }, text.tokenizer);
    this.gflopAStep = (3 * network.flops(vocabulary, context) * batch * context) / 1e9;
  }

  get steps(): number {
    return this.trainer.steps;
  }

  get gflop(): number {
    return this.steps * this.gflopAStep;
  }

  /** @param done share of the budget that is used up: the learning rate falls over it, whatever the budget is of */
  step(clock: () => number, done: number): void {
    const begun = clock();
    this.trainer.step(Math.min(1, (this.steps + 1) / warmup) * cosineDecay(done, 1, 0, 0.1));
    this.milliseconds += clock() - begun;
  }

  /** Nats a token, on lines that stay the same. */
  lossOn(lines: readonly string[]): number | null {
    if (this.judged?.steps === this.steps) return this.judged.loss;
    const loss = finite(scoreLines(this.judge, lines).nats_per_token ?? Number.NaN);
    this.judged = { steps: this.steps, loss };
    return loss;
  }

  free(): void {
    this.judge.end();
    this.trainer.free();
  }
}
