import { appendFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportText, readExport } from '../../src/course/journal.ts';
import { InputError } from '../../src/data/input-error.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { emptyFolder } from './folder.ts';

const noon = () => new Date('2026-05-01T12:00:00.000Z');
const journal = (folder: string) => join(folder, 'progress.jsonl');

describe('what is kept', () => {
  it('is nothing at first, and no file is made by looking', async () => {
    const folder = join(await emptyFolder(), 'not', 'yet');
    expect(await new ProgressStore(folder).load()).toEqual({ progress: new Map(), reviews: new Map() });
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
  });

  it('begins with the version of the format', async () => {
    const folder = await emptyFolder();
    await new ProgressStore(folder, noon).append('one', [{ type: 'finished' }]);
    expect(await readFile(journal(folder), 'utf8')).toBe(
      '{"format":"genai-tutor progress","version":1}\n' +
        '{"v":1,"at":"2026-05-01T12:00:00.000Z","lesson":"one","change":{"type":"finished"}}\n',
    );
  });

  it('is an event of the oldest version that has its kind, so that older programs read all but reviews', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('a-pack/one', [{ type: 'review', step: 'a', right: true }]);
    await store.append('a-pack/one', [{ type: 'hint', step: 'a' }]);
    const lines = (await readFile(journal(folder), 'utf8')).split('\n').filter((line) => line !== '');
    expect(lines.map((line) => JSON.parse(line)).map(({ v, version }) => v ?? version)).toEqual([1, 2, 1]);
  });

  it('are two moments when two things happen within a millisecond', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await Promise.all([
      store.append('one', [{ type: 'hint', step: 'a' }]),
      store.append('one', [{ type: 'hint', step: 'a' }]),
    ]);
    expect((await store.load()).progress.get('one')!.steps.get('a')!.hints).toBe(2);
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

describe('damage', () => {
  it('at the end is waited for: a program may be writing there just now', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('one', [{ type: 'done', step: 'a' }]);
    await appendFile(journal(folder), '\n{"v":1,"at":"2026-05-01T12:0');
    const { progress, notice } = await store.load();
    expect(progress.get('one')!.steps.get('a')!.done).toBe(true);
    expect(notice).toBeUndefined();
  });

  it('hides nothing that comes after it, stays where it is, and is said once', async () => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await store.append('one', [{ type: 'done', step: 'a' }]);
    await appendFile(journal(folder), '\n{"v":1,');
    const torn = await readFile(journal(folder));
    await store.append('one', [{ type: 'done', step: 'b' }]);
    const { progress, notice } = await store.load();
    expect([...progress.get('one')!.steps.keys()]).toEqual(['a', 'b']);
    expect(notice).toBe(
      `One line of your progress could not be read and is left out (${journal(folder)}); all else is there.`,
    );
    expect((await readFile(journal(folder))).subarray(0, torn.length)).toEqual(torn);
    expect(await store.load()).toEqual({ progress, reviews: new Map() });
    await appendFile(journal(folder), '\nx\ny\n');
    expect((await store.load()).notice).toMatch(/^2 lines of your progress could not be read and are left out/);
    expect((await store.load()).notice).toBeUndefined();
    expect(await readdir(folder)).toEqual(['progress.jsonl']);
  });

  it.each([
    ['random bytes', Buffer.from([0, 255, 10, 200, 13, 10, 27, 10])],
    [
      'JSON that is no event',
      '[]\nnull\n{"v":1}\n{"v":1,"at":"yesterday","lesson":"x","change":{"type":"finished"}}\n',
    ],
  ])('of all of it (%s) is said, and the next events are kept', async (_, content) => {
    const folder = await emptyFolder();
    const store = new ProgressStore(folder, noon);
    await writeFile(journal(folder), content);
    expect((await store.load()).notice).toMatch(/^Nothing in your progress file could be read \(.+\); it stays there/);
    await store.append('one', [{ type: 'finished' }]);
    expect(await store.load()).toMatchObject({ progress: expect.objectContaining({ size: 1 }), notice: undefined });
    expect((await readFile(journal(folder))).subarray(0, content.length)).toEqual(Buffer.from(content));
  });
});

describe('a newer version', () => {
  const at = '2026-05-01T12:00:00.000Z';
  const header = '{"format":"genai-tutor progress","version":1}';
  const known = `{"v":1,"at":"${at}","lesson":"one","change":{"type":"finished"}}`;
  const unknown = '{"v":3,"when":"now","what":"something new"}';

  it('of the whole file leaves it as it is, and says so', async () => {
    const folder = await emptyFolder();
    const content = ['{"format":"genai-tutor progress","version":2}', known, unknown, ''].join('\n');
    await writeFile(journal(folder), content);
    const store = new ProgressStore(folder);
    const { progress, notice } = await store.load();
    expect(notice).toMatch(/^Your progress .* newer version .*nothing new is kept\.$/);
    expect(progress.get('one')!.finished).toBe(true);
    await expect(store.append('one', [{ type: 'restart' }])).rejects.toThrow(/newer version/);
    await expect(store.import([])).resolves.toEqual({ added: 0 });
    await expect(store.import(readExport([header, known.replace('one', 'two')].join('\n'), ''))).rejects.toThrow(
      /newer/,
    );
    expect(await readFile(journal(folder), 'utf8')).toBe(content);
    expect(await readdir(folder)).toEqual(['progress.jsonl']);
  });

  it('of single events is no hindrance: they stay, and new ones are kept beside them', async () => {
    const folder = await emptyFolder();
    await writeFile(journal(folder), [header, known, unknown, ''].join('\n'));
    const store = new ProgressStore(folder, noon);
    await store.append('two', [{ type: 'finished' }]);
    const { progress, notice } = await store.load();
    expect([...progress.keys()]).toEqual(['one', 'two']);
    expect(notice).toMatch(/^Some of your progress was kept by a newer version of this program; it stays/);
    expect(await readFile(journal(folder), 'utf8')).toContain(unknown);
  });
});

describe('where nothing can be written', () => {
  const because = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => new Error('it went well'),
      (error) => error,
    );
    expect(error).toBeInstanceOf(InputError);
    return error.message;
  };

  it('it is said in one line, everything goes on, and is kept as soon as it can be', async () => {
    const place = join(await emptyFolder(), 'a-file');
    await writeFile(place, 'not a folder');
    const folder = join(place, 'data');
    const store = new ProgressStore(folder, noon);
    expect(await because(store.append('one', [{ type: 'done', step: 'a' }]))).toBe(
      `progress is not kept: ${folder} cannot be written, ENOTDIR. Set GENAI_TUTOR_HOME to a folder of yours.`,
    );
    expect(await because(store.append('one', [{ type: 'at', step: 'b' }]))).toContain('progress is not kept');
    const { progress, notice } = await store.load();
    expect(progress.get('one')).toMatchObject({ position: 'b' }); // as if it were kept
    expect(notice).toBe(`Your progress cannot be read (${journal(folder)}, ENOTDIR).`);
    await rm(place);
    await store.append('one', [{ type: 'finished' }]);
    const { progress: kept } = await new ProgressStore(folder).load();
    expect(kept.get('one')).toMatchObject({ position: 'b', finished: true });
    expect([...kept.get('one')!.steps.keys()]).toEqual(['a']);
  });

  it.each([
    ['a folder stands in its place', (path: string) => mkdir(path), 'EISDIR'],
    ['it leads to a device', (path: string) => symlink('/dev/zero', path), 'no ordinary file'],
    ['it is far too large', (path: string) => writeFile(path, '').then(() => truncate(path, 2 ** 33)), 'EFBIG'],
  ])('or read: %s', async (_, make, code) => {
    const folder = await emptyFolder();
    await make(journal(folder));
    const store = new ProgressStore(folder);
    expect((await store.load()).notice).toBe(`Your progress cannot be read (${journal(folder)}, ${code}).`);
    expect(await because(store.export())).toContain('your progress cannot be read');
    expect(await because(store.import(readExport(exportText([]), '')))).toContain('your progress cannot be read');
    if (code !== 'EFBIG') await because(store.append('one', [{ type: 'finished' }]));
  });

  it.skipIf(process.platform !== 'linux')('or in a place that only the system writes to', async () => {
    const store = new ProgressStore('/proc/genai-tutor');
    expect(await because(store.append('one', [{ type: 'finished' }]))).toContain('/proc/genai-tutor cannot be written');
    expect(await store.load()).toMatchObject({ progress: expect.objectContaining({ size: 1 }), notice: undefined });
  });
});

describe('an import', () => {
  const two = async () => {
    const [folder, other] = [await emptyFolder(), await emptyFolder()];
    const clock = { now: Date.UTC(2026, 4, 1) };
    const tick = () => new Date(clock.now++);
    return { folder, here: new ProgressStore(folder, tick), there: new ProgressStore(other, tick) };
  };

  it('unites two machines by time, and once more changes nothing', async () => {
    const { folder, here, there } = await two();
    await here.append('one', [{ type: 'at', step: 'a' }]);
    await there.append('one', [{ type: 'at', step: 'b' }]);
    await there.append('pack/two', [{ type: 'finished' }]);
    await here.append('one', [{ type: 'at', step: 'c' }]);
    const { text, events } = await there.export();
    expect(events).toBe(2);
    expect(await here.import(readExport(text, ''))).toEqual({ added: 2 });
    const { progress } = await here.load();
    expect(progress.get('one')!.position).toBe('c');
    expect(progress.get('pack/two')!.finished).toBe(true);
    const before = await readFile(journal(folder));
    expect(await here.import(readExport(text, ''))).toEqual({ added: 0 });
    expect(await readFile(journal(folder))).toEqual(before);
    await there.import(readExport((await here.export()).text, ''));
    expect((await there.load()).progress).toEqual(progress);
    expect((await there.export()).text).toBe((await here.export()).text);
  });

  it('is not undone by a clock that ran ahead: what is done afterwards comes afterwards', async () => {
    const { here, there } = await two();
    const ahead = [
      { v: 1 as const, at: '2050-01-01T00:00:00.000Z', lesson: 'one', change: { type: 'at' as const, step: 'z' } },
    ];
    await there.import(ahead);
    await here.import(readExport((await there.export()).text, ''));
    expect((await here.load()).progress.get('one')!.position).toBe('z');
    await here.append('one', [{ type: 'at', step: 'a' }]);
    expect((await here.load()).progress.get('one')!.position).toBe('a');
  });

  it('that was cut off has not happened', async () => {
    const { folder, here, there } = await two();
    for (let i = 0; i < 20; i++) await there.append('one', [{ type: 'done', step: `s${i}` }]);
    await here.append('two', [{ type: 'finished' }]);
    const events = readExport((await there.export()).text, '');
    await here.import(events);
    const whole = await readFile(journal(folder));
    const mark = whole.lastIndexOf('{"format"');
    for (const length of [mark, mark - 1, mark - 100, whole.indexOf('s3')]) {
      await truncate(journal(folder), length);
      const { progress, notice } = await here.load();
      expect([[...progress.keys()], notice]).toEqual([['two'], undefined]);
    }
    await here.append('two', [{ type: 'restart' }]);
    expect(await here.import(events)).toEqual({ added: 20 });
    expect((await here.load()).progress.get('one')!.steps.size).toBe(20);
  });
});

it('reads what years of lessons leave', async () => {
  const folder = await emptyFolder();
  const events = Array.from({ length: 20_000 }, (_, i) => ({
    v: 1 as const,
    at: new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString(),
    lesson: `lesson-${i % 30}`,
    change: { type: 'done' as const, step: `step-${Math.floor(i / 30) % 15}` },
  }));
  await writeFile(journal(folder), exportText(events));
  const { progress, notice } = await new ProgressStore(folder).load();
  expect(notice).toBeUndefined();
  expect([progress.size, progress.get('lesson-19')!.lastAt]).toEqual([30, events.at(-1)!.at]);
}, 20_000);
