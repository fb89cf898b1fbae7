/** A lab, a host and a clock under the test's control: what is watched can be followed event by event. */
import * as z from 'zod';
import type { Command, Lab } from '../../src/labs/lab.ts';
import { text } from '../../src/render/frame.ts';
import type { Batch, Host, Run, RunSpec } from '../../src/runner/run.ts';
import type { Timer } from '../../src/runner/session.ts';

/** What has been seen is the list of events itself. */
export const watchedLab = {
  id: 'watched',
  title: 'Watched',
  about: 'Counts.',
  params: z.strictObject({ size: z.int().min(1).max(9).default(3).meta({ description: 'How large.' }) }),
  result: z.unknown(),
  *run() {},
  start: ({ size }: { size: number }) => [`size ${size}`],
  reduce(state: readonly string[], event: unknown) {
    if (event === 'unreadable') throw new Error('this event cannot be read');
    return [...state, String(event)];
  },
  view: (state: readonly string[]) => text(state.join(' ')),
} as unknown as Lab;

export const paced: Lab = { ...watchedLab, pace: 4 };

export const offers = [{ name: 'yes', key: 'Y', label: 'say so' }];

/** Hands out 1, 2, 3 … up to `total`; at most `burst` in a batch. */
export class ScriptedRun implements Run {
  readonly sent: Command[] = [];
  readonly asked: number[] = [];
  stopped = false;
  private waits = false;
  private given = 0;
  /** Batches wait here while the gate is shut. */
  private waiting: (() => void)[] = [];

  constructor(
    readonly spec: RunSpec,
    private readonly script: Script,
  ) {}

  async next(max: number): Promise<Batch> {
    this.asked.push(max);
    if (this.script.shut) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.stopped) return { events: [] };
    const { total, burst, failAt, odd, asks = [] } = this.script;
    const events: unknown[] = [];
    if (this.waits) return { events, asks: offers };
    while (events.length < Math.min(max, burst)) {
      if (this.given === failAt) return { events, failure: { message: 'the lab broke' } };
      if (this.given === total) return { events, done: { result: { total } } };
      this.given++;
      events.push(this.given === odd ? 'unreadable' : this.given);
      this.waits = asks.includes(this.given);
      if (this.waits) return { events, asks: offers };
    }
    return { events };
  }

  send(command: Command): void {
    this.sent.push(command);
    this.waits = false;
  }

  stop(): void {
    this.stopped = true;
  }

  /** Lets the batches go that were asked for. */
  open(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}

export interface Script {
  total: number;
  burst: number;
  failAt?: number;
  /** This event makes the reducer throw. */
  odd?: number;
  /** After these events it waits for a command. */
  asks?: readonly number[];
  /** Nothing is answered until the run is opened. */
  shut?: boolean;
}

export class ScriptedHost implements Host {
  readonly runs: ScriptedRun[] = [];

  constructor(readonly script: Script) {}

  get run(): ScriptedRun {
    return this.runs[this.runs.length - 1];
  }

  start(spec: RunSpec): Run {
    this.runs.push(new ScriptedRun(spec, this.script));
    return this.run;
  }

  close(): void {}
}

/** Time that passes only when it is told to. */
export class FakeTimer implements Timer {
  private time = 0;
  private due: { at: number; then: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, then: () => void): void {
    this.due.push({ at: this.time + milliseconds, then });
  }

  /** What becomes due on the way happens at its own time, and may ask for more. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    for (;;) {
      const next = this.due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.due.splice(this.due.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.then();
      await settled();
    }
    this.time = end;
  }
}

/** Every promise that could be kept has been. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
