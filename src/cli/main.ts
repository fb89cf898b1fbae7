/** The process around the program: streams, signals and the exit status, which is set here and nowhere else. */
import type { Definition } from './describe/definition.ts';
import type { Io } from './io.ts';
import { Output } from './output.ts';
import { definitions, type Invocation } from './program.ts';
import { run } from './run.ts';

export async function main(): Promise<void> {
  const abort = new AbortController();
  const invocation = here(abort.signal);
  invocation.io.stderr.on('error', () => {}); // nobody listens to hints any more: no reason to stop
  onInterrupt(() => {
    process.exitCode = 130;
    abort.abort();
    invocation.io.stdin.destroy();
  });
  process.exitCode = await run(process.argv.slice(2), invocation);
}

/** npm passes a Ctrl-C on that the terminal has sent to everybody already: what comes so soon is the same one. */
const sameMilliseconds = 500;

/** Hears the first Ctrl-C; the second one ends the process at once. */
function onInterrupt(hear: () => void): void {
  let first: number | undefined;
  const listener = (): void => {
    if (first === undefined) {
      first = performance.now();
      hear();
    } else if (performance.now() - first > sameMilliseconds) {
      process.off('SIGINT', listener);
      process.kill(process.pid, 'SIGINT');
    }
  };
  process.on('SIGINT', listener);
}

/** The command line, described from its sources. */
export async function definitionsHere(): Promise<Definition> {
  return definitions(here(new AbortController().signal));
}

function here(signal: AbortSignal): Invocation {
  const { stdin, stdout, stderr, env, platform } = process;
  const io: Io = { stdin, stdout, stderr, env, platform };
  return { io, out: new Output(stdout), signal };
}
