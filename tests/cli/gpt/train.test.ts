/** `genai gpt train` seen from outside: pipes, JSON, the run on the disk, and all that may happen to it. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { builtinCorpora } from '../../../src/data/builtin.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { folder, genai, output, program, run } from '../genai.ts';
import { call } from '../in-process.ts';
import type { Ran } from '../said.ts';

const tiny = ['--unit', 'char', '--context', '8', '--width', '8', '--layers', '1', '--heads', '1', '--batch', '2'];
const cat = ['gpt', 'train', 'cat', ...tiny, '--seed', '1', '--json'];
/** Steps that last a little, so that something can happen between them; a run of half a megabyte. */
const slow = ['gpt', 'train', 'cat', '--unit', 'char', '--context', '32', '--width', '64', '--layers', '1', '--json'];
const long = [...slow, '--batch', '8', '--seed', '1', '--steps', '80', '--every', '30'];

const look = z.strictObject({
  step: z.int(),
  of: z.int(),
  train_loss: z.number().nullable(),
  held_out_loss: z.number(),
  held_out_bits_per_byte: z.number(),
  text: z.string(),
});
const last = z.strictObject({
  done: z.literal(true),
  lab: z.literal('gpt-train'),
  seed: z.literal(1),
  steps: z.int(),
  of: z.int(),
  parameters: z.int(),
  vocabulary: z.int(),
  tokens: z.int(),
  train_loss: z.number().nullable(),
  held_out_loss: z.number().nullable(),
  held_out_bits_per_byte: z.number().nullable(),
  held_out_tokens: z.int(),
  diverged: z.boolean(),
  text: z.string(),
});

const linesOf = (stdout: string): string[] => stdout.trimEnd().split('\n');
const lastOf = ({ stdout }: Pick<Ran, 'stdout'>): z.infer<typeof last> =>
  last.parse(JSON.parse(linesOf(stdout).at(-1)!));

/** The one line with which it is refused: in this process, for what is refused before the training begins. */
async function refusal(...args: string[]): Promise<string> {
  const { stdout, stderr, status } = await call(['gpt', 'train', ...args]);
  expect({ stdout, status, lines: stderr.split('\n').length - 1 }, stderr).toEqual({ stdout: '', status: 2, lines: 1 });
  return stderr.slice('genai: '.length, -1);
}

/** A finished run of four steps. */
let small: string;
/** The last line of the long run, had nothing happened. */
let undisturbed: ReturnType<typeof lastOf>;
beforeAll(async () => {
  small = join(folder, 'small.gpt');
  const [ran, whole] = await Promise.all([genai([...cat, '--steps', '4', '--save', small]), genai(long)]);
  expect(ran.stderr).toBe(`saved ${small}: write with it by genai gpt sample "The" --weights ${small}\n`);
  undisturbed = lastOf(whole);
});

const copyOf = (file: string, name: string): string => {
  const copy = join(folder, name);
  writeFileSync(copy, readFileSync(file));
  return copy;
};

describe.concurrent('into a pipe', () => {
  it('goes a line for each look, and the result last; the same for the same seed, wherever the text comes from', async () => {
    const text = builtinCorpora.find(({ name }) => name === 'cat')!.text();
    const file = join(folder, 'own.txt');
    writeFileSync(file, text);
    const flags = [...tiny, '--seed', '1', '--json', '--steps', '4', '--every', '2'];
    const [named, flagged, piped] = await Promise.all([
      output(['gpt', 'train', file, ...flags]),
      output(['gpt', 'train', '--corpus', 'cat', ...flags]),
      output(['gpt', 'train', '-', ...flags], { stdin: text }),
    ]);
    expect([flagged, piped]).toEqual([named, named]);
    const lines = linesOf(named);
    expect(lines.slice(0, -1).map((line) => look.parse(JSON.parse(line)).step)).toEqual([0, 2, 4]);
    expect(lastOf({ stdout: named })).toMatchObject({ steps: 4, of: 4, diverged: false });
  });

  it('goes one line without --json', async () => {
    expect(await output(['gpt', 'train', 'cat', ...tiny, '--steps', '2'])).toMatch(
      /^after 2 steps: \d\.\d{3} nats a token on text that it never saw\n$/,
    );
  });

  it('nothing of an empty text', async () => {
    const { stdout, stderr, status } = await genai(['gpt', 'train', '-', ...tiny], { stdin: '\n \n' });
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^genai: a context of 8 tokens is longer than what there is to learn from: 1 \(-\)\. .+\n$/);
  });
});

it('on a terminal the picture grows, and stderr says how fast it goes', async () => {
  const args = ['gpt', 'train', 'cat', ...tiny, '--steps', '800', '--every', '100', '--seed', '1'];
  const { stdout, stderr, status } = await call(args, { terminal: {}, env: { NO_COLOR: '1' } });
  expect(status).toBe(0);
  expect(stdout).toContain('output: what it writes, step by step');
  expect(stdout).toMatch(/after 800 steps: .+\n$/);
  expect(stdout).not.toMatch(/second|to go/);
  expect(stderr).toMatch(/^hint: --save FILE keeps the run; Ctrl-C ends it early\n/);
  expect(stderr).toMatch(/\rgpt-train: \d+ %, \d+k? tokens a second/);
});

describe('the run that is kept', () => {
  it('Ctrl-C keeps what it has, also where it comes twice at once; going on gives the very same end', async () => {
    const file = join(folder, 'stopped.gpt');
    const child = spawn(process.execPath, [program, ...long, '--save', file], {
      env: { ...process.env, GENAI_TUTOR_HOME: join(folder, 'home') },
    });
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.on('data', (chunk) => {
      // As under npm, which passes on what the terminal has sent to all.
      if (out === '') for (const signal of ['SIGINT', 'SIGINT'] as const) child.kill(signal);
      out += chunk;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    const { steps, of } = lastOf({ stdout: out });
    expect([status, of]).toEqual([130, 80]);
    expect(steps).toBeLessThan(80);
    expect(err).toBe(`saved ${file} at step ${steps} of 80: go on with genai gpt train --resume ${file}\n`);
    const onward = await genai(['gpt', 'train', '--resume', file, '--json']);
    expect(onward.stderr).toMatch(/^saved .*: write with it by genai gpt sample /);
    expect(lastOf(onward)).toEqual(undisturbed);
  });

  it('kill -9 in the middle of saving leaves the run before, and going on gives the very same end', async () => {
    const work = join(folder, 'killed');
    await mkdir(work);
    const file = join(work, 'run.gpt');
    const parts = (): string[] => readdirSync(work).filter((name) => name.endsWith('.part'));
    for (let round = 0; parts().length === 0 && round < 8; round++) {
      const begin = existsSync(file) ? ['gpt', 'train', '--resume', file] : [...long, '--save', file];
      const child = spawn(process.execPath, [program, ...begin, '--checkpoint-every', '1'], { stdio: 'ignore' });
      const watcher = watch(work, (_, name) => {
        if (name?.endsWith('.part') && existsSync(file)) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.on('close', resolve));
      watcher.close();
    }
    expect(parts()).toHaveLength(1);
    const { about } = decodeCheckpoint(readFileSync(file));
    expect((about as { step: number }).step).toBeLessThanOrEqual(80);
    expect(lastOf(await genai(['gpt', 'train', '--resume', file, '--json']))).toEqual(undisturbed);
    expect(parts()).toHaveLength(1); // nobody knows whose it is
  });

  it('on a full disk the one before stays, the training ends, and all is said', async () => {
    const file = copyOf(small, 'full.gpt');
    const before = readFileSync(file);
    const limited = (args: readonly string[]): Promise<Ran> =>
      run('sh', ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath, program, ...args]);
    const more = ['gpt', 'train', '--resume', file, '--steps', '6', '--checkpoint-every', '1', '--json'];
    const { stdout, stderr, status } = await limited(more);
    expect(lastOf({ stdout })).toMatchObject({ steps: 6 });
    expect(status).toBe(2);
    expect(stderr).toBe(
      `hint: ${file} holds the run at step 4\n` +
        `genai: no file may be this large here; nothing was written to ${file} (--resume). Raise the limit (ulimit -f).\n`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await genai(['gpt', 'train', '--resume', file, '--steps', '6'])).status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('stays as it was when training blows up', async () => {
    const { kind, about, tensors } = decodeCheckpoint(readFileSync(small));
    const mean = tensors.get('mean')!;
    const steep = new Map([...tensors, ['mean', { ...mean, data: mean.data.map(() => 9e29) }]]);
    const file = join(folder, 'steep.gpt');
    writeFileSync(file, encodeCheckpoint({ kind, about, tensors: steep }));
    const before = readFileSync(file);
    const more = ['gpt', 'train', '--resume', file, '--steps', '9', '--checkpoint-every', '1'];
    const { stdout, stderr, status } = await genai(more);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^blown up at step \d: its numbers left all bounds, nothing was learnt\n$/);
    expect(stderr).toBe(`hint: blown up; ${file} holds the run at step 4; a lower --lr helps\n`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('can go on into another file', async () => {
    const [from, to] = [copyOf(small, 'from.gpt'), join(folder, 'to.gpt')];
    const before = readFileSync(from);
    expect((await genai(['gpt', 'train', '--resume', from, '--save', to, '--steps', '5'])).status).toBe(0);
    expect(readFileSync(from).equals(before)).toBe(true);
    expect(decodeCheckpoint(readFileSync(to)).about).toMatchObject({ step: 5 });
  });
});

describe('refusals in one line, before any training', () => {
  it('of files that are there, or cannot be', async () => {
    const before = readFileSync(small);
    expect(await refusal(...cat.slice(2), '--save', small)).toBe(
      `${small} exists already (--save). Add --force to replace it.`,
    );
    expect(readFileSync(small).equals(before)).toBe(true);
    expect(await refusal('--save', '/nowhere/x.gpt')).toContain('there is no folder /nowhere (--save)');
    expect(await refusal('--out', 'x.jpg')).toContain('.png, .svg, .gif, .txt or .html');
    expect(await refusal('--checkpoint-every', '5')).toContain('no file to save the run in (--checkpoint-every)');
    expect(await refusal('--checkpoint-every', '0', '--save', 'x')).toContain('a whole number from 1 to 1000000');
  });

  it('of what contradicts itself', async () => {
    expect(await refusal('cat', '--corpus', 'toyland')).toContain('the text is named twice, cat and toyland');
    expect(await refusal('--resume', small, '--unit', 'bpe')).toContain('begun with char, not bpe (--unit)');
    expect(await refusal('--resume', small, '--no-lines')).toContain('begun with true, not false (--lines)');
    expect(await refusal('--resume', small, '--width', '9')).toContain('begun with 8, not 9 (--width)');
    expect(await refusal('--resume', small, '--seed', '2')).toContain('begun with 1, not 2 (--seed)');
    expect(await refusal('--resume', small, '--steps', '3')).toContain('has taken 4 steps already (--steps)');
  });

  it('of files that hold no run', async () => {
    const bytes = readFileSync(small);
    const named = (name: string, content: Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const damaged = Uint8Array.from(bytes, (byte, i) => (i === bytes.length - 99 ? byte ^ 1 : byte));
    const newer = Uint8Array.from(bytes, (byte, i) => (i === 8 ? 2 : byte));
    const other = encodeCheckpoint({ kind: 'gpt-model', about: {}, tensors: new Map() });
    const refused = (file: string): Promise<string> => refusal('--resume', file);
    expect(await refused(named('damaged.gpt', damaged))).toMatch(/^this file of weights is damaged \(.*damaged\.gpt\)/);
    expect(await refused(named('cut.gpt', bytes.subarray(0, -7)))).toMatch(/^this file of weights is cut off/);
    expect(await refused(named('newer.gpt', newer))).toMatch(/^this file was written by a newer version/);
    expect(await refused(named('other.gpt', other))).toMatch(/the kind "gpt-model", not "gpt-run"/);
    expect(await refused(named('text.gpt', Buffer.from('hello\n')))).toMatch(/^this is not a file of weights/);
    expect(await refused(join(folder, 'none.gpt'))).toMatch(/^there is no such file/);
    expect(await refused('-')).toMatch(/^stdin cannot be a corpus here/);
  });

  it('of a run whose text came on stdin, and comes no more', async () => {
    const file = join(folder, 'piped.gpt');
    const text = 'the cat sat on the mat\n'.repeat(3);
    const begun = await genai(['gpt', 'train', '-', ...tiny, '--steps', '1', '--save', file], { stdin: text });
    expect(begun.status).toBe(0);
    expect(await refusal('--resume', file)).toContain('Give it once more: genai gpt train - --resume FILE.');
    expect((await genai(['gpt', 'train', '-', '--resume', file], { stdin: text })).status).toBe(0);
  });
});

it('before anything is learnt Ctrl-C ends it at once', async () => {
  const abort = new AbortController();
  const text = join(folder, 'words.txt');
  writeFileSync(text, Array.from({ length: 200_000 }, (_, i) => `${(i * 7919) % 10007} ${i}`).join('\n'));
  const running = call(['gpt', 'train', text, '--json'], { signal: abort.signal });
  await setTimeout(300);
  abort.abort();
  expect(await running).toMatchObject({ stdout: '', stderr: '', status: 130 });
});
