/** Takes the whole screen and gives it back, on every way out: a return, an exception, a signal, an exit. */

const enter = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l';
const leave = '\x1b[0m\x1b[?25h\x1b[?1049l';

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** What ended it from outside. */
export interface Ending {
  onInterrupt(): void;
  onError(error: unknown): void;
  onSignal(signal: NodeJS.Signals): void;
}

const signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** Takes the screen. @returns gives it back; more calls do nothing */
export function takeScreen({ stdin, stdout }: TerminalStreams, ending: Ending): () => void {
  let taken = true;
  const giveBack = (): void => {
    if (!taken) return;
    taken = false;
    process.off('exit', giveBack);
    process.off('SIGINT', interrupted);
    process.off('uncaughtException', failed);
    for (const signal of signals) process.off(signal, signalled);
    stdout.off('error', gone);
    try {
      if (stdin.isTTY) stdin.setRawMode(false);
    } catch {
      // the terminal is gone: nothing is left to restore
    }
    if (!stdout.destroyed && !stdout.writableEnded) stdout.write(leave);
  };
  const interrupted = (): void => ending.onInterrupt();
  const failed = (error: unknown): void => ending.onError(error);
  const signalled = (signal: NodeJS.Signals): void => ending.onSignal(signal);
  const gone = (): void => ending.onSignal('SIGHUP');

  stdout.write(enter);
  process.on('exit', giveBack);
  process.on('SIGINT', interrupted);
  process.on('uncaughtException', failed);
  for (const signal of signals) process.on(signal, signalled);
  stdout.on('error', gone);
  return giveBack;
}
