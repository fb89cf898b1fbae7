/** What the terminal can show, and why not more. */
import { clean } from '../../render/clean.ts';
import { type Io, surfaceOf } from '../io.ts';
import type { Finding } from './finding.ts';

/** Columns and rows that the full screen needs. */
const least = { width: 40, height: 12 };

export function examineTerminal(io: Io): Finding[] {
  const { stdin, stdout, env } = io;
  const { width, height, colour, unicode } = surfaceOf(stdout, io);
  const dumb = env.TERM === 'dumb';
  const small = stdout.isTTY && (width < least.width || height < least.height);
  const name = clean([env.TERM, env.TERM_PROGRAM].filter(Boolean).join(', '));
  return [
    {
      name: 'terminal',
      value: stdout.isTTY ? `${width} x ${height}${name && ` (${name})`}` : 'no terminal',
      ok: !small,
      note: small
        ? `the course needs at least ${least.width} x ${least.height}: make the window larger, or take genai learn --plain`
        : !stdout.isTTY
          ? 'output goes into a pipe or a file: the course is read as text, labs give their result alone'
          : dumb
            ? 'TERM is dumb: nothing is drawn over, so there are no screens and no moving pictures'
            : undefined,
    },
    {
      name: 'keyboard',
      value: stdin.isTTY ? 'here' : 'no terminal',
      ok: true,
      note: stdin.isTTY ? undefined : 'input comes from a pipe or a file: lessons are read out and ask no questions',
    },
    {
      name: 'colours',
      value: ['none', '16', '256', '16 million'][colour],
      ok: true,
      note: colour === 0 && stdout.isTTY ? whyColourless(env) : undefined,
    },
    {
      name: 'characters',
      value: unicode ? 'Unicode' : 'ASCII only',
      ok: true,
      note: unicode ? undefined : `boxes, bars and curves are made of ASCII${asciiRemedy(io)}`,
    },
  ];
}

function whyColourless({ FORCE_COLOR, NO_COLOR }: NodeJS.ProcessEnv): string {
  const why = FORCE_COLOR !== undefined ? 'FORCE_COLOR says so' : NO_COLOR ? 'NO_COLOR is set' : 'TERM is dumb';
  return `${why}: what colours would tell apart has signs of its own`;
}

function asciiRemedy({ env: { TERM }, platform }: Io): string {
  if (platform === 'win32') return ': Windows Terminal shows more';
  if (TERM === 'dumb' || TERM === 'linux') return `: TERM is ${TERM}`;
  return ': set LANG to a UTF-8 locale, such as C.UTF-8';
}
