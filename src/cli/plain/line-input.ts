/** Lines typed by a person, one at a time; several that were pasted wait for their turn. */
import { createInterface, type Interface } from 'node:readline';

export class LineInput {
  /** Ctrl-C was pressed. */
  interrupted = false;
  private readonly lines: string[] = [];
  private readonly reader: Interface;
  private ended = false;
  private waiting?: (line: string | undefined) => void;

  /** @param screen where prompts stand */
  constructor(
    input: NodeJS.ReadStream,
    private readonly screen: NodeJS.WriteStream,
  ) {
    this.reader = createInterface({ input, output: screen, terminal: Boolean(input.isTTY && screen.isTTY) });
    this.reader.on('line', (line) => this.take(line));
    this.reader.on('SIGINT', () => {
      this.interrupted = true;
      this.reader.close();
    });
    this.reader.on('close', () => {
      this.ended = true;
      this.waiting?.(undefined);
    });
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

  private take(line: string): void {
    if (this.waiting) this.waiting(line);
    else this.lines.push(line);
    this.waiting = undefined;
  }
}
