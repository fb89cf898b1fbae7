/** How to have a run once more, for whoever watches it; a pipe carries the result alone. */
import type { CommandContext } from './context.ts';

export function tellSeed({ io }: CommandContext, seed: number): void {
  if (io.stdout.isTTY) io.stderr.write(`seed ${seed}: the same again with --seed ${seed}\n`);
}
