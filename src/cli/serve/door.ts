/** Who may come in, from the flags: at which address, by which names, with which key. */
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { InputError, quoted } from '../../data/input-error.ts';
import { type Door, hostnameOf, isLoopback } from '../../serve/guard.ts';

interface Flags {
  readonly host?: string;
  readonly allowHost?: readonly string[];
  readonly key?: string;
  /** Nothing can be told: a key that was made would stay unknown. */
  readonly silent: boolean;
}

export interface Opened {
  readonly host: string;
  readonly door: Door;
  /** The key was made here: nobody knows it yet. */
  readonly made: boolean;
}

/** @param fromEnvironment GENAI_API_KEY
 *  @throws InputError when something given is not possible */
export function doorOf({ host = '127.0.0.1', allowHost = [], key, silent }: Flags, fromEnvironment?: string): Opened {
  if (host !== 'localhost' && isIP(host) === 0) {
    throw new InputError(
      `${quoted(host)} is no address`,
      '--host',
      'Give 127.0.0.1, or 0.0.0.0 for all of this machine.',
    );
  }
  const given = key ?? (fromEnvironment || undefined);
  if (given !== undefined && !/^[\x21-\x7e]+$/.test(given)) {
    const where = key === undefined ? 'GENAI_API_KEY' : '--key';
    throw new InputError('this cannot be a key', where, 'Take letters, digits and signs of ASCII, without blanks.');
  }
  const addresses = !isLoopback(host);
  const made = addresses && given === undefined;
  if (made && silent) {
    const what = 'a key is needed where others can reach it, and --quiet would not tell one that is made';
    throw new InputError(what, '--host', 'Give one with --key or GENAI_API_KEY.');
  }
  const hosts = new Set(allowHost.map(nameOf));
  return { host, made, door: { hosts, addresses, key: made ? freshKey() : given } };
}

/** 192 bits: nobody guesses it. */
const freshKey = (): string => `sk-${randomBytes(24).toString('base64url')}`;

function nameOf(name: string): string {
  const host = hostnameOf(name);
  if (host !== undefined) return host;
  throw new InputError(
    `${quoted(name)} is no name of a host`,
    '--allow-host',
    'Give it without http:// and path: tutor.example.org.',
  );
}
