import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import type { Checkpoint } from '../../src/nn/checkpoint-format.ts';
import { loadCheckpoint, saveCheckpoint } from '../../src/store/checkpoint.ts';
import { emptyFolder } from './folder.ts';

const weights = (fill: number, size = 4): Checkpoint => ({
  kind: 'gan',
  about: { step: fill },
  tensors: new Map([['w', { shape: [size], data: new Float32Array(size).fill(fill) }]]),
});

const problem = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
};

test('weights come back from a file, and nothing else is left in the folder', async () => {
  const folder = await emptyFolder();
  const file = join(folder, 'weights.bin');
  await saveCheckpoint(file, weights(1));
  await saveCheckpoint(file, weights(2));
  expect(await loadCheckpoint(file, 'gan')).toEqual(weights(2));
  expect(await readdir(folder)).toEqual(['weights.bin']);
});

test('weights of something else are not taken', async () => {
  const file = join(await emptyFolder(), 'weights.bin');
  await saveCheckpoint(file, weights(1));
  expect(await problem(loadCheckpoint(file, 'gpt'))).toBe(
    `these are weights of the kind "gan", not "gpt" (${file}). Give another file.`,
  );
});

test('a file that is missing, foreign, cut off or a folder is said to be so, with its name', async () => {
  const folder = await emptyFolder();
  const file = join(folder, 'weights.bin');
  expect(await problem(loadCheckpoint(file, 'gan'))).toContain(`there is no such file (${file})`);
  await writeFile(file, 'The cat sat on the mat.');
  expect(await problem(loadCheckpoint(file, 'gan'))).toContain(`this is not a file of weights (${file})`);
  await saveCheckpoint(file, weights(1));
  await truncate(file, (await readFile(file)).length - 3);
  expect(await problem(loadCheckpoint(file, 'gan'))).toContain(`cut off (${file})`);
  expect(await problem(loadCheckpoint(folder, 'gan'))).toContain(`this is a folder, not a file (${folder})`);
});

test('a file far too large is not read', async () => {
  const file = join(await emptyFolder(), 'huge.bin');
  await writeFile(file, '');
  await truncate(file, 5 * 2 ** 30);
  expect(await problem(loadCheckpoint(file, 'gan'))).toContain('too large');
});

test('where nothing can be written it is said, and what was there stays', async () => {
  const folder = await emptyFolder();
  expect(await problem(saveCheckpoint(join(folder, 'not', 'there.bin'), weights(1)))).toContain('there.bin');
  await mkdir(join(folder, 'taken'));
  expect(await problem(saveCheckpoint(join(folder, 'taken'), weights(1)))).toContain('this is a folder, not a file');
  expect(await readdir(folder)).toEqual(['taken']);
});

test('a second write leaves the first whole until it is done', async () => {
  const file = join(await emptyFolder(), 'weights.bin');
  await saveCheckpoint(file, weights(1, 1_000_000));
  let writing = true;
  const write = saveCheckpoint(file, weights(2, 1_000_000)).finally(() => {
    writing = false;
  });
  const seen = new Set<unknown>();
  while (writing) seen.add(((await loadCheckpoint(file, 'gan')).about as { step: number }).step);
  await write;
  for (const step of seen) expect([1, 2]).toContain(step);
  expect((await loadCheckpoint(file, 'gan')).about).toEqual({ step: 2 });
});
