/** Programs of the tests in one file each, so that plain Node starts them at once: some are started many times, to be killed. */
import { join } from 'node:path';
import { build } from 'tsup';

/** @param name of a file in this folder
 *  @returns what to give to Node */
export async function bundled(name: string, folder: string): Promise<string> {
  const entry = { [name]: `tests/store/${name}.ts` };
  await build({ entry, outDir: folder, format: 'cjs', noExternal: [/./], config: false, silent: true, clean: false });
  return join(folder, `${name}.cjs`);
}
