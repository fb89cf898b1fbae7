import { type GptConfig, NetworkConfigSchema, presets } from '../../../models/gpt/config.ts';
import { GptNetwork } from '../../../models/gpt/network.ts';
import { TrainingSchema } from '../../../models/text-network/config.ts';
import { documentSource, streamSource, type TextSource } from '../../../models/text-network/text.ts';
import { Trainer } from '../../../models/text-network/train.ts';
import { lossInWindows } from '../../../models/text-network/windows.ts';
import { Characters } from '../../../models/tokenizer/characters.ts';
import { sizeOf } from '../../../nn/graph.ts';
import type { MakeTeam } from '../../../nn/parts.ts';
import type { Given, Group } from '../group.ts';
import { names, tinyShakespeare } from '../known-texts.ts';

const microgpt = 'microgpt.py (Karpathy 2026)';
const nanogpt = 'nanoGPT, README (Karpathy 2022)';

const networkOf = (config: GptConfig): GptNetwork => new GptNetwork(NetworkConfigSchema.strip().parse(config));

function sizeOfSetting(config: GptConfig, vocabulary: number, but = ''): number {
  const counted = networkOf(config)
    .parameters(vocabulary)
    .filter(({ name }) => name !== but);
  return counted.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** How large the two settings are: of 26 letters and a mark, and of 65 characters. */
export const gptSizes: Group = {
  topic: 'gpt',
  figures: [
    { name: 'microgpt: numbers in it', published: 4192, tolerance: 0, source: microgpt },
    { name: 'nanoGPT on a CPU: million numbers', published: 0.8, tolerance: 0.005, source: nanogpt },
  ],
  *compute() {
    yield 0;
    // nanoGPT leaves the table of positions out when it counts.
    return [sizeOfSetting(presets.microgpt, 27), sizeOfSetting(presets['nanogpt-cpu'], 65, 'positions') / 1e6];
  },
};

/** Trains to the end. Yields the share that is done.
 *  @param every steps between two breaths
 *  @returns mean loss of the last 100 steps */
function* train(trainer: Trainer, every: number): Generator<number, number> {
  const { steps } = trainer.config;
  const last = Math.min(100, steps);
  let sum = 0;
  while (trainer.steps < steps) {
    const { step, loss } = trainer.step();
    if (step > steps - last) sum += loss;
    if (step % every === 0) yield step / steps;
  }
  return sum / last;
}

function trainerFor(config: GptConfig, source: TextSource, { seed, kernels }: Given, team?: MakeTeam): Trainer {
  return new Trainer(networkOf(config), TrainingSchema.strip().parse(config), source, seed, kernels, team);
}

/** One name a step, a thousand of them: where the loss then is. */
export const gptNames: Group = {
  topic: 'gpt',
  needs: names,
  figures: [{ name: 'microgpt: names, last 100 losses', published: 2.28, tolerance: 0.1, source: microgpt }],
  effort: 2,
  *compute(given) {
    const letters = Characters.of(given.text, true);
    const documents = given.text.split('\n').map((name) => letters.encode(name));
    const trainer = trainerFor(presets.microgpt, documentSource(documents, letters.size, letters.mark), given);
    try {
      return [yield* train(trainer, 20)];
    } finally {
      trainer.free();
    }
  },
};

/** Share of the whole work that judging the network takes. */
const judging = 0.03;

/** Nine tenths of a text are learnt from, the last tenth is held out: nats a character of that. */
export async function* heldOutLoss(given: Given, config: GptConfig): AsyncGenerator<number, number> {
  const characters = Characters.of(given.text, false);
  const all = characters.encode(given.text);
  const tokens = all.subarray(0, Math.floor(0.9 * all.length));
  const vocabulary = characters.size;
  const network = networkOf(config);
  const training = TrainingSchema.strip().parse(config);
  const { seed, kernels } = given;
  const shared = { kernels: kernels.name, config: network.config, training, tokens, vocabulary, seed };
  const team = given.team({ learner: 'gpt', ...shared });
  const trainer = trainerFor(config, streamSource(tokens, vocabulary), given, team);
  try {
    for (const share of train(trainer, 1)) yield share * (1 - judging);
    const judged = lossInWindows({ network, weights: trainer.weights, vocabulary }, all.subarray(tokens.length));
    for (;;) {
      const { value, done } = judged.next();
      if (done) return value;
      yield 1 - judging * (1 - value);
    }
  } finally {
    trainer.free();
  }
}

export const gptShakespeare: Group = {
  topic: 'gpt',
  needs: tinyShakespeare,
  figures: [{ name: 'nanoGPT on a CPU: held-out loss', published: 1.88, tolerance: 0.05, source: nanogpt }],
  effort: 100,
  async *compute(given) {
    // The line feed at its end is a character of it.
    return [yield* heldOutLoss({ ...given, text: `${given.text}\n` }, presets['nanogpt-cpu'])];
  },
};
