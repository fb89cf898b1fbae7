/** What was acknowledged is there, whatever happens: programs that are killed, two that write at once, a disk that is full. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { Random } from '../../src/nn/random.ts';
import { loadCheckpoint } from '../../src/store/checkpoint.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import { bundled } from './bundled.ts';
import { emptyFolder, folderOfFile } from './folder.ts';
import { killed, type Started, start } from './program.ts';

const programs = await folderOfFile();
let appendMany: string;
let runMany: string;
let saveMany: string;
beforeAll(async () => {
  appendMany = await bundled('append-many', programs);
  runMany = await bundled('run-many', programs);
  saveMany = await bundled('save-many', programs);
}, 60_000);

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

describe('a run of the pipeline', () => {
  const stages = [
    { id: 'base', from: [] },
    { id: 'chat', from: ['base'] },
  ];
  const files = new Map([
    ['base', ['base.bin', 'base-more.bin']],
    ['chat', ['chat.bin']],
  ]);
  const open = (path: string): Promise<RunFolder> => RunFolder.open(path, stages, { given: {}, usual: {} });

  /** Every stage is done or not, what is done is of one time, and a part is whole. */
  async function expectWhole(run: RunFolder): Promise<void> {
    for (const [stage, { kind, damage }] of await run.states()) {
      expect([stage, damage]).toEqual([stage, []]);
      const part = await run.part(stage);
      expect(new Set(part?.bytes).size).toBe(part ? 1 : 0);
      if (kind !== 'done') continue;
      const { time } = (await run.result(stage)) as { time: number };
      for (const file of files.get(stage)!) expect(new Set(await run.read(stage, file))).toEqual(new Set([time]));
    }
  }

  it('has each stage done or not after it was killed at any moment, and the next one goes on at once', async () => {
    const path = join(await emptyFolder(), 'above', 'run');
    const random = new Random(7);
    for (let round = 0; round < 10; round++) {
      const started = start(runMany, [path]);
      await killed(started, random.next() * 60);
      expect(started.complaint()).toBe('');
      const run = await open(path);
      await expectWhole(run);
      await run.close();
    }
    const known = [
      'base-more.bin',
      'base.bin',
      'base.json',
      'base.part',
      'chat.bin',
      'chat.json',
      'chat.part',
      'run.json',
    ];
    expect((await readdir(path)).filter((name) => !known.includes(name))).toEqual([]);
  }, 60_000);

  it('says that the disk is full, and leaves nothing half-written', async () => {
    const path = await emptyFolder();
    const started = start(runMany, [path], 900); // 460,800 bytes
    await started.ended;
    expect(started.said()).toEqual(['in']);
    expect(started.complaint()).toMatch(
      /^no file may be this large here; nothing was written to .+base\.part \(--run\)\. .+\n$/,
    );
    expect((await readdir(path)).sort()).toEqual(['lock-1', 'run.json']);
    const run = await open(path);
    expect((await run.state('base')).kind).toBe('missing');
    await run.close();
  }, 30_000);

  it('has one program in it: another is told which, and has it once that one was killed', async () => {
    const path = await emptyFolder();
    const pair = [start(runMany, [path, 'stay']), start(runMany, [path, 'stay'])];
    const [second, first] = await Promise.race(
      pair.map(async (started, i) => [await started.ended.then(() => started), pair[1 - i]] as const),
    );
    expect(second.complaint()).toBe(
      `another genai works in this folder, process ${first.child.pid} (${path}). ` +
        'Wait until it is done, or name another folder.\n',
    );
    await expect(open(path)).rejects.toThrow(InputError);
    first.child.kill('SIGKILL');
    await first.ended;
    await (await open(path)).close();
  }, 30_000);
});
