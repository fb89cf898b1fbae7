/** `genai gpt sample`: a transformer goes on with a text; every form of it, against the network asked by hand. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openTextModel } from '../../src/labs/text-model.ts';
import { Reader } from '../../src/models/text-network/reader.ts';
import { BytePairTokens } from '../../src/models/tokenizer/byte-pairs.ts';
import { Characters } from '../../src/models/tokenizer/characters.ts';
import { decodeTokens } from '../../src/models/tokenizer/tokenizer.ts';
import { Words } from '../../src/models/tokenizer/words.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { corpora } from '../labs/corpora.ts';
import { call, folder, type Given } from './in-process.ts';
import { networkFile } from './networks.ts';

const prompt = 'Once upon a time there was a';

async function output(args: readonly string[], given?: Given): Promise<string> {
  const { stdout, stderr, status } = await call(['gpt', 'sample', ...args], given);
  expect({ stderr, status }, args.join(' ')).toEqual({ stderr: '', status: 0 });
  return stdout;
}

const model = await openTextModel(undefined, { data: corpora(), kernels: kernelsNamed(), cache: new Map() });
const { tokenizer } = model;
const reader = new Reader(model);

/** What the network believes at the end of a text, without any of the sampler's code: token and probability, falling. */
function believed(tokens: readonly number[], temperature = 1): { token: number; p: number }[] {
  const logits = Array.from(reader.logits(tokens).at(-1)!, (logit) => logit / temperature);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return logits.map((logit, token) => ({ token, p: Math.exp(logit) / total })).sort((a, b) => b.p - a.p);
}
const begin = [tokenizer.mark, ...tokenizer.encode(prompt)];

const candidate = z.strictObject({ token: z.string(), p: z.number().min(0).max(1) });
const distribution = z.strictObject({
  prompt: z.string(),
  context: z.array(z.string()),
  candidates: z.array(candidate),
  model: z.literal('gpt'),
  weights: z.string().nullable(),
});
const result = distribution.extend({
  text: z.string(),
  completion: z.string(),
  tokens: z.array(candidate),
  seed: z.int(),
  finish_reason: z.enum(['stop', 'length']),
});
const resultOf = async (args: readonly string[], given?: Given) =>
  result.parse(JSON.parse(await output([...args, '--json'], given)));

describe('genai sample --model gpt', () => {
  it.each([
    [[prompt, '--seed', '5']],
    [[prompt, '--seed', '5', '--json']],
    [[prompt, '--probs', '4', '--temperature', '2']],
    [[prompt, '--seed', '1', '--explain', '--json', '-n', '5']],
    [['', '--samples', '3', '--seed', '1', '--top-k', '5', '--no-echo']],
    [[prompt, '--seed', '2', '--kernel', 'plain', '--no-cache', '-n', '8']],
    [['x', '--why']],
  ])('says the same, byte for byte: %j', async (args) => {
    const ran = await call(['gpt', 'sample', ...args]);
    expect(await call(['sample', '--model', 'gpt', ...args])).toEqual(ran);
    expect(ran.stdout === '').toBe(ran.status !== 0);
  });
});

describe('the distribution', () => {
  it.each([
    [[], 1],
    [['--temperature', '0.5'], 0.5],
    [['--temperature', '3'], 3],
  ] as const)('is the softmax of the logits %j', async (flags, temperature) => {
    const told = distribution.parse(JSON.parse(await output([prompt, '--probs', '5', '--json', ...flags])));
    const byHand = believed(begin, temperature).slice(0, 5);
    expect(told.candidates.map(({ token }) => token)).toEqual(
      byHand.map(({ token }) => decodeTokens(tokenizer, [token])),
    );
    for (const [i, { p }] of byHand.entries()) expect(told.candidates[i].p).toBeCloseTo(p, 5);
    expect(told.context.join('')).toBe(prompt);
  });

  it('is cut by the filters', async () => {
    const [first, second] = believed(begin);
    const table = await output([prompt, '--probs', '9', '--top-k', '2']);
    const p = first.p / (first.p + second.p);
    const names = [first, second].map(({ token }) => decodeTokens(tokenizer, [token]).replace(' ', '␣'));
    expect(table).toBe(`${names[0]}\t${p.toFixed(4)}\n${names[1]}\t${(1 - p).toFixed(4)}\n`);
  });

  it('comes from the last tokens when the prompt is longer than the context', async () => {
    const long = Array.from({ length: 80 }, (_, i) => ['cat', 'dog', 'moon'][i % 3]).join(' ');
    const all = [tokenizer.mark, ...tokenizer.encode(long)];
    let seen: number[] = [];
    for (const token of all) seen = [...(seen.length === 64 ? seen.slice(-32) : seen), token];
    const told = distribution.parse(JSON.parse(await output([long, '--probs', '1', '--json'])));
    expect(told.context).toHaveLength(seen.length);
    expect(told.candidates[0].p).toBeCloseTo(believed(seen)[0].p, 5);
  });

  it('of a prompt of several lines comes from the last one, and a blank at its end belongs to the next word', async () => {
    const table = await output([prompt, '--probs', '3']);
    expect(await output([`The dog slept.\n${prompt}`, '--probs', '3'])).toBe(table);
    expect(await output([`${prompt} `, '--probs', '3'])).toBe(table);
  });
});

describe('the text', () => {
  it('is the same with the cache and without, beyond the context too', async () => {
    for (const seed of ['1', '2']) {
      const args = [prompt, '--seed', seed, '-n', '75'];
      expect(await output([...args, '--no-cache'])).toBe(await output(args));
    }
    const { file } = networkFile(folder, 'endless.weights', Characters.of('abc\n', false), false);
    const args = ['abc', '--weights', file, '--seed', '1', '-n', '100'];
    expect(await output([...args, '--no-cache'])).toBe(await output(args));
  });

  it('at temperature 0 is the likeliest token again and again', async () => {
    const tokens = [...begin];
    while (tokens.at(-1) !== tokenizer.mark || tokens.length === begin.length) tokens.push(believed(tokens)[0].token);
    const expected = `${decodeTokens(tokenizer, tokens)}\n`;
    for (const flags of [
      ['--temperature', '0'],
      ['--top-k', '1'],
      ['--temperature', '0', '--no-cache'],
    ]) {
      expect(await output([prompt, ...flags])).toBe(expected);
    }
  });

  it('takes of tokens that are alike the first', async () => {
    // All weights 0: all logits are.
    const { file } = networkFile(folder, 'zero.weights', Characters.of('abc\n', true), true, (all) => all.fill(0));
    const told = distribution.parse(JSON.parse(await output(['', '--weights', file, '--probs', '9', '--json'])));
    expect(told.candidates).toEqual(['<end>', 'a', 'b', 'c'].map((token) => ({ token, p: 0.25 })));
    expect(told.weights).toBe(file);
    // It ends each line at once: even so it comes to an end.
    const empty = await resultOf(['b', '--weights', file, '--temperature', '0', '-n', '3']);
    expect([empty.tokens, empty.finish_reason, empty.completion.trim()]).toEqual([[], 'stop', '']);
  });

  it('ends with its line, or goes on over lines to exactly n tokens', async () => {
    const line = await resultOf([prompt, '--seed', '3']);
    expect(line.finish_reason).toBe('stop');
    expect(line.text).toBe(prompt + line.completion);
    expect(line.completion).toMatch(/^[^\n]+[.!?]$/);
    expect(await output([prompt, '--seed', '3'])).toBe(`${line.text}\n`);
    expect(await output([prompt, '--seed', '3', '--no-echo'])).toBe(`${line.completion.trimStart()}\n`);
    const more = await resultOf([prompt, '--seed', '3', '-n', '80']);
    expect([more.tokens.length, more.finish_reason]).toEqual([80, 'length']);
    expect(more.completion.startsWith(`${line.completion}\n`)).toBe(true);
    expect(more.tokens.map(({ token }) => token).join('')).toBe(more.completion.replaceAll('\n', ''));
    expect(await output([prompt, '--seed', '3', '--stop', line.completion.slice(4, 9)])).toBe(
      `${prompt}${line.completion.slice(0, 4)}\n`,
    );
  });

  it('comes from the prompt on stdin, and has a line for each of several', async () => {
    const text = await output([prompt, '--seed', '7']);
    expect(await output(['--seed', '7'], { stdin: `${prompt}\n` })).toBe(text);
    expect(await output(['-', '--seed', '7'], { stdin: prompt })).toBe(text);
    const others = await output([prompt, '--seed', '8']);
    expect(await output([prompt, '--seed', '7', '--samples', '2'])).toBe(text + others);
  });

  it('tells each step with --explain', async () => {
    const lines = (await output([prompt, '--seed', '7', '--explain', '--json'])).trimEnd().split('\n');
    const told = result.parse(JSON.parse(lines.pop()!));
    const steps = lines.map((line) => JSON.parse(line));
    expect(`${told.completion}\n`).toBe(steps.map(({ piece }) => piece).join(''));
    expect(steps.map(({ pick }) => pick.p).slice(0, -1)).toEqual(told.tokens.map(({ p }) => p));
    for (const { u, pick, candidates } of steps.filter(({ pick }) => pick.index < 12)) {
      const below = candidates.slice(0, pick.index).reduce((sum: number, { p }: { p: number }) => sum + p, 0);
      expect(u).toBeGreaterThanOrEqual(below - 1e-9);
      expect(u).toBeLessThan(below + pick.p + 1e-9);
    }
    expect(await output([prompt, '--seed', '7', '--explain'])).toContain('1. looks at all ');
  });

  it('says with --verbose how fast it was', async () => {
    const { stderr } = await call(['gpt', 'sample', prompt, '--seed', '1', '--verbose']);
    expect(stderr).toMatch(/^opened a network of 596992 numbers: 1500 tokens \(bpe\), it sees 64 of them$/m);
    expect(stderr).toMatch(/^drew \d+ tokens in \d+\.\d\d s: \d+ a second$/m);
  });
});

describe('networks of one’s own', () => {
  it('of bytes write anything, and nothing of it commands a terminal', async () => {
    const { file } = networkFile(folder, 'bytes.weights', BytePairTokens.of(new Uint8Array(), 257), true);
    const args = ['é', '--weights', file, '--seed', '1', '-n', '400', '--temperature', '2'];
    const text = await output(args);
    expect(text).toMatch(/\ufffd/);
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    const told = await resultOf(args);
    expect(`${told.text}\n`).toBe(text);
    expect(told.context).toEqual(['\\xc3', '\\xa9']);
    expect(told.tokens.some(({ token }) => /^\\x[89a-f][0-9a-f]$/.test(token))).toBe(true);
    const steps = (await output([...args, '--explain', '--json'])).trimEnd().split('\n').slice(0, -1);
    expect(steps.map((line) => JSON.parse(line).piece).join('')).toBe(told.completion);
    expect(await output([...args, '--probs', '300'])).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  });

  it('of one whole text go on over line feeds, which end nothing there', async () => {
    const whole = networkFile(folder, 'whole.weights', Characters.of('ab\n', false), false);
    const told = await resultOf(['a', '--weights', whole.file, '--seed', '2']);
    expect([told.tokens.length, told.finish_reason]).toEqual([50, 'length']);
    expect(told.completion).toMatch(/\n/);
    expect(await output(['a', '--weights', whole.file, '--probs', '9'])).toMatch(/^⏎\t/m);
  });

  it('say which characters or words they do not know, and what would work', async () => {
    const letters = networkFile(folder, 'letters.weights', Characters.of('abcdE \n', true), true);
    const asked = ['gpt', 'sample', 'aé Äe!', '--weights', letters.file, '--seed', '1'];
    const { stderr, stdout, status } = await call(asked);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'hint: what it has read never saw "e"; it does know "E"\n' +
        'hint: what it has read never saw "é", "Ä", "!"; a text that has such words can teach it: genai gpt train FILE\n' +
        'hint: what it never saw is passed over\n',
    );
    expect(stdout.startsWith('aé Äe!')).toBe(true);
    const known = await call(['gpt', 'sample', 'a ', '--weights', letters.file, '--probs', '9']);
    expect((await call([...asked, '--probs', '9'])).stdout).toBe(known.stdout);
    const words = networkFile(folder, 'words.weights', Words.of('The wand is here.\nA spell was said.'), true);
    const unknown = await call(['gpt', 'sample', 'The wnad zzz is', '--weights', words.file, '--seed', '1']);
    expect(unknown.stderr).toContain('never saw "wnad"; it does know "wand"\n');
    expect(unknown.stderr).toContain('never saw "zzz"; ');
    expect(unknown.stdout).toMatch(/^The wnad zzz is(?! {2})/);
    expect(await output(['', '--weights', words.file, '--seed', '4'])).toMatch(/^\S/);
  });

  it('that have lost their numbers are refused', async () => {
    const { file } = networkFile(folder, 'lost.weights', Characters.of('ab\n', true), true, (all) => all.fill(1e25));
    const { stdout, stderr, status } = await call(['gpt', 'sample', 'a', '--weights', file]);
    expect([stdout.trim(), status]).toEqual(['', 2]);
    expect(stderr).toContain(`the numbers of this network are beyond all bounds (${file})`);
  });
});

describe('who asks for what cannot be', () => {
  writeFileSync(join(folder, 'text.txt'), 'no weights\n');

  it.each([
    ['gpt sample x --order 3', 'a network has no order'],
    ['gpt sample x --corpus cat', 'genai gpt train FILE --save my.gpt makes one'],
    ['gpt sample x --unit char', 'what a token is was settled'],
    ['gpt sample x --smoothing add-1', 'a network needs no smoothing'],
    ['sample x --model gpt --why', 'a network cannot name the lines that taught it'],
    ['sample x --model gpt --order 3', 'or take genai sample --model ngram.'],
    ['sample x --weights some.weights', 'Add --model gpt.'],
    ['sample x --no-cache', '(--no-cache). Add --model gpt.'],
    ['sample x --kernel plain', '(--kernel). Add --model gpt.'],
    ['gpt sample - --weights -', 'the prompt and the weights cannot both come from stdin'],
    [`gpt sample x --weights ${join(folder, 'text.txt')}`, 'text.txt'],
    ['gpt sample x --temperature -1', '--temperature'],
  ])('genai %s is told in one line', async (line, told) => {
    const { stdout, stderr, status } = await call(line.split(' '));
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^genai: [^\n]+\n$/);
    expect(stderr).toContain(told);
  });
});

describe('on a terminal', () => {
  const terminal = { columns: 80, rows: 24 };

  it('says what it has read when a prompt is far from that', async () => {
    const asked = (words: string) => call(['gpt', 'sample', words, '-n', '1', '--seed', '1'], { terminal });
    expect((await asked('The zebra')).stderr).toMatch(
      /^hint: toyland, all that it has read, never saw "zebra"; a text that has such words can teach it: /,
    );
    expect((await asked('The kign')).stderr).toMatch(/ never saw "kign"; it does know "king"\n/);
    expect((await asked('The king')).stderr).not.toContain('never saw');
    expect((await asked('The king')).stdout).toContain('on board, read toyland');
  });

  it('offers a prompt of ours, and says how to type another', async () => {
    const { stderr, stdout } = await call(['gpt', 'sample', '-n', '1', '--seed', '1'], { terminal });
    expect(stderr).toContain('hint: type your own: genai gpt sample "your words"\n');
    expect(stdout).toContain('Once upon a time there was');
  });
});
