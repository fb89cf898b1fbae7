/** Takes the whole screen and the keyboard, and gives both back on every way out: a return, an exception, a signal. */
import { StringDecoder } from 'node:string_decoder';
import { type Key, KeyReader } from './keys.ts';
import { stopJob } from './stop-job.ts';

/** The other screen, cleared; no cursor; pastes marked as such. */
const enter = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h';
const leave = '\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l';
/** How long the rest of a key may take to come after its first byte. */
const keyMilliseconds = 40;

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** What comes from outside. */
export interface Listener {
  onKeys(keys: readonly Key[]): void;
  onError(error: unknown): void;
  onSignal(signal: NodeJS.Signals): void;
  /** The program was stopped and goes on: the screen has to be drawn anew. */
  onResume(): void;
}

/** The last one is Ctrl-Break, known on Windows alone. */
const endings: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'];

/** Takes the screen and the keys. @returns gives them back; more calls do nothing */
export function takeScreen({ stdin, stdout }: TerminalStreams, listener: Listener): () => void {
  const reader = new KeyReader();
  const decoder = new StringDecoder('utf8');
  let timer: NodeJS.Timeout | undefined;
  let taken = true;

  const read = (chunk: Buffer | string): void => {
    clearTimeout(timer);
    const read = reader.read(typeof chunk === 'string' ? chunk : decoder.write(chunk));
    const keys = read.filter((key) => key !== 'ctrl-z');
    if (keys.length < read.length) suspend();
    if (keys.length > 0) listener.onKeys(keys);
    if (reader.waits) timer = setTimeout(() => listener.onKeys(reader.flush()), keyMilliseconds);
  };
  const raw = (on: boolean): void => {
    try {
      if (stdin.isTTY) stdin.setRawMode(on);
    } catch {
      // the terminal is gone: nothing is left to set
    }
  };
  const signalled = (signal: NodeJS.Signals): void => listener.onSignal(signal);
  const gone = (): void => listener.onSignal('SIGHUP');
  const failed = (error: unknown): void => listener.onError(error);
  const resumed = (): void => {
    raw(true);
    stdout.write(enter);
    listener.onResume();
  };
  /** Ctrl-Z, or a signal of its kind: the shell has the terminal until `fg`. */
  const suspend = (): void => {
    if (process.platform === 'win32') return; // no shell there could go on with it
    raw(false);
    stdout.write(leave);
    process.off('SIGTSTP', suspend); // who listens is not stopped
    stopJob();
    process.on('SIGTSTP', suspend);
    resumed();
  };
  const giveBack = (): void => {
    if (!taken) return;
    taken = false;
    clearTimeout(timer);
    process.off('exit', giveBack);
    process.off('uncaughtException', failed);
    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', resumed);
    for (const signal of endings) process.off(signal, signalled);
    stdin.off('data', read).off('end', gone).off('error', gone);
    stdout.off('error', gone);
    raw(false);
    stdin.pause();
    if (!stdout.destroyed && !stdout.writableEnded) stdout.write(leave);
  };

  raw(true);
  stdout.write(enter);
  stdin.on('data', read).on('end', gone).on('error', gone);
  stdout.on('error', gone);
  process.on('exit', giveBack);
  process.on('uncaughtException', failed);
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resumed);
  for (const signal of endings) process.on(signal, signalled);
  return giveBack;
}
