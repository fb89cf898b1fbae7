/** The streams and the environment of one invocation, and what the streams can show. */
import type { Surface } from '../render/frame.ts';

export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Width to write at when the stream is no terminal. */
const pipeWidth = 80;

/** What a stream can show. Anything but a terminal gets plain text unless colour is forced. */
export function surfaceOf(stream: NodeJS.WriteStream, { env, platform }: Pick<Io, 'env' | 'platform'>): Surface {
  return {
    width: stream.isTTY ? stream.columns || pipeWidth : pipeWidth,
    height: stream.isTTY ? stream.rows || 24 : Number.POSITIVE_INFINITY,
    colour: colourOf(stream, env, platform),
    unicode: unicodeOf(env, platform),
  };
}

/** chalk's levels. NO_COLOR (no-color.org) counts when it is not empty; FORCE_COLOR wins over it, as in Node itself. */
function colourOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): 0 | 1 | 2 | 3 {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === 'false') return 0;
    const level = forced === '' || forced === 'true' ? 1 : Number(forced);
    if (level >= 0) return Math.min(3, Math.floor(level)) as 0 | 1 | 2 | 3;
  }
  const { TERM: term = '', COLORTERM: colorterm = '' } = env;
  if (env.NO_COLOR || term === 'dumb' || !stream.isTTY) return 0;
  if (colorterm === 'truecolor' || colorterm === '24bit' || env.WT_SESSION || /direct|kitty|ghostty/.test(term))
    return 3;
  if (platform === 'win32') return 3;
  return term.includes('256') ? 2 : 1;
}

function unicodeOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  if (platform === 'win32') return showsUnicode(env);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}

/** The console of Windows itself names nobody; its fonts lack most signs. Those that show them all make themselves known. */
function showsUnicode({ WT_SESSION, TERM_PROGRAM, ConEmuTask, TERMINAL_EMULATOR, TERM }: NodeJS.ProcessEnv): boolean {
  const known = WT_SESSION || TERM_PROGRAM || ConEmuTask || TERMINAL_EMULATOR === 'JetBrains-JediTerm';
  return Boolean(known) || TERM === 'xterm-256color' || TERM === 'alacritty';
}

/** Stands before a terminal on both sides, so that keys can be read and pictures drawn. */
export function isInteractive({ stdin, stdout, env }: Io): boolean {
  return Boolean(stdin.isTTY && stdout.isTTY) && env.TERM !== 'dumb';
}
