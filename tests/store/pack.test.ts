/** Packs on disk: what is read of them, and that nothing else is. */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSource } from '../../src/data/corpus.ts';
import { InputError } from '../../src/data/input-error.ts';
import { openPack } from '../../src/store/lessons.ts';
import { newPack } from '../../src/store/new-pack.ts';
import { packData, packFolder } from '../../src/store/pack-files.ts';
import { emptyFolder } from './folder.ts';

const lesson = (id: string, file = './poem.txt') => `id: ${id}
title: A small lesson
part: Part one
minutes: 5
goals: [Know one thing.]
steps:
  - { id: one, kind: text, title: One, text: Hello. }
  - { id: two, kind: source, title: Two, text: Read., file: '${file}' }
`;

/** A pack, a folder beside it, and a secret in there. */
async function pack(files: Record<string, string | Buffer> = {}): Promise<{ path: string; beside: string }> {
  const above = await emptyFolder();
  const [path, beside] = [join(above, 'pack'), join(above, 'beside')];
  for (const folder of [path, beside, join(path, 'texts')]) await mkdir(folder);
  const usual = {
    'pack.yaml': 'id: mine\ntitle: Mine\n',
    '01-first.yaml': lesson('first'),
    '02-second.yaml': lesson('second'),
    'poem.txt': 'roses are red\r\nviolets are blue\r\n',
    'texts/deep.txt': '# #region end\nthe end\n# #endregion\n',
  };
  for (const [name, text] of Object.entries({ ...usual, ...files })) await writeFile(join(path, name), text);
  await writeFile(join(beside, 'secret.txt'), 'a secret');
  return { path, beside };
}

async function refusal(work: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

async function readAll(data: DataSource, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of data.open(name).chunks()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('a pack', () => {
  it('is a course like ours, with its own keys and command', async () => {
    const { path } = await pack({ 'notes.txt': 'no lesson', '._01-first.yaml': 'of a Mac' });
    const course = await openPack(path);
    expect((await course.lessons()).map(({ lesson }) => lesson.id)).toEqual(['first', 'second']);
    expect(course.pack).toEqual({ id: 'mine', title: 'Mine' });
    expect(course.key('first')).toBe('mine/first');
    expect(course.command('first')).toBe(`genai learn --pack ${path} first`);
    for (const wanted of ['2', '02', '02-second', 'second', join(path, '02-second.yaml')]) {
      expect((await course.lesson(wanted)).lesson.id).toBe('second');
    }
    expect(await refusal(() => course.lesson('../01-first'))).toContain('there is no lesson');
  });

  it('gives lessons without numbers their place', async () => {
    const { path } = await pack({ 'a.yaml': lesson('third'), 'b.yaml': lesson('fourth') });
    expect((await (await openPack(path)).lesson('4')).lesson.id).toBe('fourth');
  });

  it('in a folder with a blank in its name can be copied from the screen', async () => {
    const above = await emptyFolder();
    const path = join(above, "Ann's pack");
    await newPack(path, {});
    const command = (await openPack(path)).command();
    const words = execFileSync('sh', ['-c', `${command.replace('genai', `printf '%s|'`)}`], { encoding: 'utf8' });
    expect(words).toBe(`learn|--pack|${path}|`);
  });

  it('that is none says so', async () => {
    const { path, beside } = await pack();
    expect(await refusal(() => openPack(join(path, 'nowhere')))).toMatch(/^there is no such folder \(.*nowhere\)/);
    expect(await refusal(() => openPack(join(path, 'poem.txt')))).toMatch(/^this is a file, not a folder/);
    expect(await refusal(() => openPack(beside))).toMatch(/^there is no pack.yaml in it/);
    const bare = await pack();
    execFileSync('rm', [join(bare.path, '01-first.yaml'), join(bare.path, '02-second.yaml')]);
    expect(await refusal(async () => (await openPack(bare.path)).lessons())).toMatch(/^there are no lessons in it/);
  });

  it.each<[string, name: string, content: string | Buffer, what: RegExp]>([
    ['is no text', '01-first.yaml', Buffer.from([0x69, 0xe9]), /^this is not UTF-8 text \(.*01-first.yaml:1:1\)/],
    ['is a program', '01-first.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), /^this is not UTF-8 text/],
    ['is too large', '01-first.yaml', `# ${'x'.repeat(70_000)}`, /^this is larger than 64 KB \(.*01-first.yaml\)/],
    ['is empty', '01-first.yaml', '', /^there is nothing in it \(.*01-first.yaml\)/],
    ['is wrong', '02-second.yaml', lesson('second').replace('minutes: 5', 'minutes: 99'), /02-second.yaml:4:10\)/],
    [
      'is there twice',
      '02-second.yaml',
      lesson('first'),
      /^the lesson id "first" is taken by .*01-first.yaml \(.*02-second.yaml:1:5\)/,
    ],
  ])('with a lesson that %s gets one line', async (_, name, content, what) => {
    const { path } = await pack({ [name]: content });
    expect(await refusal(async () => (await openPack(path)).lessons())).toMatch(what);
  });
});

describe('quotes and data of a pack', () => {
  it('come from its own folder, and what is on board', async () => {
    const { path } = await pack();
    const course = await openPack(path);
    expect(await course.quote('./poem.txt')).toEqual({
      name: './poem.txt',
      line: 1,
      text: 'roses are red\nviolets are blue',
    });
    expect((await course.quote('./texts/deep.txt', 'end')).text).toBe('the end');
    expect((await course.quote('src/models/ngram/count.ts', 'count')).text).toContain('class Counts');
    const data = packData(packFolder(path));
    expect(await readAll(data, 'poem.txt')).toContain('roses');
    expect(await readAll(data, './texts/deep.txt')).toContain('the end');
    expect(await readAll(data, 'cat')).toContain('the mat');
    expect((await data.weights('diffusion')).length).toBeGreaterThan(1000);
  });

  it.each([
    '../beside/secret.txt',
    './../beside/secret.txt',
    'texts/../../beside/secret.txt',
    'texts/..',
    '/etc/hostname',
    '~/secret.txt',
    '..\\beside\\secret.txt',
    'C:secret.txt',
    'C:\\secret.txt',
    'poem.txt:stream',
    'poem.txt\0.png',
  ])('never from %j', async (name) => {
    const { path } = await pack();
    const data = packData(packFolder(path));
    const outside = /^this is outside of the pack|^this is no source file of ours/;
    expect(await refusal(() => data.open(name))).toMatch(outside);
    const course = await openPack(path);
    expect(await refusal(() => course.quote(`./${name}`))).toMatch(outside);
    expect(await refusal(() => course.quote(name))).toMatch(outside);
  });

  it('never through a link that leads out', async () => {
    const { path, beside } = await pack();
    await symlink(join(beside, 'secret.txt'), join(path, 'link.txt'));
    await symlink(beside, join(path, 'link'));
    await symlink('poem.txt', join(path, 'inner.txt'));
    await symlink('round.txt', join(path, 'round.txt'));
    const data = packData(packFolder(path));
    for (const name of ['link.txt', 'link/secret.txt']) {
      expect(await refusal(() => data.open(name))).toMatch(/^this is outside of the pack/);
      expect(await refusal(async () => (await openPack(path)).quote(`./${name}`))).toMatch(/^this is outside/);
    }
    expect(await readAll(data, 'inner.txt')).toContain('roses');
    expect(await refusal(() => data.open('round.txt'))).toMatch(/^these links lead in a circle/);
    await symlink(join(beside, 'secret.txt'), join(path, '03-third.yaml'));
    expect(await refusal(async () => (await openPack(path)).lessons())).toMatch(
      /^this is outside of the pack \(.*03-third/,
    );
  });

  it('but the folder itself may be a link', async () => {
    const { path, beside } = await pack();
    await symlink(path, join(beside, 'pack'));
    const course = await openPack(join(beside, 'pack'));
    expect((await course.quote('./poem.txt')).text).toContain('roses');
  });

  it('never from stdin, a pipe, a folder, or what is not there', async () => {
    const { path } = await pack();
    execFileSync('mkfifo', [join(path, 'pipe')]);
    const data = packData(packFolder(path));
    expect(await refusal(() => data.open('-'))).toMatch(/^a pack reads no stdin/);
    expect(await refusal(() => data.open('pipe'))).toMatch(/^this is no ordinary file/);
    expect(await refusal(() => data.open('texts'))).toMatch(/^this is a folder, not a file/);
    expect(await refusal(() => data.open('nothing.txt'))).toMatch(/^there is no such file/);
  });
});

describe('a new pack', () => {
  it('carries the name of its folder', async () => {
    const path = join(await emptyFolder(), 'Über Words 2');
    await newPack(path, { 'more.json': '{}' });
    expect((await openPack(path)).pack).toEqual({ id: 'uber-words-2', title: 'Uber words 2' });
    expect(await readFile(join(path, 'more.json'), 'utf8')).toBe('{}');
  });

  it('needs a folder with nothing in it', async () => {
    const { path } = await pack();
    const before = await readdir(path);
    expect(await refusal(() => newPack(path, {}))).toMatch(/^there is something in this folder/);
    expect(await refusal(() => newPack(join(path, 'poem.txt'), {}))).toMatch(/^this is a file, not a folder/);
    expect(await refusal(() => newPack(join(path, 'poem.txt/new'), {}))).toMatch(/^this is a file, not a folder/);
    expect(await readdir(path)).toEqual(before);
    const empty = join(path, 'texts/empty');
    await mkdir(empty);
    expect((await newPack(empty, {})).length).toBeGreaterThan(3);
  });
});
