/** `genai gan`, `genai verify` and pictures saved by labs, seen from outside. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { genai, program, run } from './genai.ts';
import { call, folder } from './in-process.ts';

const quick = ['--steps', '60', '--every', '20', '--seed', '1'];

const picture = z.strictObject({
  step: z.int(),
  d_loss: z.number(),
  g_loss: z.number(),
  d_accuracy: z.number(),
  wasserstein: z.number(),
  mean: z.number(),
  std: z.number(),
  who: z.enum(['both', 'generator', 'discriminator']),
});

const last = z.looseObject({
  done: z.literal(true),
  seed: z.literal(1),
  steps: z.literal(60),
  wasserstein: z.number(),
  target: z.strictObject({ name: z.literal('normal'), mean: z.literal(4), std: z.literal(1.25) }),
});

describe.concurrent('gan', () => {
  it('gives one line of result into a pipe, the same for the same seed', async () => {
    const [one, two, other] = await Promise.all([
      genai(['gan', ...quick]),
      call(['gan', ...quick]),
      call(['gan', ...quick.slice(0, 4), '--seed', '2']),
    ]);
    expect(one).toEqual({ stdout: expect.any(String), stderr: '', status: 0 });
    expect(one.stdout).toMatch(/^target=normal steps=60 wasserstein=[\d.]+ .*seed=1\n$/);
    expect(two.stdout).toBe(one.stdout);
    expect(other.stdout).not.toBe(one.stdout.replace('seed=1', 'seed=2'));
  });

  it('gives a line a picture and the result last with --json', async () => {
    const { stdout, stderr } = await genai(['gan', ...quick, '--json']);
    expect(stderr).toBe('');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map((line) => picture.parse(line).step)).toEqual([20, 40, 60]);
    const { wasserstein } = last.parse(lines.at(-1));
    expect(wasserstein).toBe(lines.at(-2).wasserstein);
  });

  it('imitates numbers of your own, from a file or stdin', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => 100 + (i % 20)).join('\n');
    writeFileSync(join(folder, 'own.txt'), numbers);
    const [file, stdin] = await Promise.all([
      call(['gan', ...quick, '--data', join(folder, 'own.txt')]),
      call(['gan', ...quick, '--data', '-'], { stdin: numbers }),
    ]);
    expect(file.stdout).toMatch(/^target=own /);
    expect(stdin.stdout).toBe(file.stdout);
    const mean = Number(/ mean=([\d.]+)/.exec(file.stdout)![1]);
    expect(Math.abs(mean - 109.5)).toBeLessThan(12);
  });

  it.each([
    [['--data', '-'], 'one\n2\n', '"one" is not a number (-:1)'],
    [['--data', '-'], '5\n5\n', 'at least two different numbers'],
    [['--data', '/nowhere/x.txt'], '', '/nowhere/x.txt'],
    [['--batch', '127'], '', 'a batch of 127 does not part into packs of 4'],
    [['--loss', 'minmax'], '', 'did you mean minimax?'],
    [['--steps', '0'], '', 'a whole number from 1 to 1000000'],
    [['--out', 'x.jpg'], '', '.png, .svg, .gif, .txt or .html'],
    [['--out', '/nowhere/x.png'], '', 'there is no folder /nowhere'],
  ])('refuses %j in one line', async (flags, stdin, words) => {
    const { stdout, stderr, status } = await call(['gan', ...quick, ...flags], { stdin });
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^genai: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});

describe.concurrent('kernels', () => {
  it.each([
    [['gan']],
    [['lab', 'gan']],
    [['lab', 'gan-seeds']],
    [['lab', 'diffuse-1d']],
    [['lab', 'neuron']],
    [['verify']],
  ])('%j has the flag --kernel', async (command) => {
    const { stdout, status } = await call([...command, '--help']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('--kernel <simd|plain>')]);
  });

  it('are the fast ones by default, and what they learn is nearly what the readable ones do', async () => {
    const [none, simd, plain, lab] = await Promise.all([
      call(['gan', ...quick]),
      call(['gan', ...quick, '--kernel', 'simd']),
      call(['gan', ...quick, '--kernel', 'plain']),
      call(['lab', 'gan', ...quick, '--kernel', 'plain']),
    ]);
    for (const { status, stderr } of [none, simd, plain, lab]) expect([status, stderr]).toEqual([0, '']);
    expect(none.stdout).toBe(simd.stdout);
    expect(lab.stdout).toBe(plain.stdout);
    const mean = (text: string) => Number(/ mean=([\d.]+)/.exec(text)![1]);
    expect(Math.abs(mean(plain.stdout) - mean(simd.stdout))).toBeLessThan(0.01);
  });

  it('that cannot run are told in one line, and the others work', async () => {
    const without = (...args: string[]) => run(process.execPath, ['--no-expose-wasm', program, ...args]);
    const [asked, silent, plain, doctor] = await Promise.all([
      without('gan', ...quick, '--kernel', 'simd'),
      without('gan', ...quick),
      genai(['gan', ...quick, '--kernel', 'plain']),
      without('doctor'),
    ]);
    expect(asked.stderr).toBe(
      'genai: the simd kernels do not run here (this Node runs no WebAssembly). plain is used instead.\n',
    );
    expect(silent.stderr).toBe('');
    expect([asked.stdout, silent.stdout]).toEqual([plain.stdout, plain.stdout]);
    expect(doctor.stdout).toMatch(/^ok {2}kernels +plain\n +simd does not run here \(this Node runs no WebAssembly\)/m);
  });

  it.each([
    [['gan', '--kernel', 'sims'], 'Did you mean simd?'],
    [['sample', 'The cat', '--kernel', 'simd'], 'only a network has that'],
    [['lab', 'gradient', '--kernel', 'simd'], "unknown option '--kernel'"],
  ])('%j is refused', async (args, words) => {
    const { stdout, stderr, status } = await call(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});

describe('a saved picture', () => {
  const begins = { png: '\x89PNG', gif: 'GIF89a', svg: '<', txt: 'data: normal' };

  it.each(Object.entries(begins))('is whole: .%s', async (ending, magic) => {
    const file = join(folder, `game.${ending}`);
    const { status, stderr } = await call(['gan', ...quick, '--out', file]);
    expect([status, stderr]).toEqual([0, `saved ${file}\n`]);
    expect(readFileSync(file, 'latin1').startsWith(magic)).toBe(true);
  });

  it('is not written over another file unless forced, and nothing else is left behind', async () => {
    const file = join(folder, 'kept.svg');
    writeFileSync(file, 'mine');
    const refused = await call(['lab', 'gradient', '--out', file]);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toBe(`genai: ${file} exists already (--out). Add --force to replace it.\n`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await call(['lab', 'gradient', '--out', file, '--force'])).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('<svg');
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.svg']);
    expect(existsSync(file)).toBe(true);
  });
});

it('verify meets every figure, and says which are whose', async () => {
  const { stdout, status } = await call(['verify', '--seed', '1']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/micrograd example: dg\/db +645\.5773 +645\.5773/);
  expect(stdout).not.toContain('misses it');
  expect(stdout.replace(/\s+/g, ' ')).toContain('Goodfellow et al. 2014');
});
