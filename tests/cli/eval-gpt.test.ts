/** `genai eval --model gpt`: a transformer scores a text, against sums made by hand. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openTextModel } from '../../src/labs/text-model.ts';
import { Reader } from '../../src/models/text-network/reader.ts';
import { Characters } from '../../src/models/tokenizer/characters.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { corpora } from '../labs/corpora.ts';
import { call, folder, type Given } from './in-process.ts';
import { networkFile } from './networks.ts';

const result = z.strictObject({
  model: z.literal('gpt'),
  unit: z.enum(['word', 'char', 'bpe']),
  tokens: z.int(),
  nats_per_token: z.number().nullable(),
  perplexity: z.number().nullable(),
  bits_per_byte: z.number().nullable(),
  unseen: z.int(),
  unknown: z.int(),
  vocabulary: z.int(),
  lines: z.boolean(),
  weights: z.string().nullable(),
});

async function scored(args: readonly string[], given?: Given) {
  const { stdout, stderr, status } = await call(['eval', '--model', 'gpt', ...args, '--json'], given);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return result.parse(JSON.parse(stdout));
}

const model = await openTextModel(undefined, { data: corpora(), kernels: kernelsNamed(), cache: new Map() });

/** Nats of documents, each token from all before it in its document. Documents fit into the context. */
function byHand({ tokenizer, ...network }: typeof model, documents: readonly string[]) {
  const reader = new Reader({ tokenizer, ...network } as typeof model);
  let [nats, tokens] = [0, 0];
  for (const document of documents) {
    const ids = [...tokenizer.encode(document), tokenizer.mark];
    const rows = reader.logits([tokenizer.mark, ...ids.slice(0, -1)]);
    for (const [t, id] of ids.entries()) {
      const weights = Array.from(rows[t], Math.exp);
      nats -= Math.log(weights[id] / weights.reduce((a, b) => a + b, 0));
      tokens++;
    }
  }
  reader.end();
  return { nats, tokens };
}

const lines = ['The king was happy.', 'A zebra — née 猫 — said nothing.', 'Ned Nettle likes reading.'];

describe('the numbers', () => {
  it('are those of the softmax, line by line, as the network learned', async () => {
    const { nats, tokens } = byHand(model, lines);
    const text = lines.join('\n');
    const told = await scored([], { stdin: `${text}\n` });
    expect(told).toMatchObject({
      tokens,
      unit: 'bpe',
      lines: true,
      unknown: 0,
      unseen: 0,
      vocabulary: model.vocabulary,
      weights: null,
    });
    expect(told.nats_per_token).toBeCloseTo(nats / tokens, 4);
    expect(told.perplexity).toBeCloseTo(Math.exp(told.nats_per_token!), 6);
    expect(told.bits_per_byte).toBeCloseTo(nats / Math.LN2 / Buffer.byteLength(text), 3);
  });

  it('are the same for words, stdin and a file; --no-lines makes one document of it', async () => {
    writeFileSync(join(folder, 'held.txt'), `${lines.join('\n')}\n`);
    const told = await scored(['--held-out', join(folder, 'held.txt')]);
    expect(await scored(['-'], { stdin: lines.join('\n') })).toEqual(told);
    expect(await scored([lines.join('\n')])).toEqual(told);
    const one = await scored([lines.join('\n'), '--no-lines']);
    const { nats, tokens } = byHand(model, [lines.join('\n')]);
    expect(one).toMatchObject({ lines: false, tokens });
    expect(one.nats_per_token).toBeCloseTo(nats / tokens, 4);
    expect(await scored([lines.join('\n'), '--kernel', 'plain'])).toMatchObject({ tokens: told.tokens });
  });

  it('of a network that learned one whole text are those of one document, also beyond its context', async () => {
    const own = networkFile(folder, 'whole.weights', Characters.of('abc\n', false), false);
    const text = 'abc\nabcc\nab';
    const told = await scored([text, '--weights', own.file]);
    const { nats, tokens } = byHand(own.model, [text]);
    expect(told).toMatchObject({ lines: false, tokens, unit: 'char', weights: own.file });
    expect(told.nats_per_token).toBeCloseTo(nats / tokens, 4);
    const split = await scored([text, '--weights', own.file, '--lines']);
    const parts = byHand(own.model, text.split('\n'));
    expect(split.nats_per_token).toBeCloseTo(parts.nats / parts.tokens, 4);
    const long = await scored(['ab'.repeat(40), '--weights', own.file]);
    expect(long.tokens).toBe(81);
  });

  it('are none when a character has no number in the network', async () => {
    const own = networkFile(folder, 'few.weights', Characters.of('ab\n', true), true);
    const { stdout, stderr } = await call(['eval', 'abx', '--model', 'gpt', '--weights', own.file, '--json']);
    expect(result.parse(JSON.parse(stdout))).toMatchObject({ unknown: 1, unseen: 1, nats_per_token: null });
    expect(stderr).toBe('');
    const said = await call(['eval', 'abx', '--model', 'gpt', '--weights', own.file]);
    expect(said.stderr).toBe(
      'hint: 1 token the network has no number for; one that learns them: genai gpt train FILE\n',
    );
  });
});

it('a long text can be broken off', async () => {
  const abort = new AbortController();
  const text = 'the king and the queen '.repeat(40_000);
  const timer = setTimeout(() => abort.abort(), 300);
  const { stdout, status } = await call(['eval', '--model', 'gpt', '--no-lines'], {
    stdin: text,
    signal: abort.signal,
  });
  clearTimeout(timer);
  expect([stdout, status]).toEqual(['', 130]);
});

it('on a terminal it says what the network is, and when the test is none', async () => {
  const { stdout, stderr } = await call(['eval', 'The king was happy.', '--model', 'gpt'], { terminal: {} });
  expect(stdout).toMatch(/transformer of 597k numbers, sees 64 tokens/);
  expect(stdout).toMatch(/nine of ten lines of toyland/);
  expect(stderr).toBe('');
});

describe('who asks for what cannot be', () => {
  it.each([
    [['x', '--model', 'gpt', '--order', '3'], 'a network has no order'],
    [['x', '--model', 'gpt', '--corpus', 'cat'], 'a network has learnt before'],
    [['x', '--model', 'gpt', '--unit', 'char'], 'genai eval --model ngram'],
    [['x', '--model', 'gpt', '--smoothing', 'none'], 'a network needs no smoothing'],
    [['x', '--weights', 'a.weights'], 'Add --model gpt.'],
    [['x', '--kernel', 'plain'], 'Add --model gpt.'],
    [['--model', 'gpt'], 'there is nothing to score. Give a text, --held-out FILE, or a text on stdin.'],
    [['-', '--model', 'gpt', '--weights', '-'], 'the weights and the text to score cannot both come from stdin'],
    [['x', '--model', 'gpt', '--weights', 'no/such'], 'no/such'],
  ])('genai eval %j is told in one line', async (args, told) => {
    const { stdout, stderr, status } = await call(['eval', ...args]);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^genai: [^\n]+\n$/);
    expect(stderr).toContain(told);
    if (told.includes('stdin.')) expect((await call(['eval', ...args], { terminal: {} })).stderr).toContain(told);
  });
});
