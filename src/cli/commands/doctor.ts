/** `genai doctor`: what works here, what does not and why, and where things are kept. */

import { access, constants } from 'node:fs/promises';
import type { Command } from 'commander';
import { simdProblem } from '../../nn/kernels/simd/simd.ts';
import { clean } from '../../render/clean.ts';
import { dataFolder, makeFolder, packageRoot } from '../../store/folders.ts';
import type { CommandContext } from '../context.ts';
import { type Io, isInteractive, surfaceOf } from '../io.ts';
import { version } from '../version.ts';

interface Finding {
  readonly name: string;
  readonly value: string;
  /** Something is missing; `note` says what does not work without it. */
  readonly ok: boolean;
  readonly note?: string;
}

export function register(command: Command, context: CommandContext): void {
  command.option('--json', 'machine-readable output').action(async () => {
    const { io, out } = context;
    const findings = await examine(io);
    if (command.opts().json) await out.json({ version: version(), findings });
    else await out.write(report(findings));
    context.status = findings.every(({ ok }) => ok) ? 0 : 1;
  });
}

async function examine(io: Io): Promise<Finding[]> {
  const { stdout, env } = io;
  const { width, height, colour, unicode } = surfaceOf(stdout, io);
  const size = stdout.isTTY ? `${width} x ${height}` : 'no terminal';
  const folder = await dataFolder(env);
  const problem = await writable(folder);
  const slow = simdProblem();
  const small = stdout.isTTY && (width < 40 || height < 12);
  return [
    { name: 'version', value: version(), ok: true },
    { name: 'node', value: process.versions.node, ok: true },
    { name: 'system', value: `${io.platform} ${process.arch}`, ok: true },
    {
      name: 'terminal',
      value: size,
      ok: !small,
      note: small
        ? 'the course needs at least 40 x 12'
        : isInteractive(io)
          ? undefined
          : 'the course is read as text here',
    },
    { name: 'colours', value: ['none', '16', '256', '16 million'][colour], ok: true },
    {
      name: 'kernels',
      value: slow ? 'plain' : 'simd, plain',
      ok: true,
      note: slow && `simd does not run here (${slow}): networks learn as well, but more slowly`,
    },
    { name: 'characters', value: unicode ? 'Unicode' : 'ASCII only', ok: true },
    {
      name: 'progress',
      value: folder,
      ok: !problem,
      note: problem && `progress cannot be kept (${problem}): set GENAI_TUTOR_HOME to a folder of yours`,
    },
    { name: 'package', value: packageRoot(), ok: true },
  ];
}

async function writable(folder: string): Promise<string | undefined> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** Lines of any length: a path that is cut helps nobody. */
function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, value, ok, note }) => [
    `${ok ? 'ok' : 'NO'}  ${name.padEnd(width)}  ${clean(value)}`,
    ...(note ? [`    ${' '.repeat(width)}  ${note}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}
