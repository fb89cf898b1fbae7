/** The real services where nothing can be kept: one line says so, and the course goes on as if all were well. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ProgressStore } from '../../src/store/progress.ts';
import { drawApp } from '../../src/tui/components/app.tsx';
import { penOf } from '../../src/tui/draw/pen.ts';
import { Program } from '../../src/tui/program.ts';
import { storeServices } from '../../src/tui/services-store.ts';
import type { Start } from '../../src/tui/state.ts';
import { emptyFolder } from '../store/folder.ts';
import { until } from './until.ts';

const open: Program[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});

function start(home: string, at: Start) {
  const program = new Program(storeServices({ GENAI_TUTOR_HOME: home }), at);
  open.push(program);
  const screen = () =>
    drawApp(program.shown, penOf({ width: 80, height: 24, colour: 0, unicode: true })).rows.join('\n');
  const shows = (text: string) => until(`the screen shows "${text}"`, () => screen().includes(text));
  return { program, screen, shows, press: (...keys: string[]) => program.press(keys) };
}

/** A home that cannot be made, for a file stands in its way. */
async function taken(): Promise<{ home: string; place: string }> {
  const place = join(await emptyFolder(), 'file');
  await writeFile(place, '');
  return { home: join(place, 'home'), place };
}

describe('a home that cannot be written', () => {
  it('is told on the screen and at the end; the lesson goes on and is where it was left', async () => {
    const { home } = await taken();
    const { program, press, shows, screen } = start(home, { screen: 'lesson', id: 'next-token' });
    await shows('step 1 of');
    press('s');
    await shows('step 2 of');
    await shows('progress is not kept:');
    expect(screen().split('\n').at(-1)).toContain('q home');
    press('q');
    await shows('Continue: Predict the next token');
    press('enter');
    await shows('step 2 of');
    expect(await program.close()).toMatch(/^progress is not kept: .+ cannot be written, ENOTDIR\. /);
  });

  it('that can be written after all gets everything, and the line goes away', async () => {
    const { home, place } = await taken();
    const { program, press, shows, screen } = start(home, { screen: 'lesson', id: 'next-token' });
    await shows('step 1 of');
    press('s');
    await shows('progress is not kept:');
    await rm(place);
    press('enter');
    await shows('step 3 of');
    await until('the line is gone', () => !screen().includes('progress is not kept'));
    expect(await program.close()).toBeUndefined();
    const { progress } = await new ProgressStore(home).load();
    expect(progress.get('next-token')!.steps.size).toBe(2);
  });

  it('ends no program that waits for a run in the shell', async () => {
    const { home } = await taken();
    const { program, press, shows } = start(home, { screen: 'lesson', id: 'next-token' });
    await shows('step 1 of');
    program.dispatch({ kind: 'lesson', message: { kind: 'key', key: 'q' } });
    await shows('Start here');
    // That progress is not kept may be said right after it, in its place.
    const notices: (string | undefined)[] = [];
    program.subscribe(() => notices.push(program.shown.state.notice));
    press('/', ...'shell', 'enter');
    await until('it is said', () => notices.some((notice) => notice?.startsWith('runs in the shell are not noticed')));
    press('s'); // the challenge that was never opened is closed
    await program.close();
  });
});

it('damage is told on the first screen, once', async () => {
  const home = join(await emptyFolder(), 'home');
  await mkdir(home);
  await writeFile(join(home, 'progress.jsonl'), 'torn\n');
  const { shows } = start(home, { screen: 'home' });
  await shows('Nothing in your progress file could be read');
  const again = start(home, { screen: 'home' });
  await again.shows('Start here');
  expect(again.screen()).not.toContain('could be read');
});
