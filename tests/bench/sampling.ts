/** How fast text goes into a pipe. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { table } from './table.ts';

const genai = join(import.meta.dirname, '../../dist/genai.js');

function seconds(args: readonly string[], tokens: number): number {
  const start = performance.now();
  const command = `'${process.execPath}' '${genai}' sample ${args.join(' ')} -n ${tokens} --seed 1 | cat >/dev/null`;
  spawnSync('sh', ['-c', command]);
  return (performance.now() - start) / 1000;
}

export function benchSampling(): void {
  const kinds: readonly (readonly string[])[] = [
    ['"The cat"'],
    ['"My dog"', '--corpus toyland', '--order 3'],
    ['"My dog"', '--corpus toyland', '--order 5', '--unit char', '--temperature 0.8'],
  ];
  const rows = kinds.map((args) => {
    // The difference of two lengths: what starting costs falls away.
    const perMillion = (seconds(args, 4_000_000) - seconds(args, 1_000_000)) / 3;
    return [args.join(' '), (1 / perMillion).toFixed(2)];
  });
  table('sampling into a pipe', ['genai sample', 'million tokens a second'], rows);
}
