import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { openCourse } from '../../src/store/lessons.ts';
import { listSources, readRegion, readSource } from '../../src/store/sources.ts';
import { emptyFolder } from './folder.ts';

const lesson = (id: string) => `id: ${id}
title: A small lesson
part: Part one
minutes: 5
goals: [Know one thing.]
steps:
  - { id: one, kind: text, title: One, text: Hello. }
  - { id: two, kind: text, title: Two, text: Good-bye. }
`;

async function courseOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await emptyFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** Lessons in a folder, as if they were ours. */
const ours = (path: string) => openCourse({ path, label: 'lessons', foreign: false });

const messageOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (error) => error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error.message;
};

describe('the course', () => {
  it('stands in the order of the file names', async () => {
    const folder = await courseOf({
      '10-late.yaml': lesson('late'),
      '02-early.yaml': lesson('early'),
      'notes.txt': 'not a lesson',
    });
    expect((await ours(folder).lessons()).map(({ lesson }) => lesson.id)).toEqual(['early', 'late']);
  });

  it('of the package loads', async () => {
    const ids = (await openCourse().lessons()).map(({ lesson }) => lesson.id);
    expect(ids).toContain('next-token');
  });

  it('refuses two lessons of one id, with the place', async () => {
    const folder = await courseOf({ '01-a.yaml': lesson('same'), '02-b.yaml': lesson('same') });
    expect(await messageOf(ours(folder).lessons())).toMatch(/taken by lessons\/01-a.yaml \(lessons\/02-b.yaml:1:/);
  });
});

describe('one lesson', () => {
  it.each([
    'next-token',
    '2',
    '02',
    '02-next-token',
    '02-next-token.yaml',
    'lessons/02-next-token.yaml',
    'lessons\\02-next-token.yaml',
  ])('is found as %s', async (name) => {
    expect((await openCourse().lesson(name)).lesson.id).toBe('next-token');
  });

  it('that is unknown brings the one that was meant', async () => {
    expect(await messageOf(openCourse().lesson('next-tokn'))).toContain('Did you mean next-token?');
    expect(await messageOf(openCourse().lesson('77'))).toContain('there is no lesson "77"');
    expect(await messageOf(openCourse().lesson('../02-next-token.yaml'))).toContain('there is no lesson');
  });

  it('can be read although another is damaged, which says where', async () => {
    const folder = await courseOf({
      '01-bad.yaml': lesson('bad').replace('kind: text', 'kind: txet'),
      '02-good.yaml': lesson('fine'),
    });
    expect((await ours(folder).lesson('fine')).lesson.id).toBe('fine');
    expect(await messageOf(ours(folder).lesson('1'))).toContain('lessons/01-bad.yaml:7:');
    expect(await messageOf(ours(folder).lessons())).toContain('lessons/01-bad.yaml:7:');
  });

  it('may end its lines as Windows does, and names the same place in an error', async () => {
    const lines = (text: string): string => text.replaceAll('\n', '\r\n');
    const shipped = (await openCourse().lesson('2')).lesson;
    const text = await readFile('lessons/02-next-token.yaml', 'utf8');
    const bad = lines(lesson('bad').replace('kind: text', 'kind: txet'));
    const folder = await courseOf({ '01-bad.yaml': bad, '02-next-token.yaml': lines(text) });
    expect((await ours(folder).lesson('2')).lesson).toEqual(shipped);
    expect(await messageOf(ours(folder).lesson('1'))).toContain('lessons/01-bad.yaml:7:');
  });

  it('that cannot be read as a text says so', async () => {
    const folder = await courseOf({ '01-latin.yaml': Buffer.from([0x69, 0x64, 0x3a, 0xe9]) });
    await mkdir(join(folder, '02-folder.yaml'));
    expect(await messageOf(ours(folder).lesson('1'))).toContain('not UTF-8');
    expect(await messageOf(ours(folder).lesson('2'))).toContain('a folder, not a file');
    expect(await messageOf(ours(join(folder, 'nowhere')).lessons())).toContain('no such file');
  });
});

describe('our own source', () => {
  it('is quoted by region', async () => {
    const { text, line } = await readRegion('src/models/ngram/count.ts', 'count');
    expect(text).toContain('class Counts');
    expect(line).toBeGreaterThan(1);
    expect(await readRegion('src\\models\\ngram\\count.ts', 'count')).toEqual({ name: 'count', text, line });
    expect(await messageOf(readRegion('src/models/ngram/count.ts', 'nothing'))).toContain('no region "nothing"');
  });

  it('is nothing but our own source', async () => {
    expect((await listSources()).every((file) => /^src\/(data|labs|models|nn)\//.test(file))).toBe(true);
    for (const file of [
      '/etc/passwd',
      '../main/package.json',
      'src/models/../../package.json',
      'src\\..\\package.json',
      'package.json',
    ]) {
      expect(await messageOf(readSource(file))).toContain('no source file of ours');
    }
    expect(await messageOf(readSource('src/models/ngram/cuont.ts'))).toContain(
      'Did you mean src/models/ngram/count.ts?',
    );
  });
});
