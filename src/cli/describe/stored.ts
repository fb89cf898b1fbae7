/** What the build wrote down of the command line, so that a completion need not load every command. Beside the sources there
 *  are no such files: there the commands themselves are asked. */
import { readFile } from 'node:fs/promises';
import type { Definition } from './definition.ts';

export async function stored(): Promise<Definition | undefined> {
  const text = await besideTheBundle('commands.json');
  return text === undefined ? undefined : (JSON.parse(text) as Definition);
}

/** The manual page, as the build wrote it down: it bears that day's date. */
export const storedPage = (): Promise<string | undefined> => besideTheBundle('genai.1');

async function besideTheBundle(name: string): Promise<string | undefined> {
  if (import.meta.url.endsWith('.ts')) return undefined;
  try {
    return await readFile(new URL(name, import.meta.url), 'utf8');
  } catch {
    return undefined; // the build is about to write it
  }
}
