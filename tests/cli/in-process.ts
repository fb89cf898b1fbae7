/** The program without a process of its own: many runs in the time of one. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report, statusOf } from '../../src/cli/errors.ts';
import { Output } from '../../src/cli/output.ts';
import { program } from '../../src/cli/program.ts';
import { fakeIo } from './streams.ts';

/** Nobody's progress is kept there. */
const home = join(tmpdir(), 'genai-tutor-nobody');

export interface Asked {
  /** What comes in on stdin; nothing unless given. */
  readonly stdin?: string | Uint8Array;
  /** All three streams are a terminal of this size; nothing is typed into it. */
  readonly terminal?: { readonly columns?: number; readonly rows?: number };
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one command line; errors become a line on stderr and a status, as in the process. */
export async function run(argv: readonly string[], { stdin = '', terminal, env }: Asked = {}) {
  const fake = fakeIo({ GENAI_TUTOR_HOME: home, ...env }, terminal);
  if (!terminal) fake.stdin.end(stdin);
  let status: number;
  try {
    const out = new Output(fake.io.stdout);
    status = await program(argv, { io: fake.io, out, signal: new AbortController().signal });
  } catch (error) {
    report(error, fake.io.stderr, false);
    status = statusOf(error);
  }
  return { stdout: fake.stdout.text, stderr: fake.stderr.text, status };
}
