/** The program with real labs in this thread and services in memory: what a person does, from the first screen on. */
import { afterEach, describe, expect, it } from 'vitest';
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
    press(...Array.from({ length: 8 }, () => 'down'), 'e', 'ctrl-u', 'enter');
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
