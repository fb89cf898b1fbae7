/** Where things are: progress, the package, and what the shell takes for `genai`. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { labIds } from '../../labs/index.ts';
import { dataFolder, packageRoot } from '../../store/folders.ts';
import { openCourse } from '../../store/lessons.ts';
import { shippedWeights } from '../../store/shipped-weights.ts';
import type { Io } from '../io.ts';
import type { Finding } from './finding.ts';
import { plural, size } from './machine.ts';

/** Bytes that progress and a few pictures take. */
const leastSpace = 10e6;

export async function examinePlaces(io: Io): Promise<Finding[]> {
  const folder = await dataFolder(io.env);
  return [...(await examineData(folder)), await examinePackage(), ...examineCommand(io)];
}

async function examineData(folder: string): Promise<Finding[]> {
  const remedy = 'set GENAI_TUTOR_HOME to a folder of yours';
  const problem = await unwritable(folder);
  const progress: Finding = {
    name: 'progress',
    value: folder,
    ok: !problem,
    note: problem && `progress cannot be kept (${problem}): ${remedy}`,
  };
  if (problem) return [progress];
  const { bavail, bsize } = await statfs(await nearest(folder));
  const free = bavail * bsize;
  const full = free < leastSpace;
  const note = full ? `progress may not be kept: make some room, or ${remedy}` : undefined;
  return [progress, { name: 'disk', value: `${size(free)} free there`, ok: !full, note }];
}

/** The folder itself, or what is above it and there: it comes into being with the first thing that is kept. */
async function nearest(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return nearest(dirname(folder));
  }
}

/** Why nothing can be kept there, if nothing can. */
async function unwritable(folder: string): Promise<string | undefined> {
  try {
    const place = await nearest(folder);
    if (!(await stat(place)).isDirectory()) return 'ENOTDIR';
    await access(place, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

async function examinePackage(): Promise<Finding> {
  const name = 'package';
  const value = packageRoot();
  try {
    const lessons = await openCourse().lessons();
    for (const name of ['diffusion', 'gpt'] as const) await shippedWeights(name);
    return { name, value: `${value}: ${plural(lessons.length, 'lesson')}, ${plural(labIds.length, 'lab')}`, ok: true };
  } catch (error) {
    return { name, value, ok: false, note: `this copy is damaged: install it again. ${(error as Error).message}` };
  }
}

/** On npm the name `genai` is somebody else's. */
function examineCommand({ env, platform }: Io): Finding[] {
  if (platform === 'win32') return []; // shims there lead nowhere that could be compared
  const file = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'genai'))
    .find(isProgram);
  if (file === undefined) {
    const note = 'it is not on the PATH: say npx genai-tutor, or npm install --global genai-tutor';
    return [{ name: 'command', value: 'genai not found', ok: true, note }];
  }
  const isOurs = realpathSync(file).startsWith(realpathSync(packageRoot()));
  const note = isOurs ? undefined : 'that is not this copy: say genai-tutor if it is another program';
  return [{ name: 'command', value: file, ok: true, note }];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
