/** A person at a terminal: the built program on a pseudo-terminal, and a screen buffer that shows what it drew. Keys go
 *  in, the screen is read; whatever is awaited is awaited by what stands there, never by time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { onTestFinished } from 'vitest';

export interface Options {
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that progress is kept in; a fresh one without it. */
  readonly home?: string;
}

/** What the terminal was like once the program had gone. */
export interface Ending {
  /** As a shell sees it: 128 + n after signal n. */
  readonly status: number;
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  /** Keys do not wait for Enter, or are not shown: the line discipline was left changed. */
  readonly rawMode: boolean;
}

export const givenBack = { alternateScreen: false, cursorHidden: false, bracketedPaste: false, rawMode: false };

export const keys = {
  enter: '\r',
  escape: '\x1b',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  tab: '\t',
  backspace: '\x7f',
  pageDown: '\x1b[6~',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlZ: '\x1a',
};

/** The built program. */
export const program = resolve(import.meta.dirname, '../../dist/genai.js');
/** Keeps the terminal open after the program, to look at what it left behind, and tells the program's process id. */
const wrapper = `trap : INT QUIT
exec 3>&2 2>/dev/null
sh -c 'echo $$ >"$PID_FILE"; exec "$@" 2>&3 3>&-' sh "$@"
status=$?
stty -a >"$STTY_FILE"
printf '\\033_the end\\033\\\\'
exit $status`;
/** Written by the wrapper after all output; no terminal shows it. */
const endMark = '\x1b_the end\x1b\\';
/** Generous: the machine may be busy. */
const patience = 15_000;

/** A folder that is gone after the test. */
export function freshHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genai-terminal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts `genai args...`, to be ended with the test. */
export function open(args: readonly string[], options: Options = {}): Terminal {
  return new Terminal([process.execPath, program, ...args], options);
}

/** A shell that can stop and go on with what it runs. */
export async function shell(env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
  const terminal = new Terminal(['bash', '--norc', '--noprofile', '-i'], { env: { PS1: 'shell> ', ...env } });
  await terminal.until('shell> ');
  return terminal;
}

/** What is typed to start `genai args...` in a shell; `signal` reaches it from then on. */
export const typed = (args: string): string => script('echo $$ >"$PID_FILE"; exec "$@"', args);

/** The same below another program that waits for it, as npx does. */
export const typedBelow = (args: string): string => script('"$@"; true', args);

const script = (code: string, args: string): string =>
  `sh -c '${code}' sh '${process.execPath}' '${program}' ${args}\r`;

export class Terminal {
  /** Everything the program wrote, escape codes and all. */
  raw = '';
  private readonly exited: Promise<number>;
  private readonly pty;
  private readonly buffer;
  private readonly folder = freshHome();
  private readonly watchers = new Set<() => void>();
  /** What of it stands in the buffer. */
  private parsed = '';
  private over = false;

  constructor(command: readonly string[], { cols = 80, rows = 24, env = {}, home }: Options = {}) {
    this.buffer = new headless.Terminal({ cols, rows, scrollback: 1000, allowProposedApi: true });
    this.pty = spawn('/bin/sh', ['-c', wrapper, 'sh', ...command], {
      cols,
      rows,
      name: env.TERM ?? 'xterm-256color', // becomes TERM
      cwd: this.folder,
      // CI is left out: it makes Ink hold its frames back.
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.folder,
        COLORTERM: 'truecolor',
        LANG: 'C.UTF-8',
        GENAI_TUTOR_HOME: home ?? join(this.folder, 'data'),
        PID_FILE: join(this.folder, 'pid'),
        STTY_FILE: join(this.folder, 'stty'),
        ...env,
      },
    });
    this.pty.onData((data) => {
      this.raw += data;
      this.buffer.write(data, () => {
        this.parsed += data;
        this.changed();
      });
    });
    this.exited = new Promise<number>((done) => {
      this.pty.onExit(({ exitCode, signal }) => {
        this.over = true;
        done(signal ? 128 + signal : exitCode);
      });
    });
    onTestFinished(async () => {
      if (!this.over) this.pty.kill('SIGKILL');
      await this.exited;
    });
  }

  /** Waits for the program to end. */
  async ended(): Promise<Ending> {
    const status = await this.exited;
    // The last output may come after the news that the program is gone.
    await new Promise<void>((all) => {
      const look = (): void => {
        if (!this.parsed.endsWith(endMark)) return;
        this.watchers.delete(look);
        all();
      };
      this.watchers.add(look);
      look();
    });
    this.raw = this.raw.slice(0, -endMark.length);
    const settings = readFileSync(join(this.folder, 'stty'), 'utf8');
    return {
      status,
      alternateScreen: this.isAlternateScreen,
      cursorHidden: this.isCursorHidden,
      bracketedPaste: this.buffer.modes.bracketedPasteMode,
      rawMode: /-(icanon|isig|echo|opost)\b/.test(settings),
    };
  }

  type(text: string): void {
    this.pty.write(text);
  }

  /** Rows of the screen, without the blanks at their right. */
  screen(): string[] {
    const { active } = this.buffer.buffer;
    return Array.from({ length: this.buffer.rows }, (_, row) => this.line(active.baseY + row));
  }

  /** What a person can scroll back to, and the screen. */
  scrollback(): string[] {
    const { active } = this.buffer.buffer;
    return Array.from({ length: active.length }, (_, row) => this.line(row));
  }

  private line(row: number): string {
    return this.buffer.buffer.active.getLine(row)?.translateToString(true) ?? '';
  }

  /** Waits for words on the screen, or for anything that can be seen there.
   *  @returns the screen as it is then */
  async until(what: string | RegExp | ((screen: string) => boolean), from: 'screen' | 'scrollback' = 'screen') {
    const isSo = typeof what === 'function' ? what : (screen: string) => matches(screen, what);
    return new Promise<string>((done, failed) => {
      const look = (): void => {
        if (this.isDrawing) return;
        const screen = this[from]().join('\n');
        if (!isSo(screen)) {
          if (this.parsed.endsWith(endMark))
            finish(() => failed(new Error(`the program ended before ${what}; last:\n${screen}`)));
          return;
        }
        finish(() => done(screen));
      };
      const timer = setTimeout(() => {
        const screen = this[from]().join('\n');
        finish(() => failed(new Error(`waited in vain for ${what}; the screen shows:\n${screen}`)));
      }, patience);
      const finish = (then: () => void): void => {
        clearTimeout(timer);
        this.watchers.delete(look);
        then();
      };
      this.watchers.add(look);
      look();
    });
  }

  /** A frame that is half drawn is not looked at, as on a terminal that knows synchronised updates. */
  private get isDrawing(): boolean {
    return this.parsed.lastIndexOf('\x1b[?2026h') > this.parsed.lastIndexOf('\x1b[?2026l');
  }

  private changed(): void {
    for (const look of [...this.watchers]) look();
  }

  resize(cols: number, rows: number): void {
    this.buffer.resize(cols, rows);
    this.pty.resize(cols, rows);
  }

  /** The window is closed. */
  hangUp(): void {
    this.pty.kill('SIGHUP');
  }

  /** To the program itself. */
  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  /** The program runs. */
  get isAlive(): boolean {
    try {
      process.kill(this.pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  private get pid(): number {
    return Number(readFileSync(join(this.folder, 'pid'), 'utf8'));
  }

  /** Rows that ran over the right edge into the next one. */
  wrapped(): string[] {
    const { active } = this.buffer.buffer;
    const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row));
    return rows.flatMap((line) => (line?.isWrapped ? [line.translateToString(true)] : []));
  }

  get isAlternateScreen(): boolean {
    return this.buffer.buffer.active.type === 'alternate';
  }

  get isCursorHidden(): boolean {
    return this.raw.lastIndexOf('\x1b[?25l') > this.raw.lastIndexOf('\x1b[?25h');
  }
}

const matches = (screen: string, what: string | RegExp): boolean =>
  typeof what === 'string' ? screen.includes(what) : what.test(screen);

/** How often the whole screen was cleared. */
export const clears = (raw: string): number => raw.split('\x1b[2J').length - 1;

/** Colours asked for (SGR 30 and up); bold, inverse and "as before" are none. */
export function colours(raw: string): string[] {
  const codes = [...raw.matchAll(/\x1b\[([\d;:]*)m/g)].map(([, code]) => code);
  return codes.filter((code) => /(^|;)(3\d|4\d|9\d|10\d)\b/.test(code));
}
