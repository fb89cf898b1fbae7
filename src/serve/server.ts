/** The app at a port: connections, how long they may take, and how they end. */
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { InputError } from '../data/input-error.ts';
import { codeOf } from '../store/read-error.ts';
import { jsonResponse } from './json-response.ts';
import { type Patience, patience } from './limits.ts';
import { ApiError } from './openai/error.ts';

/** What answers a request. */
export type Fetch = (request: Request, sockets: HttpBindings) => Response | Promise<Response>;

export interface Place {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

export interface Listening {
  /** Where it is found from this machine. */
  readonly url: string;
  readonly port: number;
  /** When the last connection is closed, some time after `leaving`. */
  readonly closed: Promise<void>;
}

/** When the server goes. */
export interface Leaving {
  /** Aborted: nobody new comes in, what runs may end. */
  readonly begun: AbortSignal;
  /** Aborted: what runs is cut off. */
  readonly atOnce?: AbortSignal;
}

/** @param deadline milliseconds that what runs has to end; then it is cut off
 *  @throws InputError when the place cannot be had */
export async function listen(
  { fetch }: { readonly fetch: Fetch },
  { host, port }: Place,
  leaving: Leaving,
  deadline: number,
  times: Patience = patience,
): Promise<Listening> {
  const listener = getRequestListener((request, sockets) => fetch(request, sockets as HttpBindings), {
    overrideGlobalObjects: false,
    errorHandler: () => {
      const error = new ApiError(400, 'This request cannot be understood: its target or its host is missing or wrong.');
      return jsonResponse(error.body, error.status, { connection: 'close' });
    },
  });
  const server = createServer({ connectionsCheckingInterval: times.look, maxHeaderSize: 16 * 1024 }, listener);
  Object.assign(server, {
    headersTimeout: times.headers,
    requestTimeout: times.request,
    keepAliveTimeout: times.keepAlive,
    timeout: times.idle,
    maxConnections: times.connections,
  });
  await bound(server, host, port);
  const { port: taken } = server.address() as { port: number };
  return { url: urlOf(host, taken), port: taken, closed: closing(server, leaving, deadline, times.look) };
}

function bound(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, port)));
    server.listen({ host, port }, resolve);
  });
}

function refusal(error: Error, port: number): Error {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return new InputError(`port ${port} is in use`, '--port', 'Take another one, or 0 for any that is free.');
  }
  if (code === 'EACCES') {
    return new InputError(`port ${port} may not be used by everybody`, '--port', 'Take one from 1024 up.');
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') {
    return new InputError(
      'this is no address of this machine',
      '--host',
      'Take 127.0.0.1, or 0.0.0.0 for all there are.',
    );
  }
  return error;
}

/** Where every address is listened to, this machine's own will do. */
function urlOf(host: string, port: number): string {
  const named = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(named) ? `[${named}]` : named}:${port}`;
}

/** Resolves when all connections are closed: by themselves, or by us at the deadline. */
function closing(server: Server, { begun, atOnce }: Leaving, deadline: number, look: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = (): void => server.closeAllConnections();
    const leave = (): void => {
      // One that has just had its answer would wait for another request.
      const idle = setInterval(() => server.closeIdleConnections(), Math.min(look, 100));
      const late = setTimeout(cutOff, deadline);
      atOnce?.addEventListener('abort', cutOff);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(late);
        atOnce?.removeEventListener('abort', cutOff);
        resolve();
      });
      server.closeIdleConnections();
    };
    if (begun.aborted) leave();
    else begun.addEventListener('abort', leave, { once: true });
  });
}
