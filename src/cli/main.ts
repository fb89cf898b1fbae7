/** The process around the program: streams, signals and the exit status, which is set here and nowhere else. */

import { report, statusOf } from './errors.ts';
import type { Io } from './io.ts';
import { Output } from './output.ts';

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
  const argv = process.argv.slice(2);
  try {
    const { program } = await import('./program.ts');
    const status = await program(argv, { io, out, signal: abort.signal });
    process.exitCode = abort.signal.aborted ? 130 : status;
  } catch (error) {
    if (out.closed) process.exitCode = 0;
    else if (abort.signal.aborted) process.exitCode = 130;
    else {
      report(error, stderr, argv.includes('--debug'));
      process.exitCode = statusOf(error);
    }
  }
}
