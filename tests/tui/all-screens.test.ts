/** Every lab's playground and every step of every lesson, on every kind of terminal: whole rows, nothing over the edge, no
 *  sign or colour that the terminal lacks, and always a way out. Drawn from states alone; screens that a small course
 *  shows are in screens.test.tsx, real terminals in ../terminal. */
import { describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { findLab, labIds } from '../../src/labs/index.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { InlineTeam, type MakeTeam } from '../../src/nn/parts.ts';
import { Random } from '../../src/nn/random.ts';
import type { Surface } from '../../src/render/frame.ts';
import type { SessionState } from '../../src/runner/session.ts';
import { openCourse } from '../../src/store/lessons.ts';
import { readRegion } from '../../src/store/sources.ts';
import { drawApp } from '../../src/tui/components/app.tsx';
import { penOf, rowWidth } from '../../src/tui/draw/pen.ts';
import type { AppState } from '../../src/tui/state.ts';
import { emptyHome } from '../../src/tui/state-home.ts';
import { type LessonEffect, type LessonState, openLessonPage, updateLesson } from '../../src/tui/state-lesson.ts';
import { openPlayground } from '../../src/tui/state-playground.ts';
import { corpora } from '../labs/corpora.ts';
import { instruments } from '../labs/instruments.ts';

const surfaces: Surface[] = [
  { width: 40, height: 12, colour: 0, unicode: true },
  { width: 60, height: 20, colour: 0, unicode: true },
  { width: 60, height: 20, colour: 1, unicode: false },
  { width: 80, height: 24, colour: 0, unicode: false },
  { width: 80, height: 24, colour: 3, unicode: true },
  { width: 120, height: 40, colour: 2, unicode: true },
  { width: 200, height: 60, colour: 0, unicode: true },
];

const escapes = /\x1b\[[\d;]*m/g;
/** Codes that a terminal of so many colours does not know. */
const unknown = [/\x1b/, /[34]8;[25];/, /[34]8;2;/, /(?!)/];

/** The narrowest, and a common one that can show the least. */
const hard = [surfaces[0], surfaces[3]];

function expectToFit(state: AppState, run?: SessionState, on = surfaces): void {
  for (const surface of on) {
    const { width, height, colour, unicode } = surface;
    const { rows } = drawApp({ state, run }, penOf(surface));
    const screen = rows.join('\n');
    const bare = screen.replace(escapes, '');
    expect(rows.length, screen).toBe(height);
    for (const row of rows) expect(rowWidth(row), row).toBeLessThanOrEqual(width);
    expect(screen).not.toMatch(unknown[colour]);
    if (!unicode) expect(bare).toMatch(/^[\n\x20-\x7e]*$/);
    expect(rows.slice(2, -1).filter((row) => row.trim() !== '').length, screen).toBeGreaterThan(1);
    expect(bare.split('\n').at(-1), screen).toMatch(/q (back|home)|Esc|any key back/);
    // Lines longer than that are lost on the way from the picture to the knobs.
    for (const row of bare.trimEnd().split('\n')) expect(row.trim().length).toBeLessThanOrEqual(160);
  }
}

const app = (page: AppState['page'], help = false): AppState => ({
  page,
  home: emptyHome,
  help,
  scroll: { offset: 0, overflow: 0 },
  only: false,
});

const team = (): MakeTeam => (parts, learner) => new InlineTeam(parts, learner);

const known = new Map<string, Promise<SessionState>>();
/** The same run looks the same to whoever watches it: it is made once. */
function watched(lab: Lab, given: object, seed: number, most: number): Promise<SessionState> {
  const key = JSON.stringify([lab.id, given, seed]);
  const run = known.get(key) ?? watch(lab, given, seed, most);
  known.set(key, run);
  return run;
}

/** What runs of the same lab need not make twice. */
const cache = new Map<string, unknown>();

/** What a run shows after so many events, and its result if it was over by then. */
async function watch(lab: Lab, given: object, seed: number, most: number): Promise<SessionState> {
  const params = parse(lab.params, given) as Record<string, unknown>;
  const context = { rng: new Random(seed), seed, data: corpora(), cache, kernels: kernelsNamed(), team };
  const steps = lab.run(params, { ...context, ...instruments() });
  let [seen, events] = [lab.start(params), 0];
  let end: { result: unknown } | undefined;
  while (events < most && !end) {
    const { value, done } = await steps.next();
    if (done) end = { result: value };
    else [seen, events] = [lab.reduce(seen, value), events + 1];
  }
  await steps.return?.(undefined as never);
  const spec = { lab: lab.id, params, seed };
  return { status: end ? 'done' : 'running', spec, seen, events, shown: events, speed: lab.pace ?? Infinity, ...end };
}

/** Labs that are over in a moment are watched to their end. */
const short = ['sample', 'rules-vs-learned', 'gradient', 'backprop'];
const patience = (id: string): number => (short.includes(id) ? 1000 : 3);

it.each(labIds)('the playground of %s', async (id) => {
  const lab = await findLab(id);
  const run = await watched(lab, id === 'kernels' ? { size: 64 } : {}, 1, patience(id));
  const playground = openPlayground(lab, run.spec.params, 1);
  const last = playground.knobs.length - 1;
  expectToFit(app({ kind: 'lab', lab: playground }), { ...run, seen: lab.start(run.spec.params), events: 0, shown: 0 });
  expectToFit(app({ kind: 'lab', lab: { ...playground, focus: last, notice: 'This cannot be.' } }), run);
  expectToFit(app({ kind: 'lab', lab: { ...playground, field: { text: '17', at: 2 } } }), run);
  expectToFit(app({ kind: 'lab', lab: playground }, true), run);
});

it.each([
  [60, 20, 4],
  [80, 24, 12],
])('at %i by %i knobs that are not shown are counted, and the chosen one is shown', async (width, height, shown) => {
  const lab = await findLab('gan');
  const run = await watched(lab, {}, 1, 1);
  const playground = openPlayground(lab, run.spec.params, 1);
  const total = playground.knobs.length;
  const pen = penOf({ width, height, colour: 0, unicode: true });
  for (const [focus, { name }] of playground.knobs.entries()) {
    const screen = drawApp({ state: app({ kind: 'lab', lab: { ...playground, focus } }), run }, pen).rows.join('\n');
    expect(screen).toContain(`› ${name.replaceAll('_', ' ')}`);
    const [, above = 0, below = 0] = /(?:↑ (\d+) ?)?(?:↓ (\d+) )?more knobs/.exec(screen)!;
    expect(total - Number(above) - Number(below), screen).toBe(shown);
  }
});

const course = await openCourse().lessons();

describe.each(course.map(({ lesson }) => [lesson.id, lesson] as const))('lesson %s', (_, lesson) => {
  it.each(lesson.steps.map(({ id, kind }) => [id, kind]))('step %s, %s', async (id) => {
    const labs = new Map<string, Lab>();
    for (const step of lesson.steps) if ('run' in step) labs.set(step.run.lab, await findLab(step.run.lab));
    let state!: LessonState;
    let run: SessionState | undefined;
    const take = async ([next, ...effects]: readonly [LessonState, ...LessonEffect[]]): Promise<void> => {
      state = next;
      for (const effect of effects) {
        if (effect.kind === 'run') {
          run = await watched(effect.lab, effect.params, effect.seed, patience(effect.lab.id));
          const { step } = effect;
          if (run.result) await take(updateLesson(state, { kind: 'ran', step, result: run.result }));
        } else if (effect.kind === 'read-source') {
          const region = await readRegion(effect.file, effect.region);
          await take(updateLesson(state, { kind: 'source', step: effect.step, region }));
        }
      }
    };
    const press = async (keys: readonly string[], on?: Surface[]): Promise<void> => {
      for (const key of keys) await take(updateLesson(state, { kind: 'key', key }));
      expectToFit(app({ kind: 'lesson', lesson: state }), run, on);
    };
    await take(openLessonPage({ lesson, labs }, id));
    await press([]);
    // Whatever is asked: some answer, a hint, another answer, and giving up.
    await press(['down', '1', 'enter', 'enter']);
    await press(['h', 'down', '2', 'enter', 'h', 'h'], hard);
    await press(['w', 's'], hard);
    expectToFit(app({ kind: 'lesson', lesson: state }, true), run, hard);
    await press(['R'], hard);
  });
});
