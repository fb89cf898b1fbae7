/** Programs that do the same work, each in a process of its own, in turn; and how many times faster ours are. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measured } from './peers/measure.ts';
import { best, digits, table } from './table.ts';

export interface Effort {
  readonly rounds: number;
  /** Of measuring, for each program in each round. */
  readonly seconds: number;
}

export interface Rival {
  readonly name: string;
  readonly command: readonly string[];
  /** Ours have a column each, in which the others are compared with them. */
  readonly column?: string;
}

/** Milliseconds after which a program is not asked again. */
const patience = 60_000;

const peer = (name: string): string => join(import.meta.dirname, 'peers', name);

/** A program of ours, or one in JavaScript. */
export const node = (file: string, ...args: readonly (string | number)[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  peer(file),
  ...args.map(String),
];

/** Debian's PyTorch belongs to Debian's Python, which need not be the first one on the path. */
export function torch(file: string, ...args: readonly (string | number)[]): string[] {
  const pythons = ['python3', '/usr/bin/python3'];
  const python = pythons.find((name) => spawnSync(name, ['-c', 'import torch']).status === 0) ?? pythons[0];
  return [python, '-B', peer(file), ...args.map(String)];
}

/** What a program says, or why it says nothing. */
export function ask<T>([program, ...args]: readonly string[]): { said?: T; reason?: string } {
  const { stdout, stderr, status, signal } = spawnSync(program, args, { encoding: 'utf8', cwd: import.meta.dirname });
  if (status === 0) return { said: JSON.parse(stdout.trim().split('\n').at(-1)!) as T };
  if (signal) return { reason: `ended by ${signal}` };
  if (!stderr || /Cannot find package|No module named/.test(stderr)) return { reason: 'not here' };
  const line = stderr.split('\n').find((text) => /^\w*Error\b/.test(text)) ?? stderr.trim().split('\n').at(-1)!;
  return { reason: `cannot: ${line.replace(/^\w*Error: /, '')}` };
}

/** Runs them all and prints a row for each.
 *  @param tolerance how far an answer may be from that of the first, of its size; a program that is further off computes
 *    something else, and is not compared */
export function race(title: string, rivals: readonly Rival[], { rounds }: Effort, tolerance = 1e-3): void {
  const answers: ReturnType<typeof ask<Measured>>[] = [];
  const slow = rivals.map(() => false);
  const times = best(
    rounds,
    rivals.map(({ command }, i) => () => {
      const start = performance.now();
      if (!slow[i]) answers[i] = ask<Measured>(command);
      slow[i] ||= performance.now() - start > patience;
      return answers[i].said?.milliseconds;
    }),
  );
  const first = answers[0].said;
  const off = (i: number): string | undefined => {
    const { said, reason } = answers[i];
    return said ? first && difference(first, said, tolerance) : (reason ?? 'failed');
  };
  const ours = rivals.flatMap(({ column }, i) => (column && !off(i) ? [{ column, time: times[i]! }] : []));
  const rows = rivals.map(({ name }, i) => {
    const [time, wrong] = [times[i], off(i)];
    if (time === undefined || wrong) return [name, '-', '-', ...ours.map(() => ''), wrong ?? 'failed'];
    const ratios = ours.map((own) => `${digits(time / own.time)} ×`);
    return [name, digits(time), digits(1000 / time), ...ratios, ''];
  });
  const size = first?.parameters === undefined ? '' : `; ${first.parameters.toLocaleString('en')} parameters`;
  table(`${title}${size}`, ['program', 'ms', 'a second', ...ours.map(({ column }) => `${column} is`), ''], rows);
}

/** Why two programs have not done the same, if so. */
export function difference(a: Measured, b: Measured, tolerance: number): string | undefined {
  if (a.parameters !== b.parameters) return `trains ${b.parameters} numbers instead of ${a.parameters}`;
  const [expected, found] = [a.answers ?? [], b.answers ?? []];
  const at = expected.findIndex((x, i) => !(Math.abs(x - found[i]) <= tolerance * Math.max(1e-9, Math.abs(x))));
  if (at < 0 && expected.length === found.length) return undefined;
  return `computes something else: ${found[at]} instead of ${expected[at]}`;
}
