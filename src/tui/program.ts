/** The running app: holds the state, takes messages through the reducer, and does what the effects say. The one place
 *  where screens meet runs, files and chance; it draws nothing. Read first: state.ts, stage.ts. */
import type { Change } from '../course/progress-events.ts';
import { type SessionState, type Timer, wallTimer } from '../runner/session.ts';
import type { Key } from './keys.ts';
import type { Services } from './services.ts';
import { Stage } from './stage.ts';
import { type AppEffect, type AppMessage, type AppState, openApp, type Start, updateApp } from './state.ts';
import type { LessonEffect } from './state-lesson.ts';

/** What is drawn: a new object whenever anything changed. */
export interface Shown {
  readonly state: AppState;
  /** The run in view. */
  readonly run?: SessionState;
}

type LessonWork = Extract<AppEffect, { kind: 'lesson' }>['effect'];

export class Program {
  /** Resolves with the exit status. */
  readonly ended: Promise<number>;
  private end!: (status: number) => void;
  private current: Shown;
  private readonly stage: Stage;
  private readonly listeners = new Set<() => void>();
  private unwatch?: (keep: boolean) => void;
  private holding = 0;
  /** Why something could not be kept, until it is. */
  private unkept?: string;

  constructor(
    private readonly services: Services,
    start: Start,
    timer: Timer = wallTimer,
  ) {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    const host = () => services.host();
    this.stage = new Stage(host, (run) => this.show({ state: this.current.state, run }), timer);
    const [state, ...effects] = openApp(start, services.pack);
    this.current = { state };
    for (const effect of effects) this.perform(effect);
  }

  get shown(): Shown {
    return this.current;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Keys that came together are drawn together. */
  press(keys: readonly Key[]): void {
    this.holding++;
    for (const key of keys) this.dispatch({ kind: 'key', key, asks: this.current.run?.asks });
    this.holding--;
    this.tell();
  }

  dispatch(message: AppMessage): void {
    const [state, ...effects] = updateApp(this.current.state, message);
    if (state !== this.current.state) this.show({ ...this.current, state });
    for (const effect of effects) this.perform(effect);
  }

  /** Ends runs and watches; what was to be kept is kept.
   *  @returns why not all of it */
  async close(): Promise<string | undefined> {
    this.listeners.clear();
    this.unwatch?.(true);
    this.stage.close();
    return this.services.settled();
  }

  private show(shown: Shown): void {
    this.current = shown;
    this.tell();
  }

  private tell(): void {
    if (this.holding === 0) for (const listener of this.listeners) listener();
  }

  private perform(effect: AppEffect): void {
    const { services, stage } = this;
    switch (effect.kind) {
      case 'quit':
        this.end(0);
        break;
      case 'interrupt':
        this.end(130);
        break;
      case 'load-home':
        this.loadHome();
        break;
      case 'open-lab': {
        const { id, params = {}, seed = services.seed() } = effect;
        this.later(services.lab(id), (lab) => ({ kind: 'lab-ready', lab, params, seed }));
        break;
      }
      case 'open-lesson': {
        const { id, step } = effect;
        this.later(services.lesson(id), (opened) => ({ kind: 'lesson-ready', opened, step }));
        break;
      }
      case 'open-review':
        this.later(services.progress(), ({ review, notice }) => {
          if (notice) this.dispatch({ kind: 'notice', message: notice });
          return { kind: 'review-ready', opened: review };
        });
        break;
      case 'start-run':
        stage.start(effect.lab, { params: effect.params, seed: effect.seed }, ({ spec, result, status }) => {
          if (status === 'done') services.ran({ ...spec, result });
        });
        break;
      case 'end-run':
        stage.end();
        break;
      case 'run':
        stage.steer(effect.effect);
        break;
      case 'draw-seed':
        this.dispatch({ kind: 'playground', message: { kind: 'seed', seed: services.seed() } });
        break;
      case 'lesson':
        this.work(effect.effect);
        break;
    }
  }

  private work(effect: LessonWork): void {
    switch (effect.kind) {
      case 'save':
        this.save(effect.lesson, effect.changes);
        break;
      case 'run':
        this.runStep(effect);
        break;
      case 'end-run':
        this.stage.end();
        break;
      case 'read-source': {
        const { step, file, region } = effect;
        this.services
          .source(file, region)
          .then((found) => this.dispatch({ kind: 'lesson', message: { kind: 'source', step, region: found } }))
          .catch((error) => this.note(error));
        break;
      }
      case 'watch': {
        const { lesson, step } = effect;
        this.unwatch?.(true);
        this.unwatch = this.services.watchRuns(
          lesson,
          step,
          (runs) => this.dispatch({ kind: 'lesson', message: { kind: 'runs', step, runs } }),
          (error) => this.note(error),
        );
        break;
      }
      case 'unwatch':
        this.unwatch?.(effect.keep);
        this.unwatch = undefined;
        break;
    }
  }

  private async save(lesson: string, changes: readonly Change[]): Promise<void> {
    try {
      await this.services.save(lesson, changes);
      if (this.unkept !== undefined && this.unkept === this.current.state.notice) this.dispatch({ kind: 'notice' });
      this.unkept = undefined;
    } catch (error) {
      this.unkept = reasonOf(error);
      this.note(error);
    }
  }

  private note(error: unknown): void {
    this.dispatch({ kind: 'notice', message: reasonOf(error) });
  }

  /** Dispatches what comes of a promise; an error becomes a page that says it. */
  private later<T>(promise: Promise<T>, message: (value: T) => AppMessage): void {
    promise
      .then((value) => this.dispatch(message(value)))
      .catch((error) => this.dispatch({ kind: 'problem', message: reasonOf(error) }));
  }

  private loadHome(): void {
    const { services } = this;
    this.later(services.labs(), (labs) => ({ kind: 'home', message: { kind: 'labs', labs } }));
    this.later(Promise.all([services.lessons(), services.progress()]), ([lessons, { progress, review, notice }]) => {
      if (notice) this.dispatch({ kind: 'notice', message: notice });
      return { kind: 'home', message: { kind: 'lessons', lessons, progress, due: review.due.length } };
    });
  }

  private runStep({ step, lab, params, seed, hurry }: Extract<LessonEffect, { kind: 'run' }>): void {
    // Without a pace of its own a lab runs as fast as it goes.
    const { within } = this.services;
    this.stage.start(hurry ? { ...lab, pace: undefined } : lab, { params, seed, within }, (run) => {
      const message = run.failure
        ? ({ kind: 'failed', step, message: run.failure.message } as const)
        : ({ kind: 'ran', step, result: run.result } as const);
      this.dispatch({ kind: 'lesson', message });
    });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
