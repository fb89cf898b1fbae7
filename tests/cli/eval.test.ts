/** `genai eval`: what is scored, how, and what it says of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cat } from '../../src/data/cat.ts';
import { widthOf } from '../../src/render/cells.ts';
import { documents, mark } from '../models/ngram/reference.ts';
import { SlowModel } from '../models/ngram/smoothing-reference.ts';
import { call, type Given } from './in-process.ts';

/** The fields that scripts may rely on. */
const result = z.strictObject({
  model: z.literal('ngram'),
  order: z.int(),
  unit: z.enum(['word', 'char', 'bpe']),
  tokens: z.int(),
  nats_per_token: z.number().nullable(),
  perplexity: z.number().nullable(),
  bits_per_byte: z.number().nullable(),
  unseen: z.int(),
  unknown: z.int(),
  vocabulary: z.int(),
  smoothing: z.string(),
  lines: z.boolean(),
  corpus: z.string(),
});

let folder: string;
const path = (name: string): string => join(folder, name);
const names = [
  'emma',
  'olivia',
  'ava',
  'isabella',
  'sophia',
  'mia',
  'amelia',
  'harper',
  'evelyn',
  'ella',
  'liam',
  'noah',
];
const others = ['emilia', 'oliver', 'sofia'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genai-eval-'));
  await writeFile(path('names.txt'), names.join('\n'));
  await writeFile(path('others.txt'), `${others.join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

async function scored(args: readonly string[], asked?: Given) {
  const { stdout, stderr, status } = await call(['eval', ...args, '--json'], asked);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
  return result.parse(JSON.parse(stdout));
}

async function refused(args: readonly string[], asked?: Given): Promise<string> {
  const { stdout, stderr, status } = await call(['eval', ...args], asked);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toMatch(/^genai: [^\n]+\n$/);
  return stderr.slice('genai: '.length, -1);
}

/** Nats of whole documents by the slow model, and how many tokens are impossible. */
function slowly(p: (before: string[], token: string) => number, texts: readonly (readonly string[])[]) {
  const all = texts.flatMap((tokens) => [...tokens, mark].map((token, i) => p(tokens.slice(0, i), token)));
  const unseen = all.filter((p) => p === 0).length;
  return { tokens: all.length, unseen, nats: -all.reduce((sum, p) => sum + Math.log(p), 0) / all.length };
}

const byLetters = ['--unit', 'char', '--lines', '--corpus'];

describe('the numbers', () => {
  it.each([1, 2, 3, 5])('are those of the formulas, at order %i', async (order) => {
    const texts = documents(names.join('\n'), 'char');
    const slow = new SlowModel(texts, order);
    const held = documents(others.join('\n'), 'char');
    for (const [smoothing, p] of [
      ['none', (before: string[], token: string) => slow.none(before, token)],
      ['add-1', (before: string[], token: string) => slow.addK(1, before, token)],
      ['add-0.25', (before: string[], token: string) => slow.addK(0.25, before, token)],
      ['kneser-ney', (before: string[], token: string) => slow.kneserNey(before, token)],
    ] as const) {
      const flags = [...byLetters, path('names.txt'), '--order', `${order}`, '--smoothing', smoothing];
      for (const [more, text] of [
        [[], texts],
        [['--held-out', path('others.txt')], held],
      ] as const) {
        const ours = await scored([...flags, ...more]);
        const theirs = slowly(p, text);
        expect(ours).toMatchObject({ order, smoothing, tokens: theirs.tokens, unseen: theirs.unseen });
        if (theirs.unseen > 0) {
          expect([ours.nats_per_token, ours.perplexity, ours.bits_per_byte]).toEqual([null, null, null]);
          continue;
        }
        const bytes = text.map((tokens) => tokens.length + 1).reduce((a, b) => a + b, -1);
        expect(ours.nats_per_token).toBeCloseTo(theirs.nats, 10);
        expect(ours.perplexity).toBeCloseTo(Math.exp(theirs.nats), 8);
        expect(ours.bits_per_byte).toBeCloseTo((theirs.nats * theirs.tokens) / Math.LN2 / bytes, 10);
      }
    }
  });

  it('count the end mark as a token of the vocabulary and of every document', async () => {
    const { tokens, vocabulary } = await scored([...byLetters, path('names.txt')]);
    expect(tokens).toBe(names.join('').length + names.length);
    expect(vocabulary).toBe(new Set(names.join('')).size + 1);
    const whole = await scored(['--unit', 'char', '--corpus', path('names.txt')]);
    // the newlines between them are tokens now, and one mark stands at the end
    expect(whole.tokens).toBe(names.join('\n').length + 1);
    expect(whole.vocabulary).toBe(new Set(names.join('\n')).size + 1);
  });

  it('do not depend on a newline at the end, nor on how lines end', async () => {
    const expected = await scored([
      '--unit',
      'char',
      '--order',
      '3',
      '--corpus',
      path('names.txt'),
      '--held-out',
      path('others.txt'),
      '--smoothing',
      'add-1',
    ]);
    for (const [name, end, last] of [
      ['unix', '\n', '\n'],
      ['bare', '\n', ''],
    ] as const) {
      await writeFile(path(name), names.join(end) + last);
      await writeFile(path(`${name}-held`), others.join(end) + last);
      const given = ['--unit', 'char', '--order', '3', '--smoothing', 'add-1', '--corpus', path(name)];
      const ours = await scored([...given, '--held-out', path(`${name}-held`)]);
      expect({ ...ours, corpus: '' }).toEqual({ ...expected, corpus: '' });
      const piped = await scored(given, { stdin: others.join(end) + last });
      expect({ ...piped, corpus: '' }).toEqual({ ...expected, corpus: '' });
    }
    await writeFile(path('windows'), `${names.join('\r\n')}\r\n`);
    const windows = await scored(['--unit', 'char', '--order', '3', '--corpus', path('windows')]);
    const unix = await scored(['--unit', 'char', '--order', '3', '--corpus', path('unix')]);
    expect(windows.nats_per_token).toBe(unix.nats_per_token);
  });

  it('without smoothing are those that genai sample draws by', async () => {
    for (const smoothing of ['none', 'add-1']) {
      let nats = 0;
      const tokens = ['The', 'cat', 'sat', 'on', 'the', 'mat', '.', '<end>'];
      for (const [i, token] of tokens.entries()) {
        const prompt = tokens.slice(0, i).join(' ').replace(' .', '.');
        const flags = ['--order', '3', '--smoothing', smoothing, '--probs', '1000', '--json', '--', prompt];
        const { candidates } = JSON.parse((await call(['sample', ...flags])).stdout);
        nats -= Math.log(candidates.find((candidate: { token: string }) => candidate.token === token).p);
      }
      const ours = await scored(['--lines', '--order', '3', '--smoothing', smoothing, 'The cat sat on the mat.']);
      expect(ours.nats_per_token! * ours.tokens).toBeCloseTo(nats, 10);
    }
  });
});

describe('the text to score', () => {
  const flags = ['--lines', '--smoothing', 'kneser-ney'];
  const line = 'The cat sat on the mat.';

  it('is the same as words, as one word, from stdin, from - and from a file', async () => {
    await writeFile(path('line.txt'), `${line}\n`);
    const expected = await scored([...flags, line]);
    expect(expected).toMatchObject({ tokens: 8, corpus: 'cat' });
    expect(await scored([...flags, ...line.split(' ')])).toEqual(expected);
    expect(await scored(flags, { stdin: `${line}\n` })).toEqual(expected);
    expect(await scored([...flags, '-'], { stdin: line })).toEqual(expected);
    expect(await scored([...flags, '--held-out', '-'], { stdin: line })).toEqual(expected);
    expect(await scored([...flags, '--held-out', path('line.txt')], { stdin: 'nobody reads this' })).toEqual(expected);
  });

  it('may be the name of a file: then somebody is told how to score what is in it', async () => {
    await writeFile(path('single.txt'), `${line}\n`);
    const name = path('single.txt');
    const told = await call(['eval', name]);
    expect(told.stderr).toContain(`hint: scored is the word itself; to score the file: --held-out ${name}\n`);
    expect(told.stdout).toMatch(/^nats_per_token=/);
    for (const args of [[line], [`${name}x`], ['--held-out', name]]) {
      expect((await call(['eval', ...args])).stderr).not.toContain('the word itself');
    }
  });

  it('is the one that was learned from where none is given', async () => {
    const expected = await scored(flags);
    expect(expected.tokens).toBe(documents(cat, 'word').reduce((sum, tokens) => sum + tokens.length + 1, 0));
    expect(await scored(flags, { terminal: {} })).toEqual(expected);
    const piped = await scored([...flags, '--corpus', '-'], { stdin: cat });
    expect(piped).toEqual({ ...expected, corpus: '-' });
    expect(await scored([...flags, '--held-out', 'cat'])).toEqual(expected);
  });

  it('cannot be two texts, nor share stdin with the corpus', async () => {
    expect(await refused(['a', '--held-out', 'cat'])).toContain('there are two texts to score');
    expect(await refused(['-', '--held-out', 'cat'])).toContain('there are two texts to score');
    for (const args of [['-'], ['--held-out', '-']]) {
      const said = await refused([...args, '--corpus', '-'], { stdin: 'a b' });
      expect(said).toContain('cannot both come from stdin');
    }
  });

  it('has to be text with something in it', async () => {
    await writeFile(path('latin'), Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
    await writeFile(path('binary'), 'a\0b');
    await writeFile(path('blank'), ' \n \n');
    await writeFile(path('nothing'), '');
    expect(await refused(['--held-out', path('latin')])).toContain('the text is not UTF-8');
    expect(await refused(['--held-out', path('binary')])).toContain('NUL byte');
    expect(await refused(['--held-out', path('blank'), '--lines'])).toContain('there is nothing to score in it');
    expect(await refused(['--held-out', path('nothing')])).toContain('there is nothing in it');
    expect(await refused(['--held-out', path('nowhere')])).toContain('nowhere');
    expect(await refused(['--corpus', path('latin')])).toContain('the text is not UTF-8');
    expect(await refused(['-'])).toContain('there is nothing in it');
    expect(await refused([''])).toContain('there is nothing to score in it');
  });
});

describe('flags', () => {
  it.each([
    ['--smoothing', 'add-0', '; did you mean add-1?'],
    ['--smoothing', 'add--1', '; did you mean add-1?'],
    ['--smoothing', 'add-', '; did you mean add-1?'],
    ['--smoothing', 'add-1e3', '; did you mean add-1?'],
    ['--smoothing', 'knesser-ney', '; did you mean kneser-ney?'],
    ['--smoothing', '', '.'],
  ])('%s %j is refused with what there is', async (flag, value, end) => {
    const said = await refused([flag, value, 'The cat']);
    expect(said).toBe(
      `${JSON.stringify(value)} is not possible here (--smoothing). ` +
        `Give none, kneser-ney, or add-K with a number K above 0, such as add-1 or add-0.1${end}`,
    );
  });

  it.each([
    ['--order', '9', '(--order). Give a whole number from 1 to 8.'],
    ['--unit', 'byte', '(--unit). Give one of word, char'],
    ['--model', 'gtp', '(--model). Give one of ngram, gpt; did you mean gpt?'],
  ])('%s %s is refused', async (flag, value, said) => {
    expect(await refused([flag, value, 'The cat'])).toContain(said);
  });

  it.each(['add-1', 'add-.5', 'add-0.000001', 'add-999999'])('--smoothing %s is possible', async (smoothing) => {
    expect((await scored(['--smoothing', smoothing, 'The cat'])).nats_per_token).toBeGreaterThan(0);
  });
});

describe('a token that cannot be', () => {
  it('makes the nats infinite, is counted, and a hint says what to try', async () => {
    const piped = await call(['eval', '--lines', 'The mat cat']);
    expect(piped.stdout).toBe('nats_per_token=null perplexity=null bits_per_byte=null tokens=4 unseen=3\n');
    expect(piped.stderr).toBe('hint: 3 tokens never followed what stands before; try --smoothing kneser-ney\n');
    const json = await scored(['--lines', 'The mat cat']);
    expect(json).toMatchObject({ nats_per_token: null, unseen: 3, unknown: 0 });
    expect((await scored(['--lines', 'The mat cat', '--smoothing', 'kneser-ney'])).unseen).toBe(0);
  });

  it('that nobody knows needs a place in the vocabulary, which Kneser-Ney has', async () => {
    const { stderr } = await call(['eval', '--lines', 'The zebra sat', '--smoothing', 'add-1']);
    expect(stderr).toBe('hint: 1 token not in the vocabulary of cat; try --smoothing kneser-ney\n');
    const add = await scored(['--lines', 'The zebra sat', '--smoothing', 'add-1']);
    expect(add).toMatchObject({ nats_per_token: null, unseen: 1, unknown: 1 });
    const kneserNey = await scored(['--lines', 'The zebra sat', '--smoothing', 'kneser-ney']);
    expect(kneserNey).toMatchObject({ unseen: 0, unknown: 1 });
    expect(kneserNey.nats_per_token).toBeGreaterThan(0);
  });
});

describe('on a terminal', () => {
  const terminal = { columns: 80, rows: 24 };

  it('a table says what was measured, the last line is the result, and one hint what to try', async () => {
    const flags = ['--lines', '--order', '3', '--smoothing', 'kneser-ney', 'The zebra sat.'];
    const { stdout, stderr } = await call(['eval', ...flags], { terminal, env: { NO_COLOR: '1', TERM: 'xterm' } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(20);
    expect(stdout).toContain('trigrams of words, smoothed by Kneser-Ney');
    expect(stdout).toMatch(/^scored +the text: 5 tokens, a line a document$/m);
    expect(stdout).toMatch(/^discounts 3 +0\.\d+ +1\.\d+ +\d\.\d+/m);
    expect(`${lines.at(-1)}\n`).toBe((await call(['eval', ...flags])).stdout);
    expect(stderr).toBe('hint: 1 token scored as unknown, not spelled; --unit bpe spells all\n');
  });

  it('says that discounts are guessed where a text is too small to tell them', async () => {
    const flags = ['--unit', 'char', '--smoothing', 'kneser-ney', '--lines'];
    const { stdout } = await call(['eval', ...flags], { terminal, env: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/^discounts 1 +0\.500 +1\.000 +1\.500 +the usual ones: its counts tell none$/m);
  });

  it.each([
    [['--corpus', 'cat'], 'each line of cat is a sentence'],
    [['--lines'], 'a fair test needs another'],
  ])('hints at %j', async (flags, words) => {
    const { stderr } = await call(['eval', ...flags], { terminal });
    expect(stderr).toContain(words);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr.length).toBeLessThanOrEqual(80);
    expect((await call(['eval', ...flags])).stderr).toBe('');
  });
});
