/** A training run with something wrong in it, or nothing: the fault is really made, nothing is pretended.
 *  Read first: ../../models/text-network/train.ts. Read next: ./exam.ts */
import { type GptConfig, GptConfigSchema, NetworkConfigSchema } from '../../models/gpt/config.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import { goOn } from '../../models/gpt/go-on.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { tokensOf } from '../../models/text-network/prepare.ts';
import { streamSource } from '../../models/text-network/text.ts';
import { Trainer } from '../../models/text-network/train.ts';
import { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import type { Tokenizer } from '../../models/tokenizer/tokenizer.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { Random } from '../../nn/random.ts';
import { finite } from '../imitate/result.ts';
import { asTrained, asWritten } from './exam.ts';
import type { Lines } from './lines.ts';
import type { Fault, Seen } from './params.ts';

/** Tokens there are. */
const vocabulary = 320;
/** Texts that a look writes, and tokens of each at most. */
const [texts, written] = [3, 16];

const healthy: GptConfig = GptConfigSchema.parse({
  context: 16,
  width: 48,
  layers: 2,
  heads: 4,
  batch: 16,
  parts: 1,
  lr: 0.004,
  warmup: 30,
});

/** Learnt from the lines that a healthy run learns from, so that all runs have the same tokens. */
export const tokenizerOf = ({ learnt }: Lines): Tokenizer =>
  BytePairTokens.of(new TextEncoder().encode(learnt.join('\n')), vocabulary);

export class Patient {
  readonly trainer: Trainer;
  /** What it learns from. */
  readonly tokens: Int32Array;
  private readonly decoder: Decoder;
  private readonly heldOut: () => number;
  private readonly fresh: () => number;
  private lossSince = 0;
  private stepsSince = 0;

  constructor(
    fault: Fault,
    lines: Lines,
    private readonly tokenizer: Tokenizer,
    steps: number,
    private readonly seed: number,
    kernels: Kernels,
  ) {
    // #region faults
    const learnt = fault === 'leak' ? [...lines.learnt, ...lines.heldOut] : lines.learnt;
    const ahead = fault === 'labels' ? 2 : 1;
    const lr = healthy.lr * (fault === 'rate' ? 100 : 1);
    const network = new GptNetwork(NetworkConfigSchema.strip().parse(healthy), { causal: fault !== 'mask' });
    // #endregion
    this.tokens = tokensOf(learnt, tokenizer);
    const { size } = tokenizer;
    const training = TrainingSchema.strip().parse({ ...healthy, lr, steps });
    this.trainer = new Trainer(network, training, streamSource(this.tokens, size, ahead), seed, kernels);
    const model = { network, weights: this.trainer.weights, vocabulary: size };
    this.decoder = new Decoder(model);
    this.heldOut = asTrained(model, tokensOf(lines.heldOut, tokenizer), ahead);
    this.fresh = asWritten(this.decoder, tokensOf(lines.fresh, tokenizer));
  }

  /** @returns its loss */
  step(): number {
    const { loss } = this.trainer.step();
    this.lossSince += loss;
    this.stepsSince++;
    return loss;
  }

  look(): Seen {
    const { decoder, tokenizer, seed, stepsSince } = this;
    const random = new Random(seed);
    const prompt = Array.from(tokenizer.encode('The')).filter((token) => token >= 0);
    const options = { temperature: 0.5, most: written, lines: true };
    const samples = Array.from({ length: texts }, () => goOn(decoder, tokenizer, prompt, options, random));
    const seen = {
      train_loss: stepsSince > 0 ? finite(this.lossSince / stepsSince) : null,
      held_out_loss: finite(this.heldOut()),
      fresh_loss: finite(this.fresh()),
      text: samples.join(' / '),
    };
    this.lossSince = this.stepsSince = 0;
    return seen;
  }

  free(): void {
    this.decoder.end();
    this.trainer.free();
  }
}
