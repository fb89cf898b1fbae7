/** A run: one lab, its knobs and a seed, stepped on demand. Nothing happens between two requests, so pause and single
 *  step cost nothing; a stop takes effect before the next step. */
import { parse } from 'zod/v4/core';
import type { DataSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { findLab } from '../labs/index.ts';
import type { Command, CommandOffer, Lab, NeuralContext } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import { Random } from '../nn/random.ts';
import { type Instruments, ownInstruments } from './instruments.ts';

export interface RunSpec {
  readonly lab: string;
  readonly params: Record<string, unknown>;
  readonly seed: number;
  /** Where an earlier run stood, to go on from there; see `moment` in ../labs/lab.ts. */
  readonly from?: unknown;
  /** Which kernels work, for a lab that computes with them; without it, and where that one cannot run, the best there is. */
  readonly kernel?: KernelName;
  /** A pack's folder: where the run is made in another thread, files are opened in there and nowhere else. */
  readonly within?: string;
  /** What came in on stdin, for a run in another thread: only the main one can read it. */
  readonly stdin?: Uint8Array;
}

/** An error that can cross a thread. */
export interface Failure {
  readonly message: string;
  /** It is the person's input that is wrong, not the program. */
  readonly input?: { readonly what: string; readonly where?: string; readonly remedy?: string };
  readonly stack?: string;
}

/** What has happened since it was last asked. No event, no end and no failure: the run was stopped. */
export interface Batch {
  readonly events: readonly unknown[];
  /** It waits for a command, mostly one of these; until then there is no further event. */
  readonly asks?: readonly CommandOffer[];
  /** The run is over, with its result. */
  readonly done?: { readonly result: unknown };
  readonly failure?: Failure;
}

/** Anything that gives the events of a run. */
export interface Run {
  /** At most `max` events; fewer when `milliseconds` have passed, the run is over or it was stopped. */
  next(max: number, milliseconds: number): Promise<Batch>;
  /** Said to the lab before its next step. */
  send(command: Command): void;
  /** No step is taken after this. */
  stop(): void;
}

/** Where runs are made: in this thread or in a worker. */
export interface Host {
  start(spec: RunSpec): Run;
  /** Frees what the host holds. */
  close(): void;
}

export function asFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  if (!(error instanceof InputError)) return { message, stack };
  return { message, stack, input: { what: error.what, where: error.where, remedy: error.remedy } };
}

/** Runs in this thread. `stopped` is asked before every step. */
export class InlineRun implements Run {
  private readonly commands: Command[] = [];
  private steps?:
    | Iterator<unknown, unknown, Command | undefined>
    | AsyncIterator<unknown, unknown, Command | undefined>;
  private lab?: Lab;
  /** What its last event asks. */
  private asked?: readonly CommandOffer[];
  private begun = false;
  private over = false;
  private working = false;

  constructor(
    private readonly spec: RunSpec,
    private readonly data: DataSource,
    private readonly cache: Map<string, unknown>,
    private readonly stopped: () => boolean = () => false,
    private readonly instruments: Instruments = ownInstruments,
  ) {}

  async next(max: number, milliseconds: number): Promise<Batch> {
    const events: unknown[] = [];
    const until = performance.now() + milliseconds;
    this.working = true;
    try {
      if (this.over || this.stopped()) return { events };
      this.steps ??= await this.begin();
      while (events.length < max && !this.over && !this.stopped()) {
        if (this.asked && this.commands.length === 0) return { events, asks: this.asked };
        // A generator hears nothing before its first step: what was said until then waits for the second.
        const answer = this.begun ? this.steps.next(this.commands.shift()) : this.steps.next();
        this.begun = true;
        const { value, done } = answer instanceof Promise ? await answer : answer;
        if (this.over) break; // stopped while an asynchronous step was under way
        if (done) {
          this.over = true;
          return { events, done: { result: value } };
        }
        events.push(value);
        this.asked = this.lab!.asks?.(value);
        if (performance.now() >= until) break;
      }
      return { events, asks: this.commands.length === 0 ? this.asked : undefined };
    } catch (error) {
      this.over = true;
      return { events, failure: asFailure(error) };
    } finally {
      this.working = false;
      if (this.over) await this.release();
    }
  }

  /** Lets the lab give back what it took: its `finally` is run. */
  private async release(): Promise<void> {
    const { steps } = this;
    this.steps = undefined;
    try {
      await steps?.return?.(undefined);
    } catch {
      // the run is over, whatever goes wrong in its last breath
    }
  }

  private async begin() {
    const lab = await findLab(this.spec.lab);
    this.lab = lab;
    const { seed, from, kernel } = this.spec;
    const params = parse(lab.params, this.spec.params);
    const context = { rng: new Random(seed), seed, data: this.data, cache: this.cache, from };
    return lab.run(params, {
      ...context,
      ...(lab.kernels && (await arithmetic(kernel))),
      ...(lab.measures && this.instruments),
    });
  }

  send(command: Command): void {
    this.commands.push(command);
  }

  stop(): void {
    this.over = true;
    if (!this.working) void this.release();
  }
}

/** What a lab that computes with networks is handed. */
async function arithmetic(kernel: KernelName | undefined): Promise<Pick<NeuralContext, 'kernels' | 'team'>> {
  const { kernelsNamed } = await import('../nn/kernels/choose.ts');
  const { teamOf } = await import('./teams.ts');
  return { kernels: kernelsNamed(kernel), team: teamOf };
}

export class InlineHost implements Host {
  private readonly cache = new Map<string, unknown>();

  constructor(private readonly data: DataSource) {}

  start(spec: RunSpec): Run {
    return new InlineRun(spec, this.data, this.cache);
  }

  close(): void {
    this.cache.clear();
  }
}

/** A run from beginning to end: its events, then its result as the return value.
 *  @throws InputError when the run says that the input is at fault, or asks and is not answered; Error when the lab failed */
export const runEvents = (host: Host, spec: RunSpec): AsyncGenerator<unknown, unknown> => eventsOf(host.start(spec));

/** The same for a run that has been started. */
export async function* eventsOf(run: Run): AsyncGenerator<unknown, unknown> {
  try {
    for (;;) {
      const batch = await run.next(Number.POSITIVE_INFINITY, 30);
      yield* batch.events;
      if (batch.failure) throw asError(batch.failure);
      if (batch.done) return batch.done.result;
      if (batch.events.length > 0) continue;
      if (batch.asks) {
        const remedy = 'Open the lab as a playground, or turn the knob that makes it ask.';
        throw new InputError('this run asks, and nobody answers it here', undefined, remedy);
      }
      throw new Error('the run was stopped');
    }
  } finally {
    run.stop();
  }
}

/** The result of a run alone. */
export async function runResult(host: Host, spec: RunSpec): Promise<unknown> {
  const events = runEvents(host, spec);
  for (;;) {
    const { value, done } = await events.next();
    if (done) return value;
  }
}

function asError({ message, input, stack }: Failure): Error {
  const error = input ? new InputError(input.what, input.where, input.remedy) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}
