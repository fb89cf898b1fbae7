/** Trains the transformer that comes with the program, and writes src/assets/gpt/weights.bin and training.ndjson:
 *
 *    npx tsx src/assets/make/gpt.ts [--steps N] [--kernels simd|plain] [--threads N] [--folder DIR] [--seed N] [--out DIR]
 *
 *  Every minute the run so far goes into the folder; a second call goes on from there, to the same numbers. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeToyland } from '../../data/toyland.ts';
import { NetworkConfigSchema, presets } from '../../models/gpt/config.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { modelToCheckpoint, runFromCheckpoint, runKind, runToCheckpoint } from '../../models/gpt/weights.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { prepareText, sourceOf } from '../../models/text-network/prepare.ts';
import { Trainer } from '../../models/text-network/train.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { partWorker, ThreadTeam } from '../../runner/thread-team.ts';
import { loadCheckpoint, saveCheckpoint } from '../../store/checkpoint.ts';
import { TrainingLog } from './training-log.ts';

const { values: flags } = parseArgs({
  options: {
    steps: { type: 'string' },
    kernels: { type: 'string', default: 'simd' },
    folder: { type: 'string', default: 'node_modules/.cache/genai-gpt' },
    threads: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string', default: '1' },
    /** Where the weights go. */
    out: { type: 'string', default: fileURLToPath(new URL('../gpt', import.meta.url)) },
  },
});

const [stretch, checkpointEvery] = [50, 500];
const preset = presets.toyland;
const config = { ...preset, steps: Number(flags.steps ?? preset.steps) };
const seed = Number(flags.seed);
const kernels = kernelsNamed(flags.kernels);
const { context } = config;
const text = prepareText(makeToyland(), { unit: 'bpe', lines: true, vocabulary_size: 1500, context, seed }, 'toyland');
const { tokenizer, tokens } = text;
const networkConfig = NetworkConfigSchema.strip().parse(config);
const training = TrainingSchema.strip().parse(config);
const network = new GptNetwork(networkConfig);
const spec = {
  learner: 'gpt',
  kernels: kernels.name,
  config: networkConfig,
  training,
  tokens,
  vocabulary: tokenizer.size,
  seed,
} as const;
const trainer = new Trainer(
  network,
  training,
  sourceOf(text),
  seed,
  kernels,
  (parts, learner) => new ThreadTeam(parts, learner, partWorker(spec), Number(flags.threads)),
);
mkdirSync(flags.folder, { recursive: true });
const runFile = join(flags.folder, 'run.bin');
const tflopAStep = (3 * network.flops(tokenizer.size, context) * config.batch * context) / 1e12;
const log = new TrainingLog(join(flags.folder, 'training.ndjson'), {
  seed,
  config,
  kernels: kernels.name,
  parameters: trainer.weights.size,
  vocabulary: tokenizer.size,
  tokens: tokens.length,
});
if (existsSync(runFile)) {
  trainer.restore(runFromCheckpoint(await loadCheckpoint(runFile, runKind)).snapshot);
  log.resume(trainer.steps);
}
await train();
const judge = new NetworkLanguageModel({ network, weights: trainer.weights, vocabulary: tokenizer.size }, tokenizer);
const heldOut = scoreLines(judge, text.heldOut);
console.error(`held out: ${heldOut.nats_per_token} nats a token, ${heldOut.bits_per_byte} bits a byte`);
mkdirSync(flags.out, { recursive: true });
const model = { network, weights: trainer.weights, vocabulary: tokenizer.size, tokenizer, lines: true };
await saveCheckpoint(join(flags.out, 'weights.bin'), modelToCheckpoint(model));
writeFileSync(join(flags.out, 'training.ndjson'), log.text());
trainer.free();

async function train(): Promise<void> {
  let since = performance.now();
  let loss = 0;
  while (trainer.steps < config.steps) {
    const step = trainer.step();
    loss += step.loss;
    if (trainer.steps % stretch !== 0) continue;
    const seconds = Math.round(log.seconds + (performance.now() - since) / 1000);
    since = performance.now();
    log.add({ step: trainer.steps, loss: loss / stretch, rate: step.rate, tflop: tflopAStep * trainer.steps, seconds });
    console.error(`step ${trainer.steps}/${config.steps}  loss ${(loss / stretch).toFixed(4)}  ${seconds} s`);
    loss = 0;
    await setImmediate(); // for Ctrl-C
    if (trainer.steps % checkpointEvery !== 0) continue;
    log.write();
    await saveCheckpoint(
      runFile,
      runToCheckpoint({ config, snapshot: trainer.snapshot(), tokenizer, lines: true, text: 0 }),
    );
  }
}
