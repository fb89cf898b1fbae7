/** One step of the 1-D GAN (one of D, one of G), against the same game in other programs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { best, table } from './table.ts';

const peer = (name: string): string => join(import.meta.dirname, 'peers', name);

/** Debian's PyTorch belongs to Debian's Python, which need not be the first one on the path. */
const pythons = ['python3', '/usr/bin/python3'];
const withTorch = pythons.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0) ?? pythons[0];

/** Milliseconds a step, undefined where the program is not there. */
function milliseconds(command: string, args: readonly string[]): number | undefined {
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8', cwd: import.meta.dirname });
  return status === 0 ? Number(stdout.trim().split('\n').pop()) : undefined;
}

export function benchGan(): void {
  const [ours, tfjs, torch] = best(3, [
    () => milliseconds(process.execPath, ['--import', 'tsx', peer('gan-ours.ts'), '2000']),
    () => milliseconds(process.execPath, [peer('gan-tfjs.mjs'), '300']),
    () => milliseconds(withTorch, [peer('gan-torch.py'), '2000']),
  ]);
  const row = (name: string, time?: number): string[] =>
    time === undefined
      ? [name, 'not here', '']
      : [name, (1000 / time).toFixed(0), ours === undefined ? '' : `${(time / ours).toFixed(2)}×`];
  table(
    'GAN: G 8-32-32-1, D 1-32-32-1, batch 128, one D and one G step',
    ['program', 'steps a second', 'of our time'],
    [row('ours, plain', ours), row('TensorFlow.js cpu', tfjs), row('PyTorch, one thread', torch)],
  );
}
