import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { birthOf, isRunning } from '../../src/store/processes.ts';
import { emptyFolder } from './folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await emptyFolder();
});
const refusal = async (): Promise<string> => {
  const error = await lockFolder(folder).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replaceAll(folder, 'runs/a');
};
const left = (number: number, owner: object): Promise<void> =>
  writeFile(join(folder, `lock-${number}`), JSON.stringify(owner));
const [pid, host] = [process.pid, hostname()];

test('one at a time, one after the other, and nothing is left', async () => {
  for (let time = 0; time < 2; time++) {
    const release = await lockFolder(folder);
    expect(JSON.parse(await readFile(join(folder, 'lock-1'), 'utf8'))).toMatchObject({ pid, host });
    expect(await refusal()).toBe(
      `another genai works in this folder, process ${pid} (runs/a). Wait until it is done, or name another folder.`,
    );
    await release();
    await release();
    expect(await readdir(folder)).toEqual([]);
  }
});

test('of many at once exactly one has it, whether or not a dead one was there before', async () => {
  for (const isLeft of [false, true, true]) {
    if (isLeft) await left(1, { pid: 99_999_999, host });
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder)));
    const winners = all.filter((one) => one.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await readdir(folder)).toEqual([isLeft ? 'lock-2' : 'lock-1']);
    await winners[0].value();
  }
});

test('a number that was given again to another process holds nothing', async () => {
  await left(1, { pid, host, birth: 'long ago' });
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test('where it cannot be known whether the holder lives, it is said what to do', async () => {
  const remedy = /Wait until it is done; if nothing works there, remove runs\/a[\\/]lock-1\.$/;
  await left(1, { pid, host }); // as on Windows
  expect(await refusal()).toMatch(remedy);
  await left(1, { pid: 99_999_999, host: 'another-computer' });
  expect(await refusal()).toMatch(/process 99999999 on another-computer \(runs\/a\)/);
  expect(await refusal()).toMatch(remedy);
});

test('who is slow to say its name is waited for; who never says it is not', async () => {
  await writeFile(join(folder, 'lock-1'), '');
  const late = setTimeout(60).then(async () => left(1, { pid, host, birth: await birthOf(pid) }));
  expect(await refusal()).toMatch(/^another genai works/);
  await late;
  await writeFile(join(folder, 'lock-1'), '\0\0\0');
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test('a holder below a dead one still holds: the dead one was about to step back', async () => {
  await left(1, { pid, host, birth: await birthOf(pid) });
  await left(2, { pid: 99_999_999, host });
  expect(await refusal()).toMatch(/^another genai works/);
  expect((await readdir(folder)).sort()).toEqual(['lock-1', 'lock-2']);
});

test.skipIf(process.platform === 'win32')('a process is told from another, and from a dead one', async () => {
  const child = spawn('sleep', ['30']);
  for (const platform of [process.platform, 'darwin'] as const) {
    const birth = await birthOf(child.pid!, platform);
    expect(birth).toBeTypeOf('string');
    expect(birth).not.toBe(await birthOf(1, platform));
    expect(await birthOf(99_999_999, platform)).toBeUndefined();
  }
  expect(await birthOf(child.pid!, 'win32')).toBeUndefined();
  const birth = await birthOf(child.pid!);
  expect(await isRunning(child.pid!, birth)).toBe(true);
  expect(await isRunning(child.pid!, 'another')).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await isRunning(child.pid!)).toBe(false);
});
