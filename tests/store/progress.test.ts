import { execFile } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { countProgress } from '../../src/course/progress.ts';
import { InputError } from '../../src/data/input-error.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { emptyFolder } from './folder.ts';

const noon = () => new Date('2026-05-01T12:00:00.000Z');
const journal = (folder: string) => join(folder, 'progress.jsonl');
const damagedIn = async (folder: string) => (await readdir(folder)).filter((name) => name.includes('damaged'));

describe('what is kept', () => {
  it('is nothing at first, and no file is made by looking', async () => {
    const folder = join(await emptyFolder(), 'not', 'yet');
    expect(await new ProgressStore(folder).load()).toEqual({ progress: new Map() });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('comes back in another program', async () => {
    const folder = join(await emptyFolder(), 'deep', 'down');
    const store = new ProgressStore(folder, noon);
    await store.append('one', [
      { type: 'answer', step: 'a', answer: [50, 50], right: false },
      { type: 'answer', step: 'a', answer: 2, right: true },
      { type: 'done', step: 'a' },
      { type: 'at', step: 'b' },
    ]);
    await store.append('one', []);
    const { progress, notice } = await new ProgressStore(folder).load();
    expect(notice).toBeUndefined();
    expect(progress.get('one')).toEqual({
      position: 'b',
      steps: new Map([
        ['a', { answer: 2, right: true, firstTry: false, tries: 2, hints: 0, done: true, skipped: false }],
      ]),
      finished: false,
      lastAt: '2026-05-01T12:00:00.000Z',
    });
  });

  it('survives an editor that ends lines as Windows does, and goes on', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('one', [{ type: 'at', step: 'b' }]);
    await writeFile(journal(folder), `\ufeff${(await readFile(journal(folder), 'utf8')).replaceAll('\n', '\r\n')}`);
    await store.append('one', [{ type: 'finished' }]);
    const { progress, notice } = await store.load();
    expect(notice).toBeUndefined();
    expect(progress.get('one')).toMatchObject({ position: 'b', finished: true });
    expect(await damagedIn(folder)).toEqual([]);
  });

  it('begins with the version of the format', async () => {
    const folder = await emptyFolder();
    await new ProgressStore(folder, noon).append('one', [{ type: 'finished' }]);
    expect(await readFile(journal(folder), 'utf8')).toBe(
      '{"format":"genai-tutor progress","version":1}\n' +
        '{"v":1,"at":"2026-05-01T12:00:00.000Z","lesson":"one","change":{"type":"finished"}}\n',
    );
  });

  it('is gone after a reset, also when there was none', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder);
    await store.append('one', [{ type: 'finished' }]);
    await store.reset();
    await store.reset();
    expect((await store.load()).progress.size).toBe(0);
  });
});

it('loses nothing when two programs write at once', async () => {
  const folder = await emptyFolder();
  const count = 150;
  const program = (lesson: string) =>
    promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      'tests/store/append-many.ts',
      folder,
      lesson,
      String(count),
    ]);
  await Promise.all([program('one'), program('two')]);
  const { progress, notice } = await new ProgressStore(folder).load();
  expect(notice).toBeUndefined();
  for (const lesson of ['one', 'two']) {
    expect(countProgress(progress.get(lesson)!).done).toBe(count);
    expect(progress.get(lesson)!.position).toBe(`step-${count}`);
  }
}, 60_000);

describe('a damaged file', () => {
  it('with a torn last line is set aside; what was good is kept, and it is said once', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('one', [{ type: 'done', step: 'a' }]);
    await appendFile(journal(folder), '{"v":1,"at":"2026-05-01T12:0');
    const { progress, notice } = await store.load();
    expect(progress.get('one')!.steps.get('a')!.done).toBe(true);
    expect(notice).toContain('damaged');
    expect(notice).toContain('progress-damaged-2026-05-01T12-00-00.jsonl');
    expect(await damagedIn(folder)).toEqual(['progress-damaged-2026-05-01T12-00-00.jsonl']);
    const again = await store.load();
    expect(again.notice).toBeUndefined();
    expect(again.progress).toEqual(progress);
  });

  it('does not swallow what is added after a torn line', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('one', [{ type: 'done', step: 'a' }]);
    await appendFile(journal(folder), '{"v":1,');
    await store.append('one', [{ type: 'done', step: 'b' }]);
    const { progress } = await store.load();
    expect([...progress.get('one')!.steps.keys()]).toEqual(['a', 'b']);
  });

  it.each([
    ['of random bytes', Buffer.from([0, 255, 10, 200, 13, 10, 27])],
    [
      'of JSON that is no event',
      '[]\nnull\n{"v":1}\n{"v":1,"at":"yesterday","lesson":"x","change":{"type":"finished"}}\n',
    ],
  ])('%s is set aside, and the next events are kept', async (_, content) => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await writeFile(journal(folder), content);
    expect((await store.load()).notice).toContain('nothing in it could be read');
    expect(await readFile(join(folder, (await damagedIn(folder))[0]))).toEqual(Buffer.from(content));
    await store.append('one', [{ type: 'finished' }]);
    expect(await store.load()).toEqual({ progress: expect.objectContaining({ size: 1 }) });
  });
});

it('leaves the file of a newer version as it is, and says so', async () => {
  const folder = await emptyFolder();
  const content =
    '{"format":"genai-tutor progress","version":2}\n' +
    '{"v":1,"at":"2026-05-01T12:00:00.000Z","lesson":"one","change":{"type":"finished"}}\n' +
    '{"v":2,"when":"now","what":"something new"}\n';
  await writeFile(journal(folder), content);
  const store = new ProgressStore(folder);
  const { progress, notice } = await store.load();
  expect(notice).toMatch(/^Your progress .* newer version .*\.$/);
  expect(progress.get('one')!.finished).toBe(true);
  await expect(store.append('one', [{ type: 'restart' }])).rejects.toThrow(/newer version/);
  expect(await readFile(journal(folder), 'utf8')).toBe(content);
  expect(await readdir(folder)).toEqual(['progress.jsonl']);
});

describe('a folder that cannot be written', () => {
  it('is said in words when something is to be kept, and is no hindrance to reading', async () => {
    const file = join(await emptyFolder(), 'a-file');
    await writeFile(file, 'not a folder');
    const store = new ProgressStore(join(file, 'data'));
    const error = await store.append('one', [{ type: 'finished' }]).catch((error) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('progress is not kept');
    expect(error.message).toContain('GENAI_TUTOR_HOME');
    const { progress, notice } = await store.load();
    expect(progress.size).toBe(0);
    expect(notice).toContain('cannot be read');
  });

  it('with a folder in the place of the journal', async () => {
    const folder = await emptyFolder();
    await mkdir(journal(folder));
    expect((await new ProgressStore(folder).load()).notice).toContain('EISDIR');
    await expect(new ProgressStore(folder).append('one', [{ type: 'finished' }])).rejects.toThrow(InputError);
  });
});
