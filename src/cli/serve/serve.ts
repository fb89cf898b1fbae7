/** `genai serve` at work: opens the models, listens, and goes when it is told to. */
import type { Command } from 'commander';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import { escapedJson } from '../../render/escaped-json.ts';
import { createApp } from '../../serve/app.ts';
import { Pool } from '../../serve/pool.ts';
import { safetyFilter } from '../../serve/safety.ts';
import { listen } from '../../serve/server.ts';
import { curlLine } from '../../serve/welcome.ts';
import { filesIn, refuseBoth } from '../chat/files.ts';
import type { CommandContext } from '../context.ts';
import { wholeNumber } from '../flags.ts';
import { globalsOf } from '../globals.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { version } from '../version.ts';
import { doorOf } from './door.ts';
import { Leaving } from './leaving.ts';

interface Flags {
  readonly port?: string;
  readonly host?: string;
  readonly allowHost?: readonly string[];
  readonly key?: string;
  readonly run?: string;
  readonly weights?: string;
  readonly corpus?: string;
  readonly threads?: string;
  readonly filter: boolean;
  readonly kernel?: KernelName;
}

/** Milliseconds that answers may take to end when it goes. */
const deadline = 10_000;

export async function serve(command: Command, context: CommandContext): Promise<void> {
  const { io, out, argv, signal } = context;
  const { run, weights, corpus, kernel, filter: filtered, ...flags } = command.opts<Flags>();
  const port = wholeNumber(flags.port ?? '8080', '--port', 0, 65_535);
  const threads = wholeNumber(flags.threads ?? '1', '--threads', 1, 64);
  const { host, door, made } = doorOf({ ...flags, silent: globalsOf(argv).quiet }, io.env.GENAI_API_KEY);
  refuseBoth({ run, weights });
  if (kernel) await sayIfNot(kernel, io);
  const say = (line: string): void => void io.stderr.write(`${clean(line)}\n`);
  const { files, notes } = run === undefined ? { notes: [] } : await filesIn(run);
  for (const note of notes) say(`hint: ${note}`);

  const leaving = new Leaving(signal);
  try {
    const lost = (error: Error): void => say(escapedJson({ time: new Date().toISOString(), error: error.message }));
    const opening = Pool.open({ files, weights, corpus, threads, kernel, lost });
    // While the threads open their models there is time to learn.
    const filter = filtered ? safetyFilter() : undefined;
    const engine = await opening;
    try {
      if (leaving.begun.aborted) return;
      const log = (trace: unknown): void => void io.stderr.write(`${escapedJson(trace)}\n`);
      const app = createApp({ engine, filter, door, log, version: version(), leaving: leaving.begun });
      const { url, closed } = await listen(app, { host, port }, leaving, deadline);
      if (made) say(`the key, made for this once:\n  export GENAI_API_KEY=${door.key}`);
      if (door.addresses) say('hint: nothing is encrypted: whoever is on the same network can read along');
      say(`listening on ${url}, Ctrl-C ends it; try\n  ${curlLine(url, engine.models, door.key !== undefined)}`);
      await out.write(`${url}\n`);
      leaving.begun.addEventListener('abort', () => {
        const { writing, waiting } = engine.load;
        if (writing + waiting > 0) say(`${writing + waiting} answers are on their way; once more ends at once`);
      });
      await closed;
    } finally {
      await engine.close();
    }
  } finally {
    leaving.end();
  }
}
