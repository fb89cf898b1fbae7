/** The HTTP side of `genai serve`: routes, and what stands before all of them. It knows no model and no socket: tests call it by
 *  `app.request()`. Read next: ./openai/answers.ts, ./guard.ts, ./server.ts */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { readBody } from './body.ts';
import { Call, type Service } from './call.ts';
import { checkHost, checkKey, checkOrigin, type Door } from './guard.ts';
import { jsonResponse } from './json-response.ts';
import { limits } from './limits.ts';
import { Metrics } from './metrics.ts';
import { chat } from './openai/chat.ts';
import { completions } from './openai/completions.ts';
import { embeddings } from './openai/embeddings.ts';
import { ApiError, asApiError } from './openai/error.ts';
import { images } from './openai/images.ts';
import { model, models } from './openai/models.ts';
import { seedName } from './openai/shape.ts';
import { type Trace, Trail, vanished } from './trail.ts';
import { assetsOf, pagePolicy } from './web.ts';
import { welcome } from './welcome.ts';
import type { WhoListens } from './witness.ts';

export interface Settings extends Omit<Service, 'since'> {
  readonly door: Door;
  /** Aborted when the server shuts down: what runs goes on, what comes is sent away. */
  readonly leaving: AbortSignal;
  /** Files of the page at `/`, by name; without them there is text. */
  readonly page?: ReadonlyMap<string, string>;
  /** Is told of every request when it has ended. */
  readonly log: (trace: Trace) => void;
  /** Who hears what is asked of the API and what it answers; else nobody does. */
  readonly whoListens?: WhoListens;
}

interface Env {
  Variables: { trail: Trail };
  /** Of the socket; without one there is none. */
  Bindings: Partial<HttpBindings>;
}

type Posted = (body: Readonly<Record<string, unknown>>, call: Call) => Promise<Response>;

/** Pages of this server load nothing from elsewhere, and are shown in no frame of another. */
const safety = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

export function createApp({ door, leaving, log, page, whoListens, ...offered }: Settings): Hono<Env> {
  const service: Service = { ...offered, since: Math.floor(Date.now() / 1000) };
  const metrics = new Metrics();
  const app = new Hono<Env>();
  const routes = new Map<string, string>();
  const assets = page ? assetsOf(page) : [];
  /** Without a key too: they tell nothing that is worth one. */
  const open = new Set(['/', '/healthz', ...assets.map(({ path }) => path)]);

  const tell = (trail: Trail, trace: Trace): void => {
    metrics.add(trail, trace);
    log(trace);
  };

  app.use(async (context, next) => {
    const { method, path, raw } = context.req;
    const trail = new Trail(method, path, tell);
    trail.route = routeOf(path, routes);
    context.set('trail', trail);
    const { signal } = raw; // asked for at once, so that it hears the client go
    await next();
    const { headers, status } = context.res;
    const seed = headers.get(seedName);
    if (trail.witness && seed !== null) trail.witness.seed = Number(seed);
    headers.set('x-request-id', trail.id);
    for (const [name, value] of Object.entries(safety)) if (!headers.has(name)) headers.set(name, value);
    if (leaving.aborted) headers.set('connection', 'close');
    if (!trail.streams) trail.end(signal.aborted ? vanished : status);
  });

  app.use(async (context, next) => {
    const host = context.req.header('host');
    checkHost(host, door);
    checkOrigin(context.req.header('origin'), host ?? '', door);
    const { method, path } = context.req;
    if (!open.has(path)) checkKey(context.req.header('authorization'), door);
    // Not before: what strangers ask is no run of a lesson.
    if (whoListens && (method === 'POST' || path.startsWith('/v1/'))) context.var.trail.listenedTo(whoListens);
    if (leaving.aborted && path !== '/metrics') {
      throw new ApiError(503, 'This server is shutting down.', {
        code: 'shutting_down',
        headers: { 'retry-after': '5' },
      });
    }
    await next();
  });

  const get = (path: string, answer: (context: Context<Env>) => Response): void => {
    routes.set(path, 'GET, HEAD');
    app.get(path, answer);
  };
  const post = (path: string, answer: Posted): void => {
    routes.set(path, 'POST');
    app.post(path, async (context) => {
      const body = await readBody(context.req.raw, limits.body);
      const {
        var: { trail },
        req: { raw },
        env,
      } = context;
      if (trail.witness) trail.witness.asked = body;
      const call = new Call(service, trail, raw.signal, env?.incoming?.socket.remoteAddress);
      try {
        return await answer(body, call);
      } catch (thrown) {
        throw call.failure(thrown);
      } finally {
        if (!trail.streams) call.close();
      }
    });
  };

  for (const { path, type, text } of assets) {
    get(path, (context) => context.body(text, 200, { 'content-type': type, 'content-security-policy': pagePolicy }));
  }
  if (!page) {
    get('/', (context) => {
      const base = `http://${context.req.header('host')}`;
      return context.text(welcome(base, service.engine.models, door.key !== undefined));
    });
  }
  get('/healthz', () => jsonResponse({ status: 'ok' }));
  get('/metrics', (context) =>
    context.body(metrics.text(service.engine.load, leaving.aborted), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  get('/v1/models', () => jsonResponse(models(service)));
  get('/v1/models/:id', (context) => jsonResponse(model(context.req.param('id') ?? '', service)));
  post('/v1/completions', completions);
  post('/v1/chat/completions', chat);
  post('/v1/embeddings', embeddings);
  post('/v1/images/generations', images);

  app.notFound((context) => {
    const { path, method } = context.req;
    const { trail } = context.var;
    const allow = routes.get(trail.route);
    if (allow === undefined) {
      const message = `There is nothing at ${shortened(path)}. GET / says what there is.`;
      return refused(trail, new ApiError(404, message, { code: 'unknown_url' }));
    }
    const message = `${shortened(method)} is not possible at ${shortened(path)}: it takes ${allow}.`;
    return refused(trail, new ApiError(405, message, { code: 'method_not_allowed', headers: { allow } }));
  });
  app.onError((thrown, { var: { trail } }) => refused(trail, thrown));
  return app;
}

function refused(trail: Trail, thrown: unknown): Response {
  const { status, body, detail } = trail.failed(thrown, asApiError(thrown));
  return jsonResponse(body, status, detail.headers);
}

/** Numbers are kept by patterns, of which there are few, not by whatever is asked for. */
function routeOf(path: string, routes: ReadonlyMap<string, string>): string {
  if (routes.has(path)) return path;
  return /^\/v1\/models\/[^/]+$/.test(path) ? '/v1/models/:id' : 'other';
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
