/** The app before a small engine, and that at a port. */
import { createApp, type Settings } from '../../src/serve/app.ts';
import type { patience } from '../../src/serve/limits.ts';
import { listen } from '../../src/serve/server.ts';
import type { Trace } from '../../src/serve/trail.ts';
import { SmallEngine } from './small-engine.ts';

export function appOf(more: Partial<Settings> = {}) {
  const engine = new SmallEngine();
  const leaving = new AbortController();
  const traces: Trace[] = [];
  const door = { hosts: new Set<string>(), addresses: false };
  const app = createApp({
    ...{ engine, door, version: '0.0.0', leaving: leaving.signal, log: (trace) => traces.push(trace) },
    ...more,
  });
  return { app, engine, leaving, traces };
}

/** @param body JSON as it is, or what becomes it */
export function post(
  app: ReturnType<typeof appOf>['app'],
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  return app.request(path, {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** At a free port; times are short. */
export async function served(
  more: Partial<Settings> = {},
  { deadline = 300, ...times }: Partial<typeof patience> & { deadline?: number } = {},
) {
  const made = appOf(more);
  const short = { headers: 250, request: 400, idle: 30_000, keepAlive: 1000, look: 50, connections: 50, ...times };
  const listening = await listen(
    made.app,
    { host: '127.0.0.1', port: 0 },
    { begun: made.leaving.signal },
    deadline,
    short,
  );
  return {
    ...made,
    ...listening,
    async close() {
      made.leaving.abort();
      await listening.closed;
    },
  };
}
