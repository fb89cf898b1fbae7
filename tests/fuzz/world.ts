/** The screens without a terminal, files or time: the pure app, and somebody who does at once, and as they like, what its
 *  effects ask for. After every message the screen is drawn and looked at. */
import type { Lesson } from '../../src/course/lesson.ts';
import { foldProgress } from '../../src/course/progress.ts';
import { type ProgressEvent, versionOfChange } from '../../src/course/progress-events.ts';
import { foldReviews, planReview } from '../../src/course/review.ts';
import type { OpenedReview } from '../../src/course/review-plan.ts';
import type { Lab } from '../../src/labs/lab.ts';
import type { Surface } from '../../src/render/frame.ts';
import type { SessionState } from '../../src/runner/session.ts';
import { drawApp } from '../../src/tui/components/app.tsx';
import { penOf, rowWidth } from '../../src/tui/draw/pen.ts';
import { type AppEffect, type AppMessage, type AppState, openApp, type Start, updateApp } from '../../src/tui/state.ts';
import { expectNoCode } from './screen.ts';

/** What comes of a run. */
export type Ending = { readonly result: unknown } | { readonly failure: string } | undefined;

export interface World {
  readonly lessons: readonly Lesson[];
  readonly labs: ReadonlyMap<string, Lab>;
  /** Of the runs that are asked for, one after the other, over and over. */
  readonly endings: readonly Ending[];
  /** Text of sources that are quoted, and of errors. */
  readonly text: string;
}

const mostEffects = 10_000;

export class FakeApp {
  state: AppState;
  private run?: SessionState;
  private readonly events: ProgressEvent[] = [];
  private readonly todo: AppEffect[];
  private ran = 0;
  over = false;

  constructor(
    private readonly world: World,
    start: Start,
    public surface: Surface,
  ) {
    if (start.screen === 'review') this.events.push(...everythingMissed(world.lessons));
    const [state, ...effects] = openApp(start);
    this.state = state;
    this.todo = effects;
    this.work();
  }

  send(message: AppMessage): void {
    if (this.over) return;
    const [state, ...effects] = updateApp(this.state, message);
    this.state = state;
    this.todo.push(...effects);
  }

  press(key: string): void {
    this.send({ kind: 'key', key });
    this.work();
    this.look();
  }

  /** Draws the screen. @throws Error when it does not fit, or lets a code through */
  look(): void {
    const { surface } = this;
    const { rows, offset, overflow } = drawApp({ state: this.state, run: this.run }, penOf(surface));
    if (rows.length > surface.height) throw new Error(`${rows.length} rows in ${surface.height}`);
    for (const row of rows) {
      if (rowWidth(row) > surface.width) throw new Error(`${JSON.stringify(row)} is wider than ${surface.width}`);
      if (/[\n\t]/.test(row)) throw new Error(`a row holds a newline or a tab: ${JSON.stringify(row)}`);
      expectNoCode(row, 'a row', { colours: surface.colour > 0 });
      if (!surface.unicode && !/^[\x1b-\x7e]*$/.test(row)) throw new Error(`no ASCII: ${JSON.stringify(row)}`);
    }
    this.send({ kind: 'drawn', offset, overflow });
  }

  private work(): void {
    for (let done = 0; this.todo.length > 0; done++) {
      if (done > mostEffects) throw new Error('effects without end');
      this.perform(this.todo.shift()!);
    }
  }

  private perform(effect: AppEffect) {
    const { lessons, labs, text } = this.world;
    switch (effect.kind) {
      case 'quit':
      case 'interrupt':
        this.over = true;
        return;
      case 'load-home': {
        const due = this.review().due.length;
        this.send({ kind: 'home', message: { kind: 'lessons', lessons, progress: foldProgress(this.events), due } });
        const list = [...labs].map(([id, { title }]) => ({ id, title }));
        return this.send({ kind: 'home', message: { kind: 'labs', labs: list } });
      }
      case 'open-lab': {
        const lab = labs.get(effect.id);
        if (!lab) return this.send({ kind: 'problem', message: text });
        return this.send({ kind: 'lab-ready', lab, params: effect.params ?? {}, seed: effect.seed ?? 1 });
      }
      case 'open-lesson': {
        const at = lessons.findIndex(({ id }) => id === effect.id);
        if (at < 0) return this.send({ kind: 'problem', message: text });
        const progress = foldProgress(this.events).get(effect.id);
        const opened = { lesson: lessons[at], labs, progress, next: lessons[at + 1] };
        return this.send({ kind: 'lesson-ready', opened, step: effect.step });
      }
      case 'open-review':
        return this.send({ kind: 'review-ready', opened: this.review() });
      case 'start-run':
        return this.begin(effect.lab, effect.params, effect.seed);
      case 'end-run':
        this.run = undefined;
        return;
      case 'run': {
        const { effect: how } = effect;
        if (this.run && how.kind === 'restart') {
          const { params, seed } = how;
          this.begin(labs.get(this.run.spec.lab)!, params, seed);
        }
        return;
      }
      case 'draw-seed':
        return this.send({ kind: 'playground', message: { kind: 'seed', seed: 5 } });
      case 'lesson':
        return this.ofLesson(effect.effect);
    }
  }

  /** Long afterwards, so that everything missed is due, again and again. */
  private review(): OpenedReview {
    const { lessons, labs } = this.world;
    const now = Date.UTC(2027, 0, 1);
    return { ...planReview(foldReviews(this.events), lessons, now), labs, now };
  }

  private ofLesson(effect: Extract<AppEffect, { kind: 'lesson' }>['effect']) {
    switch (effect.kind) {
      case 'save': {
        const { lesson, changes } = effect;
        const at = '2026-01-01T00:00:00Z';
        this.events.push(...changes.map((change) => ({ v: versionOfChange(change), at, lesson, change })));
        return;
      }
      case 'run': {
        this.begin(effect.lab, effect.params, effect.seed);
        const ending = this.ending();
        if (!ending) return;
        const { step } = effect;
        const message =
          'failure' in ending
            ? ({ kind: 'failed', step, message: ending.failure } as const)
            : ({ kind: 'ran', step, result: ending.result } as const);
        return this.send({ kind: 'lesson', message });
      }
      case 'end-run':
        this.run = undefined;
        return;
      case 'read-source':
        return this.send({
          kind: 'lesson',
          message: {
            kind: 'source',
            step: effect.step,
            region: { name: effect.region ?? effect.file, line: 7, text: this.world.text },
          },
        });
      case 'watch': {
        const ending = this.ending();
        if (!ending || 'failure' in ending) return this.send({ kind: 'notice', message: this.world.text });
        const runs = [{ lab: 'sample', params: { temperature: 0 }, seed: 1, result: ending.result }];
        return this.send({ kind: 'lesson', message: { kind: 'runs', step: effect.step, runs } });
      }
    }
  }

  private ending(): Ending {
    const { endings } = this.world;
    return endings.length === 0 ? undefined : endings[this.ran++ % endings.length];
  }

  private begin(lab: Lab, params: Readonly<Record<string, unknown>>, seed: number): void {
    const seen = lab.start(params);
    const spec = { lab: lab.id, params: { ...params }, seed };
    this.run = { status: 'running', spec, seen, events: 0, shown: 0, speed: Number.POSITIVE_INFINITY };
  }
}

const everythingMissed = (lessons: readonly Lesson[]): ProgressEvent[] =>
  lessons.flatMap(({ id: lesson, steps }) =>
    steps.map(({ id: step }) => {
      const change = { type: 'answer', step, answer: 0, right: false } as const;
      return { v: 1, at: '2026-01-01T00:00:00Z', lesson, change };
    }),
  );
