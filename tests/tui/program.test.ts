/** The program with real labs in this thread and services in memory: what a person does, from the first screen on. */
import { afterEach, describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/course/load.ts';
import type { Surface } from '../../src/render/frame.ts';
import { type Host, InlineHost } from '../../src/runner/run.ts';
import { drawApp } from '../../src/tui/components/app.tsx';
import { penOf } from '../../src/tui/draw/pen.ts';
import { Program } from '../../src/tui/program.ts';
import type { Start } from '../../src/tui/state.ts';
import { corpora, fakeServices } from './course.ts';
import { until } from './until.ts';

const surface: Surface = { width: 80, height: 24, colour: 0, unicode: true };
const open: Program[] = [];

function start(at: Start = { screen: 'home' }, services = fakeServices()) {
  const program = new Program(services, at);
  open.push(program);
  const screen = () => drawApp(program.shown, penOf(surface)).rows.join('\n');
  const shows = (text: string) => until(`the screen shows "${text}":\n${screen()}`, () => screen().includes(text));
  return { program, services, screen, shows, press: (...keys: string[]) => program.press(keys) };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});

describe('the program', () => {
  it('goes from the first screen into the first lesson with one Enter', async () => {
    const { press, shows } = start();
    await shows('Start here: What a sampler does');
    press('enter');
    await shows('step 1 of 13');
    await shows('A model *counts*.');
  });

  it('plays a lesson from end to end, keeps it, and comes back where it was left', async () => {
    const { press, shows, services } = start({ screen: 'lesson', id: 'first' });
    await shows('step 1 of 13');
    press('enter', '3', '4', 'enter', 'enter');
    await shows('mat             ━━━━━━━━━━━              34 %');
    await shows('╭─ model');
    press('enter', 'down', 'enter');
    await shows('As you said: mat.');
    press('enter', '.', '3', 'enter');
    await shows('the run says 0.34');
    press('enter');
    await shows('temperature ◂ 1 ▸');
    press('right');
    await shows('temperature ◂ 1.1 ▸');
    press('q');
    await shows('Continue: What a sampler does');
    press('enter');
    await shows('step 5 of 13');
    press('enter', 'enter', 'enter', 'enter');
    await shows('Right. It is.');
    press('enter', ' ', '3', 'enter', 'enter', '1', '7', 'enter', 'enter', 'paste:token', 'enter', 'enter');
    await shows('12  const a = 1;');
    press('enter');
    await shows('Waiting for a run');
    services.record({ lab: 'sample', params: { temperature: 1 }, seed: 1, result: {} });
    await shows('A run was seen, but: the temperature was not 0.');
    services.record({ lab: 'sample', params: { temperature: 0 }, seed: 1, result: {} });
    await shows('That was it.');
    press('enter');
    await shows('- append');
    press('enter');
    await shows('Questions right at the first try: 5 of 5.');
    expect(services.progressNow().get('first')?.finished).toBe(true);
    expect(services.watched).toEqual(['open shell', 'close shell']);
    press('enter');
    await shows('step 1 of 2');
    press('q');
    await shows('Next: A longer memory');
  });

  it('asks again what was missed, keeps how it went, and leads home', async () => {
    const services = fakeServices();
    await services.save('first', [
      { type: 'answer', step: 'one', answer: 1, right: false },
      { type: 'answer', step: 'measured', answer: 1, right: false },
      { type: 'answer', step: 'word', answer: 'no', right: false },
      { type: 'answer', step: 'gone', answer: 0, right: false },
    ]);
    services.at('2026-01-03T00:00:00Z');
    const { press, shows, screen } = start({ screen: 'home' }, services);
    await shows('Review: 3 questions');
    press('r');
    await shows('question 1 of 3');
    await shows('What changed?');
    expect(screen()).not.toContain('b back');
    press('b', 'R', 'enter');
    await shows('Right. Chance drew ');
    press('enter');
    await shows('question 2 of 3');
    await shows('╭─ model'); // a light run is made again, to be looked at
    press('down', 'enter');
    await shows('Not quite. Too rare.');
    press('up', 'enter');
    await shows('Right. It is.');
    press('enter');
    await shows('What is drawn?');
    expect(screen()).not.toContain('╭─ model');
    press('escape', 's');
    await shows('Right at the first try: 1 of 3.');
    for (const row of [
      /right +One is right +again in 3 days/,
      /missed +Read off a run +again tomorrow/,
      /left out +A word +stays due/,
    ])
      expect(screen()).toMatch(row);
    const kept = services.events.slice(4).map(({ v, lesson, change }) => [v, lesson, change]);
    expect(kept).toMatchObject([
      [2, 'first', { type: 'review', step: 'one', right: true }],
      [2, 'first', { type: 'review', step: 'measured', right: false }],
    ]);
    press('enter');
    await shows('Review: 1 question');
  });

  it('says when nothing is due, and leaves a review in its middle', async () => {
    const { press, shows, services } = start({ screen: 'review' });
    await shows('A question that you miss in a lesson comes back here');
    press('enter');
    await shows('Start here');
    await services.save('first', [{ type: 'answer', step: 'one', answer: 1, right: false }]);
    press('r');
    await shows('The next question comes back in about 20 hours.');
    press('q');
    await shows('Start here');
    services.at('2026-01-05T00:00:00Z');
    press('r');
    await shows('question 1 of 1');
    press('?');
    await shows('In a review');
    press('x', 'q');
    await shows('Review: 1 question');
  });

  it('asks ten at most, then as many as are left', async () => {
    const many = parseLesson(
      [
        'id: many',
        'title: Many',
        'part: One',
        'minutes: 1',
        'goals: [Answer]',
        'steps:',
        ...Array.from({ length: 12 }, (_, i) => [
          `  - { id: q${i}, kind: quiz, title: Q${i}, ask: "Number ${i}?",`,
          `      question: { type: number, answer: ${i}, why: So it is., wrong: [{ why: No. }] } }`,
        ]).flat(),
      ].join('\n'),
      'many.yaml',
    );
    const services = fakeServices([many]);
    for (let i = 0; i < 12; i++)
      await services.save('many', [{ type: 'answer', step: `q${i}`, answer: 99, right: false }]);
    services.at('2026-01-05T00:00:00Z');
    const { press, shows } = start({ screen: 'review' }, services);
    for (let i = 0; i < 10; i++) {
      await shows(`Number ${i}?`);
      press(...String(i), 'enter', 'enter');
    }
    await shows('2 questions more are due.');
    press('enter');
    await shows('question 1 of 2');
    await shows('Number 10?');
  });

  it('opens a lab, turns a knob, pauses, steps, looks back, and takes a new seed', async () => {
    const { press, shows, program, services } = start({
      screen: 'lab',
      id: 'sample',
      params: { order: 3 },
      seed: 7,
    });
    await shows('order       3');
    press('down', 'left');
    await shows('order       ◂ 2 ▸');
    await shows('0.34  17 of 50');
    press(' ');
    await shows('‖ paused');
    const events = program.shown.run!.events;
    press('n');
    await until('a step is taken', () => program.shown.run!.events === events + 1);
    press('[');
    await shows('looking back at step');
    press(']', 's');
    await shows('seed        11');
    await shows('▶ running');
    press('+', '+', '+', '+', '+');
    await shows('✓ done');
    // a challenge may wait for it
    expect(services.finished).toHaveLength(1);
    expect(services.finished[0]).toMatchObject({ lab: 'sample', seed: 11, params: { order: 2 } });
    expect(services.finished[0].result).toMatchObject({ seed: 11 });
    press(' ');
    await shows('▶ running');
    press('q');
    expect(await program.ended).toBe(0);
  });

  it('switches an optional knob off again', async () => {
    const { press, shows, program } = start({ screen: 'lab', id: 'sample', params: { max_tokens: 2 }, seed: 7 });
    await shows('max tokens  2');
    press(...Array.from({ length: 9 }, () => 'down'), 'e', 'ctrl-u', 'enter');
    await shows('max tokens  ◂ off ▸');
    expect(program.shown.run?.spec.params.max_tokens).toBeUndefined();
  });

  it('says in one line that a lab failed, and lives on', async () => {
    const host = (): Host => {
      const inner = new InlineHost(corpora);
      let first = true;
      return {
        start: (spec) => {
          if (!first) return inner.start(spec);
          first = false;
          const failure = { message: 'the lab\u001b[31m broke' };
          return { next: async () => ({ events: [], failure }), send: () => {}, stop: () => {} };
        },
        close: () => inner.close(),
      };
    };
    const { press, shows } = start({ screen: 'lab', id: 'sample', seed: 7 }, fakeServices(undefined, host));
    await shows('This run failed: the lab broke');
    press('r');
    await shows('0.34  17 of 50');
  });

  it('shows what went wrong when a lesson or a lab is not there', async () => {
    const { press, shows, program } = start({ screen: 'lesson', id: 'nowhere' });
    await shows('there is no lesson "nowhere"');
    press('enter');
    await shows('Start here');
    const other = start({ screen: 'lab', id: 'nowhere' });
    await other.shows('there is no lab "nowhere"');
    other.press('q');
    expect(await other.program.ended).toBe(0);
    press('ctrl-c');
    expect(await program.ended).toBe(130);
  });

  it('goes on when progress cannot be kept, and says so', async () => {
    const services = fakeServices();
    services.save = async () => {
      throw new Error('the folder is read-only');
    };
    const { press, shows } = start({ screen: 'lesson', id: 'first' }, services);
    await shows('step 1 of 13');
    press('enter');
    await shows('the folder is read-only');
    await shows('step 2 of 13');
  });

  it('helps on every screen, and any key goes back', async () => {
    const { press, shows } = start();
    await shows('Start here');
    press('?');
    await shows('search lessons, steps and labs');
    press('x', 'enter');
    await shows('step 1 of 13');
    press('?');
    await shows('a hint; each one says more');
    press('x');
    await shows('step 1 of 13');
  });
});
