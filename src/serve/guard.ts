/** Who may come in. A page of a foreign site can send requests to this machine from the browser of whoever reads it, and by DNS
 *  rebinding even read the answers: then Host names that site, or Origin does. So Host has to be a name of ours, and Origin, where
 *  there is one, the very same place. Whoever listens further than this machine wants a key too. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { ApiError } from './openai/error.ts';

export interface Door {
  /** Names that are ours, in small letters. */
  readonly hosts: ReadonlySet<string>;
  /** Any address is ours: no name can be rebound to stand in its place. */
  readonly addresses: boolean;
  /** To be shown by everybody, if there is one. */
  readonly key?: string;
}

/** `hostnameOf('[::1]:8080')` → `'[::1]'`, `hostnameOf('Example.org.:80')` → `'example.org'`, `hostnameOf('a b')` → undefined */
export function hostnameOf(host: string): string | undefined {
  const [, name] = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(host) ?? [];
  return name?.toLowerCase().replace(/(?<=.)\.$/, '');
}

/** This machine, seen from itself. */
export const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || name === '::1' || (name.startsWith('127.') && isIP(name) === 4);

const isAddress = (name: string): boolean => isIP(name.replace(/^\[|\]$/g, '')) !== 0;

/** @throws ApiError 403 */
export function checkHost(header: string | undefined, { hosts, addresses }: Door): void {
  const name = hostnameOf(header ?? '');
  if (name !== undefined && (isLoopback(name) || hosts.has(name) || (addresses && isAddress(name)))) return;
  const remedy = 'Whoever runs this server names the hosts that it answers to with --allow-host.';
  throw new ApiError(403, `This server does not answer to the host in this request. ${remedy}`, {
    code: 'foreign_host',
  });
}

/** @param host the header of that name, checked
 *  @throws ApiError 403 */
export function checkOrigin(origin: string | undefined, host: string, { hosts }: Door): void {
  if (origin === undefined) return;
  const [, place] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? [];
  const name = place && hostnameOf(place);
  if (name && (place.toLowerCase() === host.toLowerCase() || hosts.has(name))) return;
  throw new ApiError(403, 'Pages of other sites may not use this server.', { code: 'foreign_origin' });
}

/** @param authorization the header of that name
 *  @throws ApiError 401 */
export function checkKey(authorization: string | undefined, { key }: Door): void {
  if (key === undefined) return;
  const [, shown] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const headers = { 'www-authenticate': 'Bearer' };
  if (shown === undefined) {
    const message = 'There is no API key in this request. Send it as the header "Authorization: Bearer KEY".';
    throw new ApiError(401, message, { code: 'missing_api_key', headers });
  }
  if (!isSame(shown, key))
    throw new ApiError(401, 'This API key is not the right one.', { code: 'invalid_api_key', headers });
}

/** In a time that tells nothing of where they differ, nor of their lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
