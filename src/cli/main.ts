/** The process around the program: streams, signals and the exit status, which is set here and nowhere else. */

import { report, statusOf } from './errors.ts';
import type { Io } from './io.ts';
import { Output } from './output.ts';
import type { Invocation } from './program.ts';

export async function main(): Promise<void> {
  const { stdin, stdout, stderr, env, platform } = process;
  const io: Io = { stdin, stdout, stderr, env, platform };
  const out = new Output(stdout);
  stderr.on('error', () => {}); // nobody listens to hints any more: no reason to stop
  const abort = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = 130;
    abort.abort();
    stdin.destroy();
  });
  process.exitCode = await answer(process.argv.slice(2), { io, out, signal: abort.signal });
}

/** One command line from beginning to end, its error on stderr. @returns the exit status */
export async function answer(argv: readonly string[], invocation: Invocation): Promise<number> {
  const { io, out, signal } = invocation;
  try {
    const { program } = await import('./program.ts');
    const status = await program(argv, invocation);
    return signal.aborted ? 130 : status;
  } catch (error) {
    if (out.closed) return 0;
    if (signal.aborted) return 130;
    report(error, io.stderr, argv.includes('--debug'));
    return statusOf(error);
  }
}
