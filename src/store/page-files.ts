/** The page of `genai serve --web`: files beside the sources, which the build copies to where it puts everything. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './folders.ts';
import { readError } from './read-error.ts';

const place = import.meta.url.endsWith('.ts') ? 'src/serve/page' : 'dist/page';

/** Text by name of its file.
 *  @throws InputError when this copy of the program lacks it */
export async function pageFiles(): Promise<Map<string, string>> {
  const folder = join(packageRoot(), place);
  try {
    const names = (await readdir(folder)).filter((name) => /\.(html|css|js)$/.test(name)).sort();
    return new Map(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
    );
  } catch (error) {
    throw readError(error, place);
  }
}
