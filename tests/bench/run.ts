/** All benchmarks, or those named: npm run bench -- startup sampling ngram products gan gpt writing unet mlp serving [FILE]. Ratios of one run,
 *  side by side. With `quick` each program is measured once and briefly: to see that all of them run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchGan } from './gan.ts';
import { benchNgram } from './ngram.ts';
import { benchProducts } from './products.ts';
import type { Effort } from './rivals.ts';
import { benchSampling } from './sampling.ts';
import { benchServing } from './serving.ts';
import { benchStartup } from './startup.ts';
import { benchTraining } from './training.ts';
import { benchUnet } from './unet.ts';
import { benchWriting } from './writing.ts';

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== 'quick');
const effort: Effort = words.includes('quick') ? { rounds: 1, seconds: 0.3 } : { rounds: 3, seconds: 2 };
const folder = mkdtempSync(join(tmpdir(), 'genai-bench-'));

const benchmarks: Readonly<Record<string, () => void | Promise<void>>> = {
  startup: benchStartup,
  sampling: benchSampling,
  ngram: () =>
    benchNgram(
      folder,
      wanted.find((word) => word.includes('.')),
    ),
  products: () => benchProducts(effort),
  gan: () => benchGan(effort),
  gpt: () =>
    benchTraining('gpt', 'GPT: vocabulary 65, context 64, width 64, 4 heads, 2 layers', folder, effort, {
      substitutes: ['wasm'],
      isParallel: true,
    }),
  writing: () => benchWriting(folder, effort),
  unet: () => benchUnet(folder, effort),
  mlp: () => benchTraining('mlp', 'denoiser without convolutions, 320-512-512-256', folder, effort),
  serving: () => benchServing(effort),
};

const names = Object.keys(benchmarks);
const chosen = wanted.filter((word) => !word.includes('.'));
const unknown = chosen.filter((word) => !names.includes(word));
if (unknown.length > 0) throw new Error(`no benchmark is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
console.log('One thread: processor time, or wall clock where that is less. Several threads: wall clock.');
try {
  for (const name of names) if (chosen.length === 0 || chosen.includes(name)) await benchmarks[name]();
} finally {
  rmSync(folder, { recursive: true });
}
