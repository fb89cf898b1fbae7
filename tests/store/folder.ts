/** A folder of its own for each test, or for all tests of a file, gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const make = (): Promise<string> => mkdtemp(join(tmpdir(), 'genai-tutor-test-'));
const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

export async function emptyFolder(): Promise<string> {
  const folder = await make();
  onTestFinished(() => remove(folder));
  return folder;
}

export async function folderOfFile(): Promise<string> {
  const folder = await make();
  afterAll(() => remove(folder));
  return folder;
}
