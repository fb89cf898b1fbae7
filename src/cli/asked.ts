/** What a run asks, answered in the shell: by whoever sits before the terminal, or by a line of stdin for each question. */
import { createInterface, type Interface } from 'node:readline';
import { InputError, quoted } from '../data/input-error.ts';
import type { Command, CommandOffer } from '../labs/lab.ts';
import { clean } from '../render/clean.ts';
import type { Frame } from '../render/frame.ts';
import { render } from '../render/render.ts';
import { type Io, surfaceOf } from './io.ts';
import { LineInput } from './plain/line-input.ts';

/** After so many milliseconds without a line somebody may wonder. */
const patience = 2000;

export class Asked {
  private typed?: LineInput;
  private piped?: Interface;
  private waiting?: AsyncIterator<string>;
  private lines = 0;

  constructor(private readonly io: Io) {}

  /** @param picture what is asked
   *  @returns nothing after Ctrl-C
   *  @throws InputError when there is no answer, or none that can be */
  async answer(offers: readonly CommandOffer[], picture: Frame): Promise<Command | undefined> {
    return this.io.stdin.isTTY ? this.askPerson(offers, picture) : this.readLine(offers);
  }

  /** Gives the keyboard back. */
  rest(): void {
    this.typed?.close();
    this.typed = undefined;
  }

  close(): void {
    this.rest();
    this.piped?.close();
  }

  private async askPerson(offers: readonly CommandOffer[], picture: Frame): Promise<Command | undefined> {
    const { io } = this;
    // Beside the result, which may go on into a file.
    const screen = io.stderr.isTTY ? io.stderr : io.stdout;
    this.typed ??= new LineInput({ ...io, stdout: screen });
    const surface = { ...surfaceOf(screen, io), height: 16 };
    screen.write(`\n${render(picture, surface).join('\n')}\n`);
    for (;;) {
      const line = await this.typed.ask(`${wordsOf(offers)}: `);
      if (this.typed.interrupted.aborted) return undefined;
      if (line === undefined) throw this.missing(offers);
      this.lines++;
      const offer = offerFor(line, offers);
      if (offer) return { name: offer.name };
      screen.write(`Please type ${wordsOf(offers)}.\n`);
    }
  }

  private async readLine(offers: readonly CommandOffer[]): Promise<Command> {
    const { stderr } = this.io;
    this.waiting ??= this.begin();
    const hint = `hint: waiting for ${wordsOf(offers)} on stdin, a line for each question\n`;
    const timer = setTimeout(() => stderr.write(hint), patience);
    const { value: line, done } = await this.waiting.next();
    clearTimeout(timer);
    if (done) throw this.missing(offers);
    this.lines++;
    const offer = offerFor(line, offers);
    if (offer) return { name: offer.name };
    const remedy = `Give a line for each question: ${wordsOf(offers)}.`;
    throw new InputError(`${quoted(clean(line))} is no answer`, `stdin:${this.lines}`, remedy);
  }

  private begin(): AsyncIterator<string> {
    const { stdin } = this.io;
    const reader = createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY });
    stdin.once('close', () => reader.close()); // at Ctrl-C
    this.piped = reader;
    return reader[Symbol.asyncIterator]();
  }

  private missing(offers: readonly CommandOffer[]): InputError {
    const what = this.lines === 0 ? 'there is no answer' : `there are only ${this.lines} answers`;
    return new InputError(what, 'stdin', `Give a line for each question: ${wordsOf(offers)}.`);
  }
}

/** By its name, its first letter or its key. */
function offerFor(line: string, offers: readonly CommandOffer[]): CommandOffer | undefined {
  const word = line.trim().toLowerCase();
  return word === '' ? undefined : offers.find(({ name, key }) => [name, name[0], key.toLowerCase()].includes(word));
}

/** "a, b or skip" */
function wordsOf(offers: readonly CommandOffer[]): string {
  const names = offers.map(({ name }) => name);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
