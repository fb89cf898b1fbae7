/** One command line from beginning to end: its result on stdout, whatever goes wrong in one line on stderr. */
import { report, statusOf } from './errors.ts';
import { globalsOf } from './globals.ts';
import { type Invocation, program } from './program.ts';

/** @returns the exit status */
export async function run(argv: readonly string[], invocation: Invocation): Promise<number> {
  const { io, out, signal } = invocation;
  try {
    const status = await program(argv, invocation);
    return signal.aborted ? 130 : status;
  } catch (error) {
    if (out.closed) return 0;
    if (signal.aborted) return 130;
    report(error, io.stderr, globalsOf(argv).debug);
    return statusOf(error);
  }
}
