/** All benchmarks, or those named: npm run bench -- startup sampling gan ngram [FILE]. Ratios of one run, side by side. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchGan } from './gan.ts';
import { benchNgram } from './ngram.ts';
import { benchSampling } from './sampling.ts';
import { benchStartup } from './startup.ts';

const wanted = process.argv.slice(2);
const runs = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);

if (runs('startup')) await benchStartup();
if (runs('sampling')) benchSampling();
if (runs('gan')) benchGan();
if (runs('ngram')) {
  const folder = mkdtempSync(join(tmpdir(), 'genai-bench-'));
  try {
    benchNgram(
      folder,
      wanted.find((word) => word.includes('.')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
