/** Our own source, as lessons and `genai source` quote it. Only the folders that the package brings along. */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type Region, regionOf } from '../course/source.ts';
import { InputError } from '../data/input-error.ts';
import { nearMiss } from '../data/near-miss.ts';
import { packageRoot } from './folders.ts';

const quoted = ['data', 'labs', 'models', 'nn'];

/** Every file that can be read here, such as src/models/ngram/count.ts. */
export async function listSources(): Promise<string[]> {
  const lists = quoted.map(async (folder) => {
    const names = await readdir(join(packageRoot(), 'src', folder), { recursive: true });
    return names.filter((name) => /\.tsx?$/.test(name)).map((name) => `src/${folder}/${name.replaceAll('\\', '/')}`);
  });
  return (await Promise.all(lists)).flat().sort();
}

/** All of them at once. */
export async function readSources(): Promise<{ readonly file: string; readonly text: string }[]> {
  const read = async (file: string) => ({ file, text: await readFile(join(packageRoot(), file), 'utf8') });
  return Promise.all((await listSources()).map(read));
}

/** @throws InputError when it is none of our files */
export async function readSource(file: string): Promise<string> {
  const files = await listSources();
  const name = posix.normalize(file.replaceAll('\\', '/'));
  if (!files.includes(name)) {
    const near = nearMiss(file, files);
    const folders = quoted.map((name) => `src/${name}`).join(', ');
    const remedy = near ? `Did you mean ${near}?` : `Name a file under ${folders}.`;
    throw new InputError('this is no source file of ours', file, remedy);
  }
  return readFile(join(packageRoot(), name), 'utf8');
}

/** @throws InputError when there is no such file or region */
export async function readRegion(file: string, region?: string): Promise<Region> {
  return regionOf(await readSource(file), region, file);
}
