/** Flags that every command has, wherever they stand on the command line. */
import { Writable } from 'node:stream';
import { InputError } from '../data/input-error.ts';
import type { Io } from './io.ts';

export const globalFlags: readonly (readonly [flag: string, about: string])[] = [
  ['--verbose', 'say more on stderr: seed, kernels, files, times'],
  ['--quiet', 'no hints and no progress on stderr, errors alone'],
  ['--no-color', 'no colours (NO_COLOR does the same)'],
  ['--debug', 'say where an error comes from'],
];

export interface Globals {
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly colourless: boolean;
  readonly debug: boolean;
}

/** What is given of them before "--", behind which all is text. */
export function globalsOf(argv: readonly string[]): Globals {
  const end = argv.indexOf('--');
  const given = new Set(end < 0 ? argv : argv.slice(0, end));
  return {
    verbose: given.has('--verbose'),
    quiet: given.has('--quiet'),
    colourless: given.has('--no-color'),
    debug: given.has('--debug'),
  };
}

/** The streams as a command is to see them. Errors do not go this way, so that --quiet cannot swallow them.
 *  @throws InputError when two of the flags contradict each other */
export function ioFor(io: Io, { verbose, quiet, colourless }: Globals): Io {
  if (verbose && quiet) {
    throw new InputError('--verbose and --quiet do not go together', undefined, 'Take one of them.');
  }
  const env = colourless ? { ...io.env, NO_COLOR: '1', FORCE_COLOR: undefined } : io.env;
  return { ...io, env, stderr: quiet ? silent() : io.stderr };
}

/** No terminal, so that nobody counts on being read there. */
const silent = (): NodeJS.WriteStream =>
  new Writable({ write: (_chunk, _encoding, done) => done() }) as unknown as NodeJS.WriteStream;
