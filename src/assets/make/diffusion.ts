/** Trains the diffusion model that comes with the program, and writes src/assets/diffusion/weights.bin and training.ndjson:
 *
 *    npx tsx src/assets/make/diffusion.ts [--steps N] [--kernels simd|plain] [--threads N] [--folder DIR]
 *      [--seed N] [--preset shipped|live]
 *    npx tsx src/assets/make/diffusion.ts --export [--folder DIR] [--out DIR]
 *
 *  Every few minutes the run so far goes into the folder, with a sheet of pictures to judge it by; a second call goes on from
 *  there, to the same numbers. With --export the weights of the run so far are written, however far it is. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawScene } from '../../data/scenes/draw.ts';
import { type Album, fullAlbum, randomScene, type Scene, smallAlbum } from '../../data/scenes/scene.ts';
import { pngOf } from '../../export/png.ts';
import { type DiffusionConfig, live, shipped } from '../../models/diffusion/config.ts';
import { LearnedDenoiser, type Model } from '../../models/diffusion/learned.ts';
import { range, toPixel } from '../../models/diffusion/pixels.ts';
import { sampleAll } from '../../models/diffusion/sample.ts';
import { sceneSource, wordsOf } from '../../models/diffusion/scenes.ts';
import { type Snapshot, Trainer } from '../../models/diffusion/train.ts';
import { forwardFlops } from '../../models/diffusion/unet.ts';
import { modelToCheckpoint, runFromCheckpoint, runKind, runToCheckpoint } from '../../models/diffusion/weights.ts';
import type { LearnerSpec } from '../../models/learner-spec.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { Random } from '../../nn/random.ts';
import { partWorker, ThreadTeam } from '../../runner/thread-team.ts';
import { loadCheckpoint, saveCheckpoint } from '../../store/checkpoint.ts';
import { contactSheet } from './contact-sheet.ts';
import { TrainingLog } from './training-log.ts';

const { values: flags } = parseArgs({
  options: {
    steps: { type: 'string' },
    kernels: { type: 'string', default: 'simd' },
    folder: { type: 'string', default: 'node_modules/.cache/genai-diffusion' },
    threads: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string', default: '1' },
    preset: { type: 'string', default: 'shipped' },
    /** Seconds between checkpoints. */
    every: { type: 'string', default: '240' },
    export: { type: 'boolean', default: false },
    /** Where the weights go. */
    out: { type: 'string', default: fileURLToPath(new URL('../diffusion', import.meta.url)) },
  },
});

const presets: Readonly<Record<string, { config: DiffusionConfig; album: Album }>> = {
  shipped: { config: shipped, album: fullAlbum },
  live: { config: live, album: smallAlbum },
};
const { config: preset, album } = chosen(presets, flags.preset, '--preset');
mkdirSync(flags.folder, { recursive: true });
const runFile = join(flags.folder, 'run.bin');
const begun = existsSync(runFile) ? runFromCheckpoint(await loadCheckpoint(runFile, runKind)) : undefined;
const config = { ...preset, steps: Number(flags.steps ?? begun?.config.steps ?? preset.steps) };
const kernels = kernelsNamed(flags.kernels);
const source = sceneSource(album);
const seed = Number(flags.seed);
const stretch = 50;

const forward = forwardFlops(config, source.vocabulary.length);
const tflopAStep = (3 * forward * config.batch) / 1e12;
const spec: LearnerSpec = {
  learner: 'diffusion',
  kernels: kernels.name,
  config,
  album: flags.preset === 'live' ? 'small' : 'full',
  seed,
};
const threads = Number(flags.threads);
const trainer = new Trainer(
  config,
  source,
  seed,
  kernels,
  (parts, learner) => new ThreadTeam(parts, learner, partWorker(spec), threads),
);
const log = new TrainingLog(join(flags.folder, 'training.ndjson'), {
  seed,
  config,
  kernels: kernels.name,
  parameters: trainer.weights.size,
  forward_mflop: forward / 1e6,
});
if (begun) resume(begun);
const isWhole = flags.export || (await train());
if (isWhole) await exportWeights();
else process.exitCode = 130;
trainer.free();

function resume(snapshot: Snapshot): void {
  const own = { config, seed, vocabulary: source.vocabulary };
  for (const key of ['config', 'seed', 'vocabulary'] as const) {
    if (JSON.stringify(sorted(snapshot[key])) !== JSON.stringify(sorted(own[key]))) {
      throw new Error(`The run in ${flags.folder} has another ${key}. Name another folder, or the same settings.`);
    }
  }
  trainer.restore(snapshot);
  log.resume(snapshot.step);
  console.error(`goes on from step ${snapshot.step}`);
}

/** @returns whether it came to its end: Ctrl-C stops it, after a checkpoint */
async function train(): Promise<boolean> {
  let isStopped = false;
  // Not once: a second one would end the process in the middle of a file.
  process.on('SIGINT', () => {
    isStopped = true;
  });
  let since = performance.now();
  let saved = performance.now();
  while (trainer.steps < config.steps && !isStopped) {
    let loss = 0;
    let rate = 0;
    let taken = 0;
    do {
      const step = trainer.step();
      loss += step.loss;
      rate = step.rate;
      taken++;
    } while (trainer.steps % stretch !== 0 && trainer.steps < config.steps);
    const seconds = log.seconds + (performance.now() - since) / 1000;
    since = performance.now();
    const tflop = tflopAStep * trainer.steps;
    log.add({ step: trainer.steps, loss: loss / taken, rate, tflop: rounded(tflop), seconds: rounded(seconds) });
    const line = `step ${trainer.steps}/${config.steps}  loss ${(loss / taken).toFixed(4)}  ${tflop.toFixed(2)} TFLOP  ${seconds.toFixed(0)} s`;
    console.error(line);
    await setImmediate(); // for Ctrl-C
    if (since - saved < 1000 * Number(flags.every) && trainer.steps < config.steps && !isStopped) continue;
    await log.write();
    await saveCheckpoint(runFile, runToCheckpoint(trainer.snapshot()));
    if (!isStopped) writeSheet();
    saved = since = performance.now(); // pictures are not training
  }
  return trainer.steps === config.steps;
}

/** A row for each subject: how it may be drawn, and beside it what the model makes of the same words. */
function writeSheet(): void {
  const columns = 5;
  const model = { config, vocabulary: source.vocabulary, weights: trainer.average };
  const denoiser = new LearnedDenoiser(model);
  denoiser.guidance = 3;
  const options = { schedule: denoiser.schedule, sampler: 'ddim', steps: 25, clip: range } as const;
  const rows = scenesOfSheet().map((scene, i) => {
    denoiser.prompts = [wordsOf(scene, source.vocabulary)];
    const made = sampleAll(denoiser, columns, options, new Random(i)).map(toPixel);
    const pictures = Array.from({ length: columns }, (_, c) => made.slice(c * denoiser.size, (c + 1) * denoiser.size));
    return [drawScene(scene, new Random(i), album).pixels, ...pictures];
  });
  denoiser.free();
  const half = Math.ceil(rows.length / 2);
  const wide = rows.slice(0, half).map((row, i) => [...row, ...(rows[half + i] ?? [])]);
  const file = join(flags.folder, `sheet-${String(trainer.steps).padStart(6, '0')}.png`);
  writeFileSync(file, pngOf(contactSheet(wide, config.size, 6)));
}

function scenesOfSheet(): readonly Scene[] {
  const random = new Random(11);
  return album.subjects.map((subject) => {
    for (;;) {
      const scene = randomScene(random, album, { landscapes: 0 });
      if (scene.subject === subject) return scene;
    }
  });
}

async function exportWeights(): Promise<void> {
  const model: Model = { config, vocabulary: source.vocabulary, weights: trainer.average };
  mkdirSync(flags.out, { recursive: true });
  await saveCheckpoint(join(flags.out, 'weights.bin'), modelToCheckpoint(model));
  writeFileSync(join(flags.out, 'training.ndjson'), log.text());
  console.error(`wrote weights.bin into ${flags.out} after ${trainer.steps} steps`);
}

function chosen<T>(table: Readonly<Record<string, T>>, name: string, flag: string): T {
  if (!Object.hasOwn(table, name)) throw new Error(`${flag} is one of ${Object.keys(table).join(', ')}.`);
  return table[name];
}

/** With keys in one order, to compare. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rounded(x: number): number {
  return Math.round(x * 1000) / 1000;
}
