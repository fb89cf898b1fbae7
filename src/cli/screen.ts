/** The full-screen face, opened from a command. */
import type { KernelName } from '../nn/kernels/kernels.ts';
import { clean } from '../render/clean.ts';
import type { Course } from '../store/lessons.ts';
import type { Start } from '../tui/state.ts';
import type { CommandContext } from './context.ts';
import { surfaceOf } from './io.ts';

interface Options {
  /** Of every lab that is opened; without it the best there are. */
  readonly kernel?: KernelName;
  /** Its lessons instead of ours. */
  readonly pack?: Course;
}

export async function openScreen(start: Start, context: CommandContext, options: Options = {}): Promise<void> {
  const { stdin, stdout, stderr, env } = context.io;
  const { startTui } = await import('../tui/index.ts');
  const surface = surfaceOf(stdout, context.io);
  const { status, notice } = await startTui({ stdin, stdout, env, surface, start, ...options });
  context.status = status;
  if (notice) stderr.write(`hint: ${clean(notice)}\n`);
}
