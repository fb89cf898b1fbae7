/** What was acknowledged is there, whatever happens: programs that are killed, two that write at once, a disk that is full. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/nn/random.ts';
import { loadCheckpoint } from '../../src/store/checkpoint.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { bundled } from './bundled.ts';
import { emptyFolder, folderOfFile } from './folder.ts';

const programs = await folderOfFile();
let appendMany: string;
let saveMany: string;
beforeAll(async () => {
  appendMany = await bundled('append-many', programs);
  saveMany = await bundled('save-many', programs);
}, 60_000);

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Whole lines that it has said. */
  said(): string[];
  complaint(): string;
}

/** @param blocks the largest file it may write, in blocks of 512 bytes: beyond it writes fail as on a full disk */
function start(program: string, args: readonly string[], blocks?: number): Started {
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks}; `;
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, program, ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return {
    child,
    ended: once(child, 'close'),
    said: () => out.split('\n').slice(0, -1),
    complaint: () => err,
  };
}

/** Kills it at some moment after its first word. */
async function killed({ child, ended }: Started, milliseconds: number): Promise<void> {
  await once(child.stdout!, 'data');
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await ended;
}

/** Every step up to the last one that was acknowledged. */
async function expectKept(folder: string, lesson: string, { said }: Started): Promise<void> {
  const { progress } = await new ProgressStore(folder).load();
  const steps = progress.get(lesson)?.steps;
  const missing = said().filter((number) => !steps?.get(`step-${number}`)?.done);
  expect([lesson, missing]).toEqual([lesson, []]);
  expect(said().length).toBeGreaterThan(0);
}

describe('a journal', () => {
  it('has every acknowledged event after its writers were killed, two at a time, at any moment', async () => {
    const folder = join(await emptyFolder(), 'home');
    const random = new Random(5);
    const all: [string, Started][] = [];
    for (let round = 0; round < 5; round++) {
      const pair = ['one', 'two'].map(
        (name) => [`${name}-${round}`, start(appendMany, [folder, `${name}-${round}`])] as const,
      );
      await Promise.all(pair.map(([, started]) => killed(started, random.next() * 60)));
      all.push(...pair.map(([lesson, started]): [string, Started] => [lesson, started]));
    }
    for (const [lesson, started] of all) await expectKept(folder, lesson, started);
    // What a kill may have torn was told by now, and nothing of it comes again.
    const store = new ProgressStore(folder);
    await store.append('after', [{ type: 'finished' }]);
    await store.load();
    const { progress, notice } = await store.load();
    expect(notice).toBeUndefined();
    expect(progress.get('after')?.finished).toBe(true);
    expect(await readdir(folder)).toEqual(['progress.jsonl']);
  }, 60_000);

  it('goes on after a disk that was full: what was kept is there, what was torn hides nothing', async () => {
    const folder = await emptyFolder();
    const started = start(appendMany, [folder, 'full', '60'], 64);
    await started.ended;
    expect(started.complaint()).toMatch(/^progress is not kept: .+ EFBIG\. .+\n$/); // once
    expect(started.said().length).toBeLessThan(60);
    const text = await readFile(join(folder, 'progress.jsonl'), 'utf8');
    expect(text.length).toBe(64 * 512);
    expect(text.endsWith('\n')).toBe(false); // a line was torn
    await expectKept(folder, 'full', started);
    const store = new ProgressStore(folder);
    await store.append('after', [{ type: 'finished' }]);
    const { progress, notice } = await store.load();
    expect(progress.get('after')?.finished).toBe(true);
    expect(notice).toMatch(/^One line of your progress could not be read and is left out/);
    expect((await store.load()).notice).toBeUndefined();
    await expectKept(folder, 'full', started);
  }, 30_000);
});

describe('a file of weights', () => {
  it('is whole after its writers were killed at any moment', async () => {
    const file = join(await emptyFolder(), 'weights.bin');
    const random = new Random(6);
    for (let round = 0; round < 4; round++) {
      const started = start(saveMany, [file]);
      await killed(started, random.next() * 40);
      const { about, tensors } = await loadCheckpoint(file, 'gan');
      const { step } = about as { step: number };
      expect(step).toBeGreaterThanOrEqual(Number(started.said().at(-1)));
      expect(tensors.get('w')!.data.every((value) => value === step)).toBe(true);
    }
  }, 60_000);

  it('stays as it was when there is no room for a new one, and nothing is left beside it', async () => {
    const folder = await emptyFolder();
    const file = join(folder, 'weights.bin');
    const good = start(saveMany, [file]);
    await killed(good, 0);
    const before = await readFile(file);
    const names = await readdir(folder);
    const started = start(saveMany, [file], 1024);
    await started.ended;
    expect(started.said()).toEqual([]);
    expect(started.complaint()).toMatch(/^no file may be this large here \(.+weights\.bin\)\. .+\n$/);
    expect(before.equals(await readFile(file))).toBe(true);
    expect(await readdir(folder)).toEqual(names);
  }, 30_000);
});
