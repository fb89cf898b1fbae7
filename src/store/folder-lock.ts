/** One program at a time in a folder. Whoever works there leaves a file that says who; what a killed one left is noticed, and does
 *  not stop the next.
 *
 *  The file of the holder is that with the highest number, `lock-1` in all quiet. One that finds a dead holder's `lock-1` does not
 *  remove it and begin anew, for another may do the same a moment before, and then its new file would be removed: it makes `lock-2`,
 *  which only one of them can. Afterwards it looks again: where there is a higher file, or a lower one of somebody alive, it
 *  steps back. */
import { open, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { InputError } from '../data/input-error.ts';
import { Damage, plainBytes } from './plain-bytes.ts';
import { birthOf, isRunning } from './processes.ts';
import { codeOf } from './read-error.ts';

const OwnerSchema = z.object({
  pid: z.int().min(1),
  host: z.string().max(300),
  /** Where the system tells it. */
  birth: z.string().max(200).optional(),
});
type Owner = z.infer<typeof OwnerSchema>;

const lockName = /^lock-([1-9]\d{0,8})$/;
export const isLock = (name: string): boolean => lockName.test(name);
const fileOf = (folder: string, number: number): string => join(folder, `lock-${number}`);

/** How long a file may be without its words before whoever made it counts as killed, in milliseconds. */
const patience = 200;

/** @param folder that is there
 *  @returns ends it
 *  @throws InputError when another program works there; system errors */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const me: Owner = { pid: process.pid, host: hostname(), birth: await birthOf(process.pid) };
  for (;;) {
    const highest = (await numbers(folder)).at(-1) ?? 0;
    if (highest > 0) await refuseIfHeld(folder, highest);
    const mine = highest + 1;
    if (!(await made(fileOf(folder, mine), me))) continue; // another was faster
    const release = (): Promise<void> => rm(fileOf(folder, mine), { force: true });
    try {
      const others = (await numbers(folder)).filter((number) => number !== mine);
      if (others.every((number) => number < mine)) {
        for (const number of others) await refuseIfHeld(folder, number);
        for (const number of others) await rm(fileOf(folder, number), { force: true });
        return release;
      }
    } catch (error) {
      await release();
      throw error;
    }
    await release();
  }
}

/** Of all such files, lowest first. */
async function numbers(folder: string): Promise<number[]> {
  const found = (await readdir(folder)).map((name) => Number(lockName.exec(name)?.[1] ?? 0));
  return found.filter((number) => number > 0).sort((a, b) => a - b);
}

/** @returns whether there was no such file yet */
async function made(path: string, me: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(`${JSON.stringify(me)}\n`);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}

async function refuseIfHeld(folder: string, number: number): Promise<void> {
  const holder = await holderOf(fileOf(folder, number));
  if (!holder) return;
  const here = holder.host === hostname();
  const who = `process ${holder.pid}${here ? '' : ` on ${holder.host}`}`;
  const sure = here && holder.birth !== undefined;
  const remedy = sure
    ? 'Wait until it is done, or name another folder.'
    : `Wait until it is done; if nothing works there, remove ${fileOf(folder, number)}.`;
  throw new InputError(`another genai works in this folder, ${who}`, folder, remedy);
}

/** Who left a file, if they are alive, or may be for all we know. */
async function holderOf(path: string): Promise<Owner | undefined> {
  for (let waited = 0; waited <= patience; waited += 20) {
    const bytes = await plainBytes(path, path, 10_000);
    if (!bytes) return undefined;
    const owner = bytes instanceof Damage ? undefined : ownerIn(bytes);
    if (owner) {
      const isElsewhere = owner.host !== hostname(); // its numbers say nothing here
      return isElsewhere || (await isRunning(owner.pid, owner.birth)) ? owner : undefined;
    }
    await setTimeout(20);
  }
  return undefined;
}

function ownerIn(bytes: Uint8Array): Owner | undefined {
  try {
    return OwnerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
