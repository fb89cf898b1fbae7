/** A manual page on a terminal, shown by the program for that. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../data/input-error.ts';

/** @param page in the language of man(7)
 *  @returns the exit status of `man`
 *  @throws InputError when there is no such program */
export async function showPage(page: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'genai-man-'));
  try {
    const file = join(folder, 'genai.1');
    await writeFile(file, page);
    // A name with a slash in it is a file to every man.
    const man = spawn('man', [file], { stdio: 'inherit' });
    return await new Promise<number>((resolve, reject) => {
      man.on('error', () => {
        const remedy = 'Read genai help <command>, or keep the page: genai man > genai.1.';
        reject(new InputError('there is no program "man" here to show it', undefined, remedy));
      });
      man.on('close', (status) => resolve(status ?? 1));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
