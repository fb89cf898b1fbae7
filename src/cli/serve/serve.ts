/** `genai serve` at work: listens, opens the models, and goes when it is told to. */
import type { Command } from 'commander';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import { escapedJson } from '../../render/escaped-json.ts';
import { createApp } from '../../serve/app.ts';
import type { Engine } from '../../serve/engine.ts';
import { Pool, type PoolOptions } from '../../serve/pool.ts';
import { safetyFilter } from '../../serve/safety.ts';
import { type Fetch, listen } from '../../serve/server.ts';
import { pageUrl } from '../../serve/web.ts';
import { curlLine } from '../../serve/welcome.ts';
import { pageFiles } from '../../store/page-files.ts';
import { filesIn, refuseBoth } from '../chat/files.ts';
import type { CommandContext } from '../context.ts';
import { wholeNumber } from '../flags.ts';
import { globalsOf } from '../globals.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { version } from '../version.ts';
import { doorOf, type Opened } from './door.ts';
import { Leaving } from './leaving.ts';
import { lessonListener } from './lesson-listener.ts';

interface Flags {
  readonly port?: string;
  readonly host?: string;
  readonly allowHost?: readonly string[];
  readonly key?: string;
  readonly run?: string;
  readonly weights?: string;
  readonly corpus?: string;
  readonly threads?: string;
  readonly batch?: string;
  readonly filter: boolean;
  readonly web?: boolean;
  readonly kernel?: KernelName;
}

/** Milliseconds that answers may take to end when it goes. */
const deadline = 10_000;

export async function serve(command: Command, context: CommandContext): Promise<void> {
  const { io, argv, signal } = context;
  const { run, weights, corpus, kernel, filter, web, ...flags } = command.opts<Flags>();
  const port = wholeNumber(flags.port ?? '8080', '--port', 0, 65_535);
  const threads = wholeNumber(flags.threads ?? '1', '--threads', 1, 64);
  const places = wholeNumber(flags.batch ?? '32', '--batch', 1, 256);
  const opened = doorOf({ ...flags, silent: globalsOf(argv).quiet }, io.env.GENAI_API_KEY);
  refuseBoth({ run, weights });
  if (kernel) await sayIfNot(kernel, io);
  const { files, notes } = run === undefined ? { notes: [] } : await filesIn(run);
  for (const note of notes) io.stderr.write(`hint: ${clean(note)}\n`);

  const page = web ? await pageFiles() : undefined;

  const leaving = new Leaving(signal);
  try {
    // Before the models are opened: a port that cannot be had is told at once. Who comes so early waits.
    let app: Promise<ReturnType<typeof createApp>>;
    const fetch: Fetch = async (request, sockets) => (await app).fetch(request, sockets);
    const { url, closed } = await listen({ fetch }, { host: opened.host, port }, leaving, deadline);
    const opening = open({ files, weights, corpus, threads, places, kernel }, io);
    try {
      // While the threads open their models there is time to learn.
      const more = { filter: filter ? safetyFilter() : undefined, door: opened.door, version: version(), page };
      const log = (trace: unknown): void => void io.stderr.write(`${escapedJson(trace)}\n`);
      const hint = (problem: string): void => void io.stderr.write(`hint: ${problem}\n`);
      const whoListens = lessonListener(opened.door, io.env, hint);
      app = opening.then((engine) => createApp({ engine, log, whoListens, leaving: leaving.begun, ...more }));
      app.catch(() => {}); // it is told by the next line
      const engine = await opening;
      if (!leaving.begun.aborted) await welcome(url, engine, opened, page !== undefined, leaving, context);
      await closed;
    } finally {
      leaving.now();
      await closed;
      await opening.then((engine) => engine.close()).catch(() => {});
    }
  } finally {
    leaving.end();
  }
}

/** Tells of threads that ended by themselves, once they are there. */
async function open(options: PoolOptions, { stderr }: CommandContext['io']): Promise<Engine> {
  let isOpen = false;
  const lost = ({ message }: Error): void => {
    if (isOpen) stderr.write(`${escapedJson({ time: new Date().toISOString(), error: message })}\n`);
  };
  const engine = await Pool.open({ ...options, lost });
  isOpen = true;
  return engine;
}

/** The URL for scripts, the rest for whoever sits before it. */
async function welcome(
  url: string,
  engine: Engine,
  { door, made }: Opened,
  hasPage: boolean,
  leaving: Leaving,
  { io, out }: CommandContext,
): Promise<void> {
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  if (made) say(`the key, made for this once:\n  export GENAI_API_KEY=${door.key}`);
  if (door.addresses) say('hint: nothing is encrypted: whoever is on the same network can read along');
  say(`listening on ${url}, Ctrl-C ends it; try\n  ${curlLine(url, engine.models, door.key !== undefined)}`);
  if (hasPage) say(`the page, for a browser:\n  ${pageUrl(url, door.key)}`);
  leaving.begun.addEventListener('abort', () => {
    const { writing, waiting } = engine.load;
    if (writing + waiting > 0) say(`answers on their way: ${writing + waiting}; once more ends at once`);
  });
  await out.write(`${url}\n`);
}
