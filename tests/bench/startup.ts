/** What starting costs: processor time of `genai` beside that of an empty Node program, and the first frame of the course. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { best, table } from './table.ts';

const genai = join(import.meta.dirname, '../../dist/genai.js');
const runs = 20;

const programs: readonly (readonly [name: string, args: string])[] = [
  ['node -e 0', '-e 0'],
  ['genai --version', `'${genai}' --version`],
  ['genai sample', `'${genai}' sample "The cat sat on the" --seed 1`],
  ['genai sample --json', `'${genai}' sample "The cat sat on the" --seed 1 --json`],
  ['genai learn --list', `'${genai}' learn --list`],
];

/** Processor seconds (user and system) of one run, from the shell's own account. */
function cpu(args: string): number | undefined {
  const loop = `i=0; while [ $i -lt ${runs} ]; do '${process.execPath}' ${args} </dev/null >/dev/null 2>&1; i=$((i+1)); done; times`;
  const { stdout } = spawnSync('sh', ['-c', loop], { encoding: 'utf8' });
  const children = stdout.trim().split('\n').at(-1)?.split(' ') ?? [];
  const seconds = children.map((part) => {
    const [, minutes, rest] = /(\d+)m([\d.]+)s/.exec(part) ?? [];
    return Number(minutes) * 60 + Number(rest);
  });
  return seconds.length === 2 && seconds.every(Number.isFinite) ? (seconds[0] + seconds[1]) / runs : undefined;
}

/** Milliseconds until a program on a terminal has written something that fits. */
function firstWords(args: readonly string[], ready: RegExp): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    const { CI: _, ...env } = process.env;
    const child = spawn(process.execPath, [...args], { cols: 80, rows: 24, env: env as Record<string, string> });
    let seen = '';
    child.onData((data) => {
      seen += data;
      if (!ready.test(seen)) return;
      resolve(performance.now() - start);
      child.kill();
    });
  });
}

export async function benchStartup(): Promise<void> {
  const seconds = best(
    3,
    programs.map(
      ([, args]) =>
        () =>
          cpu(args),
    ),
  );
  const rows = programs.map(([name], i) => {
    const took = seconds[i] ?? Number.NaN;
    return [name, (took * 1000).toFixed(1), `${(took / (seconds[0] ?? Number.NaN)).toFixed(2)} ×`];
  });
  table('start-up, processor time', ['command', 'ms', 'of node -e 0'], rows);

  let [empty, course] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 7; round++) {
    empty = Math.min(empty, await firstWords(['-e', 'console.log("ready")'], /ready/));
    course = Math.min(course, await firstWords([genai, 'learn'], /Start here|Continue/));
  }
  const times = [
    ['node -e', empty.toFixed(0), ''],
    ['genai learn', course.toFixed(0), `+${(course - empty).toFixed(0)} ms`],
  ];
  table('first words on a terminal, wall clock', ['command', 'ms', 'over node'], times);
}
