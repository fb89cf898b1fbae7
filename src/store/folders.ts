/** Where things are: what the learner's data is kept in, and where this package stands. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** GENAI_TUTOR_HOME, else the platform's folder for data. It need not exist yet. */
export async function dataFolder(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.GENAI_TUTOR_HOME) return resolve(env.GENAI_TUTOR_HOME);
  const { default: envPaths } = await import('env-paths');
  return envPaths('genai-tutor', { suffix: '' }).data;
}

/** With all folders above it. (Node's own `recursive` never ends where a system refuses with ENOENT, as /proc does.)
 *  @throws system errors */
export async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  await mkdir(folder).catch((error) => {
    if (error.code !== 'EEXIST') throw error; // another program was faster
  });
}

/** The folder of this package: from the sources as from the bundle, wherever in it this code stands. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'genai-tutor') return folder;
    const above = dirname(folder);
    if (above === folder) throw new Error('this copy of genai-tutor is incomplete: it has no package.json');
    folder = above;
  }
}
