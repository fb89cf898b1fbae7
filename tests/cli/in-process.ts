/** The program in this process: a hundred times as fast as one of its own, for what does not need the bundle. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Definition } from '../../src/cli/describe/definition.ts';
import { Output } from '../../src/cli/output.ts';
import { definitions, type Invocation } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { type Ran, said } from './said.ts';
import { fakeIo } from './streams.ts';

/** One folder for the tests of a file, gone afterwards. */
export const folder = mkdtempSync(join(tmpdir(), 'genai-in-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export interface Given {
  /** What comes in on stdin; nothing unless given. */
  readonly stdin?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** All three streams are a terminal of this size. */
  readonly terminal?: { readonly columns?: number; readonly rows?: number };
  readonly signal?: AbortSignal;
}

function invocation({ stdin = '', env = {}, terminal, signal = new AbortController().signal }: Given) {
  const fake = fakeIo({ GENAI_TUTOR_HOME: join(folder, 'home'), ...env }, terminal);
  fake.stdin.end(stdin);
  return { ...fake, invocation: { io: fake.io, out: new Output(fake.io.stdout), signal } satisfies Invocation };
}

/** `genai args...`, in a pipe unless a terminal is given. `bytes`: stdout as it came, whatever it is. */
export async function call(args: readonly string[], given: Given = {}): Promise<Ran & { readonly bytes: Buffer }> {
  const { stdout, stderr, invocation: made } = invocation(given);
  const status = await run(args, made);
  return { stdout: stdout.text, bytes: Buffer.concat(stdout.bytes), stderr: stderr.text, status };
}

export const { output, refusal } = said(call);

/** The command line as the sources describe it. */
export const described = (): Promise<Definition> => definitions(invocation({}).invocation);

/** The same as the build wrote it down: at once, and man.test.ts holds it to the sources. */
export const stored = JSON.parse(
  readFileSync(new URL('../../dist/commands.json', import.meta.url), 'utf8'),
) as Definition;

/** Every command and every form of one, with the words that call it. */
export function everyCommand(
  root: Definition,
): { readonly words: readonly string[]; readonly definition: Definition }[] {
  const below = (definition: Definition, above: readonly string[]): ReturnType<typeof everyCommand> =>
    definition.commands.flatMap((inner) => {
      const words = [...above, inner.name];
      return [{ words, definition: inner }, ...below(inner, words)];
    });
  return below(root, []);
}
