/** Lines typed by a person, one at a time; several that were pasted wait for their turn. */
import { createInterface, type Interface } from 'node:readline';
import { stopJob } from '../../tui/stop-job.ts';
import type { Io } from '../io.ts';

export class LineInput {
  private readonly interrupt = new AbortController();
  private readonly lines: string[] = [];
  private readonly reader: Interface;
  private ended = false;
  private waiting?: (line: string | undefined) => void;

  private readonly input: NodeJS.ReadStream;
  /** Where prompts stand. */
  private readonly screen: NodeJS.WriteStream;

  /** @param complete what TAB makes of a line: what may stand there, and the part of the line that it stands for */
  constructor(
    { stdin, stdout, stderr, env }: Pick<Io, 'stdin' | 'stdout' | 'stderr' | 'env'>,
    complete?: (line: string) => [string[], string],
  ) {
    this.input = stdin;
    this.screen = stdout.isTTY ? stdout : stderr;
    // Without escape codes lines are typed as the terminal does it by itself.
    const terminal = Boolean(stdin.isTTY && this.screen.isTTY) && env.TERM !== 'dumb';
    this.reader = createInterface({ input: stdin, output: this.screen, terminal, completer: complete });
    this.reader.on('line', (line) => this.take(line));
    this.reader.on('SIGINT', () => {
      this.reader.close();
      this.interrupt.abort();
    });
    this.reader.on('SIGTSTP', () => this.stop());
    stdin.once('close', () => this.reader.close());
    this.reader.on('close', () => {
      this.ended = true;
      this.waiting?.(undefined);
    });
  }

  /** Aborted by Ctrl-C, also while nothing is asked. */
  get interrupted(): AbortSignal {
    return this.interrupt.signal;
  }

  /** The next line; undefined when there are no more. */
  async ask(prompt: string): Promise<string | undefined> {
    const waiting = this.lines.shift();
    if (waiting !== undefined || this.ended) {
      this.screen.write(`${prompt}${waiting ?? ''}\n`);
      return waiting;
    }
    this.reader.setPrompt(prompt);
    this.reader.prompt();
    const line = await new Promise<string | undefined>((resolve) => {
      this.waiting = resolve;
    });
    this.waiting = undefined;
    if (line === undefined) this.screen.write('\n');
    return line;
  }

  close(): void {
    this.reader.close();
  }

  /** Ctrl-Z: the shell has the terminal until `fg`; then the prompt stands there again, with what was typed. */
  private stop(): void {
    this.input.setRawMode(false);
    stopJob();
    this.input.setRawMode(true);
    if (this.waiting) this.reader.prompt(true);
  }

  private take(line: string): void {
    if (this.waiting) this.waiting(line);
    else this.lines.push(line);
    this.waiting = undefined;
  }
}
