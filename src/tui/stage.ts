/** The one run that is in view: starts it, ends it, and steers it as the playground says. */

import type { Lab } from '../labs/lab.ts';
import type { Host, RunSpec } from '../runner/run.ts';
import { Session, type SessionState, speeds, type Timer, wallTimer } from '../runner/session.ts';
import type { PlaygroundEffect } from './state-playground.ts';

export type Steering = Exclude<PlaygroundEffect, { kind: 'leave' | 'draw-seed' }>;

export class Stage {
  private host?: Host;
  private session?: Session;

  constructor(
    private readonly makeHost: () => Host,
    /** Told whenever the run has moved, and when there is none any more. */
    private readonly changed: (run: SessionState | undefined) => void,
    private readonly timer: Timer = wallTimer,
  ) {}

  /** @param from the lab's knobs, the seed, and what files it may read
   *  @param over told each time that a run has come to its end, also after a new start with other knobs */
  start(lab: Lab, from: Omit<RunSpec, 'lab'>, over: (run: SessionState) => void = () => {}): void {
    this.end();
    this.host ??= this.makeHost();
    const session = new Session(this.host, lab, { ...from, lab: lab.id, params: { ...from.params } }, this.timer);
    this.session = session;
    let told = false;
    session.subscribe(() => {
      const run = session.state;
      this.changed(run);
      const ended = run.status === 'done' || run.status === 'failed';
      const news = ended && !told;
      told = ended;
      if (news) over(run);
    });
    this.changed(session.state);
  }

  end(): void {
    if (!this.session) return;
    this.session.close();
    this.session = undefined;
    this.changed(undefined);
  }

  close(): void {
    this.end();
    this.host?.close();
    this.host = undefined;
  }

  steer(how: Steering): void {
    const { session } = this;
    if (!session) return;
    const { status, speed, spec } = session.state;
    switch (how.kind) {
      case 'restart': {
        // A knob that is off is missing among the new ones; said so, it does not keep its old value.
        const off = Object.fromEntries(Object.keys(spec.params).map((name) => [name, undefined]));
        const params = { ...off, ...how.params };
        // Who went back and turns a knob wants to see what it changes from there on.
        if (how.turned && session.canGoOn) session.goOn(params);
        else session.restart({ params, seed: how.seed });
        break;
      }
      case 'toggle':
        if (status === 'running') session.pause();
        else if (status === 'paused') session.play();
        else session.restart(); // what is over plays once more
        break;
      case 'step':
        void session.step();
        break;
      case 'scrub':
        session.scrub(how.by);
        break;
      case 'speed': {
        const at = speeds.findIndex((known) => known >= speed);
        session.setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, at + how.by))]);
        break;
      }
      case 'send':
        // What is over, or was gone back in, goes on under the new command.
        if (session.canGoOn) session.goOn({});
        else if (status === 'done' || status === 'failed') session.restart();
        session.send(how.command);
        session.play();
        break;
    }
  }
}
