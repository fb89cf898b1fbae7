/** What a person watches: a run with play, pause, single step, speed, going back to look, and a new start with another
 *  knob or seed. Faces listen and draw `state`; they never touch the run itself. */
import { parseParams } from '../labs/knobs.ts';
import type { Command, CommandOffer, Lab } from '../labs/lab.ts';
import { asFailure, type Failure, type Host, type Run, type RunSpec } from './run.ts';

type Status = 'running' | 'paused' | 'done' | 'failed';

/** Events a second; Infinity is as fast as it goes. */
export const speeds: readonly number[] = [1, 2, 4, 8, 16, 32, 64, Number.POSITIVE_INFINITY];

export interface SessionState {
  readonly status: Status;
  readonly spec: RunSpec;
  /** The lab's own state, at the moment looked at. */
  readonly seen: unknown;
  /** Events taken so far, and how many of them the picture shows (fewer after going back). */
  readonly events: number;
  readonly shown: number;
  readonly speed: number;
  /** What the picture asks: the run waits for one of these, or another command. */
  readonly asks?: readonly CommandOffer[];
  readonly result?: unknown;
  readonly failure?: Failure;
}

/** Time, handed in so that tests need not wait. */
export interface Timer {
  now(): number;
  after(milliseconds: number, then: () => void): void;
}

export const wallTimer: Timer = {
  now: () => performance.now(),
  after: (milliseconds, then) => void setTimeout(then, milliseconds),
};

/** The most states kept to go back to; when there are more, every second one is dropped. */
const keptStates = 400;
const batchMilliseconds = 40;

/** The picture after so many events, and what it takes to go on from there, if the lab offers it. */
interface Seen {
  readonly events: number;
  readonly seen: unknown;
  readonly moment?: unknown;
}

export class Session {
  private run: Run;
  private current: SessionState;
  private history: Seen[];
  private readonly listeners = new Set<() => void>();
  private asking = false;
  /** What the run waits for. */
  private asked?: readonly CommandOffer[];
  /** Commands given so far. */
  private sent = 0;
  /** Waiting for the next event's time; a step may be taken meanwhile. */
  private pacing = false;
  private closed = false;

  constructor(
    private readonly host: Host,
    readonly lab: Lab,
    spec: RunSpec,
    private readonly timer: Timer = wallTimer,
    options: { readonly paused?: boolean } = {},
  ) {
    this.run = host.start(spec);
    const seen = lab.start(spec.params);
    this.history = [{ events: 0, seen }];
    const speed = lab.pace ?? Number.POSITIVE_INFINITY;
    this.current = { status: options.paused ? 'paused' : 'running', spec, seen, events: 0, shown: 0, speed };
    void this.go();
  }

  get state(): SessionState {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private update(change: Partial<SessionState>): void {
    const next = { ...this.current, ...change };
    // Who looks at something earlier cannot answer what is asked now.
    this.current = { ...next, asks: next.shown === next.events ? this.asked : undefined };
    for (const listener of this.listeners) listener();
  }

  play(): void {
    if (this.current.status !== 'paused') return;
    this.showLatest();
    this.update({ status: 'running' });
    void this.go();
  }

  pause(): void {
    if (this.current.status === 'running') this.update({ status: 'paused' });
  }

  /** One event forward: one that was seen already after going back, else a new one. */
  async step(): Promise<void> {
    this.pause();
    if (this.current.shown < this.current.events) return this.scrub(1);
    if (this.current.status !== 'paused') return;
    await this.take(1);
    void this.go(); // play may have been pressed while the step was under way
  }

  /** Looks at an earlier (or later) picture; the run waits. */
  scrub(by: number): void {
    this.pause();
    const at = this.history.findIndex((entry) => entry.events >= this.current.shown);
    const to = Math.max(0, Math.min(this.history.length - 1, (at < 0 ? this.history.length - 1 : at) + by));
    this.update({ seen: this.history[to].seen, shown: this.history[to].events });
  }

  setSpeed(speed: number): void {
    this.update({ speed });
    void this.go();
  }

  send(command: Command): void {
    this.run.send(command);
    this.sent++;
    if (!this.asked) return;
    this.asked = undefined;
    this.update({});
    void this.go();
  }

  /** From the start, with other knobs or another seed.
   *  @throws InputError when the knobs are not possible; the run goes on as it was */
  restart(change: { readonly params?: Record<string, unknown>; readonly seed?: number } = {}): void {
    const { lab, seed, within } = this.current.spec;
    const params = this.paramsWith(change.params);
    const spec = { lab, params, seed: change.seed ?? seed, within };
    this.begin(spec, [{ events: 0, seen: this.lab.start(params) }]);
  }

  /** Looks at something earlier that the lab can go on from. */
  get canGoOn(): boolean {
    return this.current.shown < this.current.events && this.momentShown() !== undefined;
  }

  /** From the picture looked at, with other knobs; what came after it is forgotten.
   *  @throws InputError when the knobs are not possible; the run goes on as it was */
  goOn(change: Record<string, unknown>): void {
    const at = this.momentShown();
    if (at === undefined) throw new Error('there is nothing here to go on from');
    const { lab, seed, within } = this.current.spec;
    const spec = { lab, params: this.paramsWith(change), seed, within, from: this.history[at].moment };
    this.begin(spec, this.history.slice(0, at + 1));
  }

  /** Index of the last picture not after the one looked at that can be gone on from. */
  private momentShown(): number | undefined {
    const at = this.history.findLastIndex(({ events, moment }) => events <= this.current.shown && moment !== undefined);
    return at < 0 ? undefined : at;
  }

  private paramsWith(change: Record<string, unknown> = {}): Record<string, unknown> {
    return parseParams(this.lab.params, { ...this.current.spec.params, ...change }) as Record<string, unknown>;
  }

  private begin(spec: RunSpec, history: Seen[]): void {
    this.run.stop();
    this.run = this.host.start(spec);
    this.history = history;
    this.asking = false;
    this.asked = undefined;
    this.pacing = false;
    const { speed } = this.current;
    const { seen, events } = this.latest();
    this.current = { status: 'running', spec, seen, events, shown: events, speed };
    this.update({});
    void this.go();
  }

  close(): void {
    this.closed = true; // a stopped run has no more events, but it does not say that it is over
    this.run.stop();
    this.listeners.clear();
  }

  private async go(): Promise<void> {
    while (this.current.status === 'running' && !this.asking && !this.asked && !this.pacing && !this.closed) {
      const { speed } = this.current;
      const started = this.timer.now();
      const came = await this.take(Number.isFinite(speed) ? 1 : Number.POSITIVE_INFINITY);
      if (!came) return; // it is over, or its host has stopped it, or a new run has begun, with a loop of its own
      if (Number.isFinite(speed) && this.current.status === 'running') {
        this.pacing = true;
        const { run } = this;
        await new Promise<void>((resolve) => this.timer.after(1000 / speed - (this.timer.now() - started), resolve));
        if (run !== this.run) return;
        this.pacing = false;
      }
    }
  }

  /** Asks the run for events and shows them; false when there were none. */
  private async take(max: number): Promise<boolean> {
    if (this.asking || this.asked) return false;
    this.asking = true;
    const { run, sent } = this;
    const batch = await run.next(max, batchMilliseconds);
    if (run !== this.run) return false; // started anew meanwhile
    this.asking = false;
    // What was said meanwhile may be the answer already: then it is asked once more, or goes on.
    const answered = batch.asks !== undefined && sent !== this.sent;
    this.asked = answered ? undefined : batch.asks;
    // Who looks at something earlier meanwhile goes on looking at that.
    const wentBack = this.current.shown < this.current.events;
    let { failure } = batch;
    try {
      for (const event of batch.events) {
        const { events, seen } = this.latest();
        const moment = this.lab.moment?.(event);
        this.remember({ events: events + 1, seen: this.lab.reduce(seen, event), moment });
      }
    } catch (error) {
      run.stop();
      failure = asFailure(error);
    }
    const { events, seen } = this.latest();
    const news = wentBack ? { events } : { seen, events, shown: events };
    if (failure) this.asked = undefined;
    if (failure) this.update({ ...news, status: 'failed', failure });
    else if (batch.done) this.update({ ...news, status: 'done', result: batch.done.result });
    else if (batch.events.length > 0 || batch.asks) this.update(news);
    return batch.events.length > 0 || answered;
  }

  private latest() {
    return this.history[this.history.length - 1];
  }

  private showLatest(): void {
    const { seen, events } = this.latest();
    this.update({ seen, shown: events });
  }

  private remember(entry: Seen): void {
    const { seen, moment } = this.latest();
    if (entry.seen === seen && this.history.length > 1) {
      // The same picture: going back passes over it once.
      this.history[this.history.length - 1] = { ...entry, moment: entry.moment ?? moment };
      return;
    }
    if (this.history.length >= keptStates) this.history = this.history.filter((_, index) => index % 2 === 0);
    this.history.push(entry);
  }
}
