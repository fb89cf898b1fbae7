/** Programs of the tests at work, each with a process of its own: to be killed, or to run out of room. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Whole lines that it has said. */
  said(): string[];
  complaint(): string;
}

/** @param blocks the largest file it may write, in blocks of 512 bytes: beyond it writes fail as on a full disk */
export function start(program: string, args: readonly string[], blocks?: number): Started {
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks}; `;
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, program, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return {
    child,
    ended: once(child, 'close'),
    said: () => out.split('\n').slice(0, -1),
    complaint: () => err,
  };
}

/** Kills it at some moment after its first word. */
export async function killed({ child, ended }: Started, milliseconds: number): Promise<void> {
  await once(child.stdout!, 'data');
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await ended;
}
