import { mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { claim } from '../../src/store/out-file.ts';
import { emptyFolder } from './folder.ts';

const bytes = new Uint8Array([1, 2, 3]);
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await emptyFolder();
  path = join(folder, 'a.png');
});
const failure = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('it went well'),
    (error) => error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error.message.replaceAll(folder, 'FOLDER');
};

test('a claim touches nothing; a write leaves the file alone in its folder', async () => {
  const file = await claim(path, false);
  expect(await readdir(folder)).toEqual([]);
  await file.write(bytes);
  expect(await readdir(folder)).toEqual(['a.png']);
  expect(new Uint8Array(await readFile(path))).toEqual(bytes);
});

test('what is written again and again replaces what was written before, but nothing of others', async () => {
  const file = await claim(path, false);
  await file.write(new Uint8Array([9]));
  await file.write(bytes);
  expect(new Uint8Array(await readFile(path))).toEqual(bytes);
  expect(await failure(claim(path, false))).toContain('exists already');
});

test('what is no name for a file on Windows is refused there before any work, and elsewhere is one', async () => {
  const told = await failure(claim('nul.png', false, '--out', 'win32'));
  expect(told).toBe('nul.png is a device on Windows, not a file (--out). Name another file.');
  await claim(join(folder, 'nul.png'), false, '--out', 'linux');
});

test('a view into a larger buffer is written as what it shows', async () => {
  await (await claim(path, false)).write(new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 4));
  expect(new Uint8Array(await readFile(path))).toEqual(bytes);
});

test('a file that is replaced keeps its link and who may read it', async () => {
  await writeFile(join(folder, 'there.png'), 'mine', { mode: 0o640 });
  await symlink('there.png', path);
  await (await claim(path, true)).write(bytes);
  expect(await readlink(path)).toBe('there.png');
  expect(new Uint8Array(await readFile(join(folder, 'there.png')))).toEqual(bytes);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o640);
});

describe('a file that exists', () => {
  test('stays', async () => {
    await writeFile(path, 'mine');
    expect(await failure(claim(path, false))).toBe('FOLDER/a.png exists already (--out). Add --force to replace it.');
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
  test('stays when it came after the claim', async () => {
    const file = await claim(path, false);
    await writeFile(path, 'mine');
    expect(await failure(file.write(bytes))).toMatch(/exists already/);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
  test('goes with --force', async () => {
    await writeFile(path, 'a longer text than three bytes');
    await (await claim(path, true)).write(bytes);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
  });
  test('is replaced where a link leads', async () => {
    await mkdir(join(folder, 'far'));
    await writeFile(join(folder, 'far', 'b.png'), 'old');
    await symlink(join('far', 'b.png'), path);
    await (await claim(path, true)).write(bytes);
    expect(new Uint8Array(await readFile(join(folder, 'far', 'b.png')))).toEqual(bytes);
  });
});

describe('what cannot be', () => {
  test('a folder that is missing', async () => {
    expect(await failure(claim(join(folder, 'no', 'a.png'), false))).toBe(
      'there is no folder FOLDER/no (--out). Make it first, or name another one.',
    );
  });
  test('a file as a folder', async () => {
    await writeFile(path, '');
    expect(await failure(claim(join(path, 'b.png'), false))).toMatch(/^FOLDER\/a.png is no folder \(--out\)/);
  });
  test('a folder as a file, forced or not', async () => {
    await mkdir(path);
    for (const force of [false, true]) {
      expect(await failure(claim(path, force))).toBe('FOLDER/a.png is a folder (--out). Name a file in it.');
    }
  });
  test('a device, forced or not', async () => {
    for (const force of [false, true]) expect(await failure(claim('/dev/null', force))).toMatch(/no ordinary file/);
  });
  test('a name that is too long', async () => {
    expect(await failure(claim(join(folder, 'x'.repeat(5000)), false))).toMatch(
      /^there can be no file with a name as long as/,
    );
  });
  test('a folder that vanished meanwhile', async () => {
    const there = join(folder, 'there');
    await mkdir(there);
    const file = await claim(join(there, 'a.png'), false, '--film');
    await rm(there, { recursive: true });
    expect(await failure(file.write(bytes))).toMatch(/^there is no folder FOLDER\/there \(--film\)/);
  });
});

const writing = vi.hoisted(() => ({ code: '' }));
vi.mock('../../src/store/whole-file.ts', async (original) => {
  const { writeWhole } = await original<typeof import('../../src/store/whole-file.ts')>();
  return {
    writeWhole: (...all: Parameters<typeof writeWhole>) =>
      writing.code ? Promise.reject(Object.assign(new Error('no'), { code: writing.code })) : writeWhole(...all),
  };
});

test.each([
  ['ENOSPC', 'the disk is full; nothing was written to FOLDER/a.png (--out). Make some room, or name another folder.'],
  ['EACCES', 'there is no permission to write FOLDER/a.png (--out). Name a folder of yours.'],
  ['EIO', 'writing failed (EIO) at FOLDER/a.png (--out).'],
])('%s is said plainly', async (code, message) => {
  const file = await claim(path, false);
  writing.code = code;
  expect(await failure(file.write(bytes)).finally(() => (writing.code = ''))).toBe(message);
  expect(await readdir(folder)).toEqual([]);
});
