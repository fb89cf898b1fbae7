/** A conversation in a terminal, line by line. The answers go to stdout; where that is no terminal, all else goes to stderr. */
import { setTimeout } from 'node:timers/promises';
import { InputError } from '../../data/input-error.ts';
import { ask } from '../../labs/chat/ask.ts';
import { notesOn, readAbout } from '../../labs/chat/notes.ts';
import type { Answer, Stage } from '../../labs/chat/params.ts';
import type { Staged } from '../../labs/chat/shelf.ts';
import { beliefFrame, ending, type Said } from '../../labs/chat/view.ts';
import { Random } from '../../nn/random.ts';
import { clean } from '../../render/clean.ts';
import { type Frame, type Tone, text } from '../../render/frame.ts';
import { render } from '../../render/render.ts';
import { inAscii } from '../../render/safe.ts';
import type { CommandContext } from '../context.ts';
import { surfaceOf } from '../io.ts';
import { LineInput } from '../plain/line-input.ts';
import { greeting, help, people, whole } from './pages.ts';
import type { Request } from './request.ts';
import { orders, type Typed, typed } from './typed.ts';
import { Wrapped } from './wrapped.ts';

/** A person can follow so many tokens a second. */
const pace = 25;

export async function converse(request: Request, context: CommandContext): Promise<void> {
  const { shelf, stage } = request;
  const first = await shelf.open(stage ?? shelf.furthest);
  const names = readAbout(first.model.origin.words).map(({ name }) => name);
  const input = new LineInput(context.io, (line) => completions(line, names));
  const signal = AbortSignal.any([context.signal, input.interrupted]);
  try {
    await new Conversation(first, request, { ...context, signal }).go(input);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    input.close();
    if (signal.aborted) context.status = 130;
  }
}

/** For TAB: orders behind a slash, else names. */
function completions(line: string, names: readonly string[]): [string[], string] {
  if (line.startsWith('/')) return [orders.map((order) => `/${order}`).filter((order) => order.startsWith(line)), line];
  const [begun] = /\p{Lu}[\p{L} ]*$/u.exec(line) ?? [''];
  const part = [begun, begun.split(' ').at(-1)!].find((part) => part && names.some((name) => name.startsWith(part)));
  return part ? [names.filter((name) => name.startsWith(part)), part] : [[], line];
}

class Conversation {
  private temperature: number;
  /** Of the next question. */
  private seed: number;
  private last?: { readonly question: string; readonly seed: number };
  private said: readonly Said[] = [];
  private answer?: Answer;

  constructor(
    private staged: Staged,
    private readonly request: Request,
    private readonly context: CommandContext,
  ) {
    this.temperature = request.settings.temperature;
    this.seed = request.seed;
  }

  async go(input: LineInput): Promise<void> {
    const { signal, out } = this.context;
    await this.show(greeting(this.staged, new Random(this.seed)));
    if (this.staged.goesOn) await this.introduce();
    while (!out.closed) {
      const line = await input.ask(`${this.staged.stage}> `);
      signal.throwIfAborted();
      if (line === undefined) return;
      const order = typed(clean(line));
      if (order.kind === 'quit') return;
      try {
        await this.take(order);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        await this.note(error.message, 'warn');
      }
    }
  }

  private async take(order: Typed): Promise<void> {
    switch (order.kind) {
      case 'question':
        await this.say(this.staged, order.question, this.seed);
        this.last = { question: order.question, seed: this.seed++ };
        return this.notes(order.question);
      case 'stage':
        return order.stage ? this.turn(order.stage) : this.askAll();
      case 'why':
        return this.why();
      case 'temperature':
        if (order.value !== undefined) this.temperature = order.value;
        return this.note(`temperature ${this.temperature}${this.temperature === 0 ? ': it says the likeliest' : ''}`);
      case 'seed':
        if (order.value !== undefined) this.seed = order.value;
        return this.note(
          `the next question has seed ${this.seed}${this.temperature === 0 ? '; at temperature 0 nothing is drawn' : ''}`,
        );
      case 'people':
        return this.show(people(this.staged, surfaceOf(this.context.io.stdout, this.context.io).width));
      case 'help':
        return this.show(help(this.staged));
      case 'wrong':
        return this.note(order.why, 'warn');
    }
  }

  /** Another stage from here on, which is asked the last question. */
  private async turn(stage: Stage): Promise<void> {
    this.staged = await this.request.shelf.open(stage);
    await this.introduce();
    if (!this.last) return;
    const { question, seed } = this.last;
    await this.note(`> ${question}`);
    await this.say(this.staged, question, seed);
  }

  private async askAll(): Promise<void> {
    const { shelf } = this.request;
    if (!this.last) return this.note('Ask something first; then /all asks every stage.');
    const { question, seed } = this.last;
    await this.note(`> ${question}`);
    for (const stage of shelf.all) {
      const staged = await shelf.open(stage);
      await this.introduce(staged);
      await this.say(staged, question, seed);
    }
  }

  private introduce({ stage, about } = this.staged): Promise<void> {
    return this.note(`${stage}: ${about}`);
  }

  private async why(): Promise<void> {
    if (!this.answer) return this.note('Ask something first; then /why shows how far it believed in each token.');
    await this.show(beliefFrame(this.said));
    await this.show(whole(this.answer.confidence));
  }

  /** The answer as it comes. */
  private async say(staged: Staged, question: string, seed: number): Promise<void> {
    const { out, io, signal } = this.context;
    const { max_tokens } = this.request.settings;
    const said: Said[] = [];
    const answering = ask(staged, question, { temperature: this.temperature, max_tokens }, seed);
    const { width, unicode } = surfaceOf(io.stdout, io);
    const text = new Wrapped(width);
    for (;;) {
      const { value, done } = answering.next();
      if (done) {
        [this.said, this.answer] = [said, value];
        const drawn = this.temperature > 0 ? ` seed ${seed}` : '';
        const tail = `${text.isEmpty ? 'nothing ' : ''}${ending(value)}${drawn}`;
        // Behind the answer where both go to one screen.
        await out.write(io.stdout.isTTY ? text.gap(tail) : '\n');
        return this.note(tail);
      }
      said.push(value);
      if (staged.goesOn && text.isEmpty && io.stdout.isTTY) await out.write(text.add(unicode ? '…' : '...'));
      const piece = clean(value.token);
      await out.write(text.add(unicode ? piece : inAscii(piece)));
      if (io.stdout.isTTY) await setTimeout(1000 / pace, undefined, { signal });
    }
  }

  private async notes(question: string): Promise<void> {
    for (const note of notesOn(question, this.staged.model)) await this.note(note, 'warn');
  }

  private note(words: string, tone: Tone = 'muted'): Promise<void> {
    return this.show(text(words, tone));
  }

  private async show(frame: Frame): Promise<void> {
    const { io, out } = this.context;
    const screen = io.stdout.isTTY ? io.stdout : io.stderr;
    const lines = render(frame, { ...surfaceOf(screen, io), height: Number.POSITIVE_INFINITY });
    const drawn = `${lines.join('\n')}\n`;
    if (screen === io.stdout) await out.write(drawn);
    else screen.write(drawn);
  }
}
