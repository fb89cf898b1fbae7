/** Whether a process that somebody wrote down is still the same one: numbers of processes are given again to others. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from './read-error.ts';

/** What no other process of this number has: when it began. Undefined when there is no such process (any more), and on systems
 *  that do not tell without much ado: Windows. */
export async function birthOf(pid: number, platform: NodeJS.Platform = process.platform): Promise<string | undefined> {
  try {
    if (platform === 'win32') return undefined;
    return await (platform === 'linux' ? bornOnLinux(pid) : bornElsewhere(pid));
  } catch {
    return undefined;
  }
}

/** Ticks since this start of the machine, and which start that was. See proc(5). */
async function bornOnLinux(pid: number): Promise<string | undefined> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // pid (name) state … : a name may hold blanks and brackets
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return hasEnded(fields[0]) ? undefined : `${boot.trim()} ${fields[19]}`;
}

async function bornElsewhere(pid: number): Promise<string | undefined> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env });
  const [state, ...start] = stdout.trim().split(/\s+/);
  return hasEnded(state) || start.length === 0 ? undefined : start.join(' ');
}

/** Nothing is left of it but its number, until somebody asks how it ended. */
const hasEnded = (state: string): boolean => /^[ZX]/.test(state);

/** @param birth of the one that is meant, where it is known */
export async function isRunning(pid: number, birth?: string): Promise<boolean> {
  try {
    process.kill(pid, 0); // asks, and does nothing to it
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
    // It is another user's. Not every system shows us those.
    return birth === undefined || ((await birthOf(pid)) ?? birth) === birth;
  }
  return birth === undefined || (await birthOf(pid)) === birth;
}
