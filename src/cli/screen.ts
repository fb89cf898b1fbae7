/** The full-screen face, opened from a command. */
import type { KernelName } from '../nn/kernels/kernels.ts';
import { clean } from '../render/clean.ts';
import type { Start } from '../tui/state.ts';
import type { CommandContext } from './context.ts';
import { surfaceOf } from './io.ts';

/** @param kernel of every lab that is opened; without it the best there is */
export async function openScreen(start: Start, context: CommandContext, kernel?: KernelName): Promise<void> {
  const { stdin, stdout, stderr, env } = context.io;
  const { startTui } = await import('../tui/index.ts');
  const { status, notice } = await startTui({
    stdin,
    stdout,
    env,
    surface: surfaceOf(stdout, context.io),
    start,
    kernel,
  });
  context.status = status;
  if (notice) stderr.write(`hint: ${clean(notice)}\n`);
}
