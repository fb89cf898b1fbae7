/** Every screen at every size: full rows, nothing over the edge, nothing that a terminal cannot show. */
import { render } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/course/load.ts';
import { tallyOf } from '../../src/course/player.ts';
import type { Surface } from '../../src/render/frame.ts';
import { App, drawApp } from '../../src/tui/components/app.tsx';
import { penOf, rowWidth } from '../../src/tui/draw/pen.ts';
import { Program } from '../../src/tui/program.ts';
import { guessing } from '../course/guessing.ts';
import { fakeServices, firstLesson } from './course.ts';
import { until } from './until.ts';

const surfaces: Surface[] = [
  { width: 40, height: 12, colour: 0, unicode: false },
  { width: 40, height: 20, colour: 3, unicode: true },
  { width: 80, height: 24, colour: 0, unicode: true },
  { width: 80, height: 24, colour: 1, unicode: false },
  { width: 120, height: 40, colour: 2, unicode: true },
];

const open: Program[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});

function started(...[services, at]: ConstructorParameters<typeof Program>): Program {
  const program = new Program(services, at);
  open.push(program);
  return program;
}

function expectFits(program: Program, surface: Surface): void {
  const { rows } = drawApp(program.shown, penOf(surface));
  const screen = rows.join('\n');
  expect(rows.length, screen).toBe(surface.height);
  for (const row of rows) expect(rowWidth(row), row).toBeLessThanOrEqual(surface.width);
  if (surface.colour === 0) expect(screen).not.toContain('\x1b');
  if (!surface.unicode) expect(screen.replace(/\x1b\[[\d;]*m/g, '')).toMatch(/^[\n\x20-\x7e]*$/);
}

/** Each screen is looked at on every surface, after these keys. */
const states: [name: string, step: string | undefined, ...keys: string[]][] = [
  ['home', undefined],
  ['search', undefined, '/', 'a'],
  ['empty search', undefined, '/', 'z', 'z'],
  ['help', undefined, '?'],
  ...firstLesson.steps.map(({ id }): [string, string] => [`step ${id}`, id]),
  ['help in a lesson', 'one', '?'],
  ['a wrong answer with a hint', 'one', 'down', 'enter', 'h'],
  ['a revealed answer', 'one', 'down', 'enter', 'down', 'enter', 'w'],
  ['a spread answered', 'spread', '5', '0', 'enter', 'enter'],
  ['a share that is too large', 'spread', '7', '0', 'down', '6', '0', 'enter'],
  ['a knob being typed', 'play', 'e'],
  ['a knob that is not possible', 'play', '-', 'e', 'x', 'enter'],
  ['starting anew', 'one', 'R'],
  ['the end', 'end', 'enter'],
];

describe('guesses at what comes next', () => {
  it.each(surfaces)('are scored beside the models, on every surface', async (surface) => {
    const program = started(fakeServices([guessing]), { screen: 'lesson', id: 'guessing' });
    const score = () => {
      const { page } = program.shown.state;
      return page.kind === 'lesson' ? tallyOf(page.lesson.player) : undefined;
    };
    const screen = () =>
      drawApp(program.shown, penOf(surface))
        .rows.join('\n')
        .replace(/\x1b\[[\d;]*m/g, '');
    for (const [index, { id }] of guessing.steps.filter(({ kind }) => kind === 'predict').entries()) {
      await until(`step ${id} is there`, () => screen().includes(`Guess ${id}`));
      program.press(['4', '0', 'enter', 'down', '2', '0', 'enter', 'enter']);
      await until('the guess is scored', () => score()?.guesses === index + 1);
      expectFits(program, surface);
      expect(screen()).toMatch(/you +bigram +itself/);
      if (surface.height >= 24 && index > 0) expect(screen()).toMatch(new RegExp(`average of ${index + 1} +\\d`));
      program.press(id === 'second' ? ['enter', 'enter'] : ['enter']);
    }
    expect(screen()).toMatch(/3 guesses +bits a guess +equal choices/);
    expectFits(program, surface);
  });
});

describe('every screen fits', () => {
  it.each(states)('%s', async (_name, step, ...keys) => {
    const services = fakeServices();
    if (step) await services.save('first', [{ type: 'at', step }]);
    const program = started(services, step ? { screen: 'lesson', id: 'first' } : { screen: 'home' });
    await until(
      'it is there',
      () => program.shown.state.page.kind !== 'loading' && program.shown.state.home !== undefined,
    );
    await until('lists are there', () => step !== undefined || program.shown.state.home.labs !== undefined);
    program.press(keys);
    await until('the run has moved', () => !program.shown.run || program.shown.run.events > 0);
    for (const surface of surfaces) expectFits(program, surface);
  });

  it('a review: its questions, its end, and none', async () => {
    const services = fakeServices();
    const program = started(services, { screen: 'review' });
    await until('it is open', () => program.shown.state.page.kind === 'review');
    for (const surface of surfaces) expectFits(program, surface);
    const missed = ['one', 'measured', 'many', 'word'];
    await services.save(
      'first',
      missed.map((step) => ({ type: 'answer', step, answer: 0, right: false })),
    );
    services.at('2026-02-01T00:00:00Z');
    const review = started(services, { screen: 'review' });
    await until('it is open', () => review.shown.state.page.kind === 'review');
    for (const keys of [[], ['enter'], ['enter'], ['enter', 's'], ['?'], ['x', 's'], ['escape', 's']]) {
      review.press(keys);
      for (const surface of surfaces) expectFits(review, surface);
    }
    const { page } = review.shown.state;
    expect(page.kind === 'review' && page.review.lesson).toBeUndefined();
  });

  it('a lab, running and failed', async () => {
    const program = started(fakeServices(), { screen: 'lab', id: 'sample', seed: 7 });
    await until('the run has moved', () => (program.shown.run?.events ?? 0) > 1);
    for (const surface of surfaces) expectFits(program, surface);
    const failed = started(fakeServices(), { screen: 'lab', id: 'sample', params: { corpus: 'nowhere' }, seed: 7 });
    await until('it failed', () => failed.shown.run?.status === 'failed');
    for (const surface of surfaces) expectFits(failed, surface);
  });

  it('a problem, a notice and what is opening', async () => {
    const program = started(fakeServices(), { screen: 'lesson', id: 'x'.repeat(300) });
    for (const surface of surfaces) expectFits(program, surface);
    await until('it failed', () => program.shown.state.page.kind === 'problem');
    program.dispatch({ kind: 'notice', message: 'long words '.repeat(60) });
    for (const surface of surfaces) expectFits(program, surface);
  });

  it('says kindly that a window is too small', async () => {
    const program = started(fakeServices(), { screen: 'home' });
    for (const [width, height] of [
      [39, 24],
      [80, 11],
      [10, 4],
      [1, 1],
    ]) {
      const { rows } = drawApp(program.shown, penOf({ width, height, colour: 0, unicode: true }));
      expect(rows.length).toBeLessThanOrEqual(height);
      for (const row of rows) expect(rowWidth(row)).toBeLessThanOrEqual(width);
    }
    const { rows } = drawApp(program.shown, penOf({ width: 39, height: 12, colour: 0, unicode: true }));
    expect(rows.join(' ')).toContain('Make it 40 by 12 or larger');
  });

  it('lets no escape codes of a lesson through', async () => {
    const evil = '\\e]0;title\\a\\e[2J';
    const text = `
id: evil
title: "T${evil}itle"
part: "P${evil}art"
minutes: 1
goals: ["G${evil}oal"]
steps:
  - { id: a, kind: text, title: "S${evil}tep", text: "B${evil}ody" }
  - { id: b, kind: recap, title: End, points: ["x${evil}y"] }
`;
    const services = fakeServices([parseLesson(text, 'evil.yaml')]);
    const program = started(services, { screen: 'home' });
    await until('lessons are there', () => program.shown.state.home.lessons !== undefined);
    expectFits(program, surfaces[2]);
    program.press(['/', 'paste:\x1b]52;c;AAAA\x07x']);
    expectFits(program, surfaces[2]);
    program.press(['escape', 'enter']);
    await until('the lesson is there', () => program.shown.state.page.kind === 'lesson');
    expectFits(program, surfaces[2]);
  });
});

describe('an answer on the screen', () => {
  it.each<[name: string, step: string, said: string, ...keys: string[]]>([
    ['shares untouched', 'spread', 'Nothing is shared out yet', 'enter'],
    ['a share too large', 'spread', 'Only 30 % was left, not 60 %', '7', '0', 'down', '6', '0', 'enter'],
    ['given up', 'count', 'today? w shows the answer', '5', 'enter', '6', 'enter'],
    ['given up amid letters', 'count', 'today? Esc, then w shows the answer', '5', 'enter', '6', 'enter', '7'],
    ['letters amid a number', 'count', 'Esc then other keys', '5', 'x'],
  ])('says what can be done: %s', async (_name, step, said, ...keys) => {
    const services = fakeServices();
    await services.save('first', [{ type: 'at', step }]);
    const program = started(services, { screen: 'lesson', id: 'first' });
    await until('it is open', () => program.shown.state.page.kind === 'lesson');
    program.press(keys);
    const surface: Surface = { width: 80, height: 24, colour: 0, unicode: true };
    expect(drawApp(program.shown, penOf(surface)).rows.join('\n')).toContain(said);
  });
});

describe('scrolling', () => {
  const small: Surface = { width: 60, height: 14, colour: 0, unicode: true };

  it('goes with PgDn and PgUp, and says how much there is', async () => {
    const program = started(fakeServices(), { screen: 'home' });
    await until('lists are there', () => program.shown.state.home.labs !== undefined);
    program.press(['?']);
    const { lastFrame, unmount } = render(<App program={program} surface={small} />);
    const shows = (text: string) => until(`the screen shows ${text}`, () => lastFrame()!.includes(text));
    await until('the size is known', () => program.shown.state.scroll.overflow > 0);
    await shows('more below');
    program.press(['pagedown']);
    await shows('above');
    await shows('leave at once');
    expect(lastFrame()).not.toContain('more below');
    program.press(['pageup']);
    await shows('more below');
    expect(lastFrame()).not.toContain('above');
    unmount();
  });

  it('keeps what is chosen in view', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ ...firstLesson, id: `l${i}`, title: `Lesson ${i}` }));
    const program = started(fakeServices(many), { screen: 'home' });
    await until('lists are there', () => program.shown.state.home.lessons !== undefined);
    const { lastFrame, unmount } = render(<App program={program} surface={small} />);
    for (let i = 0; i < 30; i++) {
      program.press(['down']);
      await until(`lesson ${i} is in view`, () => lastFrame()!.includes(`› · Lesson ${i} `));
    }
    for (let i = 28; i >= 0; i--) {
      program.press(['up']);
      await until(`lesson ${i} is in view`, () => lastFrame()!.includes(`› · Lesson ${i} `));
    }
    program.press(['up']);
    await until('the beginning is in view', () => lastFrame()!.includes('› Start here'));
    unmount();
  });
});
