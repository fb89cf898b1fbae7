/** The built program as a person's shell runs it: a process with its own folder, its own data and no terminal. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type Ran, said } from './said.ts';

export const program = fileURLToPath(new URL('../../dist/genai.js', import.meta.url));
if (!existsSync(program)) throw new Error('dist/genai.js is missing: run "npm run build" first');

/** One folder for the tests of a file, gone afterwards. */
export const folder = await mkdtemp(join(tmpdir(), 'genai-tutor-cli-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

export interface Given {
  /** What comes in on stdin; nothing unless given. */
  readonly stdin?: string | Uint8Array;
  /** Beside the quiet environment of a pipe. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Kept open; a signal is sent as soon as the program has read from it. */
  readonly killReading?: NodeJS.Signals;
  /** A signal sent as soon as this many bytes have come out, on stdout and stderr. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly after: number };
  /** stdout is closed as soon as this many bytes have come out, as `head -c` does. */
  readonly closeAfter?: number;
}

/** Runs `genai` with these arguments. */
export function genai(args: readonly string[], given: Given = {}): Promise<Ran> {
  return run(process.execPath, [program, ...args], given);
}

/** Runs any program in the same surroundings. */
export function run(command: string, args: readonly string[], given: Given = {}): Promise<Ran> {
  const { PATH, SystemRoot } = process.env;
  const quiet = { LANG: 'C.UTF-8', TERM: 'xterm-256color', GENAI_TUTOR_HOME: join(folder, 'home') };
  const env = Object.fromEntries(
    Object.entries({ PATH, SystemRoot, ...quiet, ...given.env }).filter(([, value]) => value !== undefined),
  );
  const child = spawn(command, args, { cwd: given.cwd ?? folder, env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let length = 0;
  const seen = (chunk: Buffer): void => {
    length += chunk.length;
    if (given.kill && length >= given.kill.after && !child.killed) child.kill(given.kill.signal);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    out.push(chunk);
    seen(chunk);
    if (given.closeAfter !== undefined && length >= given.closeAfter) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err.push(chunk);
    seen(chunk);
  });
  child.stdin.on('error', () => {}); // it need not read what it is given
  if (given.killReading === undefined) child.stdin.end(given.stdin ?? '');
  else child.stdin.write(given.stdin ?? '', () => child.kill(given.killReading));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8'), status });
    });
  });
}

export const { output, refusal } = said(genai);
