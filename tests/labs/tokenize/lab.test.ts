import { describe, expect, test } from 'vitest';
import { parse } from 'zod/v4/core';
import { tokenizeLab } from '../../../src/labs/tokenize/lab.ts';
import { cutOf, Vocabulary } from '../../../src/labs/tokenize/learn.ts';
import { type Event, params, type Result } from '../../../src/labs/tokenize/params.ts';
import type { State } from '../../../src/labs/tokenize/view.ts';
import { Random } from '../../../src/nn/random.ts';
import { naiveEncode, naiveMerges } from '../../models/bpe/naive.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Run {
  readonly events: Event[];
  readonly states: State[];
  readonly result: Result;
}

async function run(given: object): Promise<Run> {
  const knobs = parse(params, given);
  const steps = tokenizeLab.run(knobs, { rng: new Random(1), seed: 1, data: corpora(), cache: new Map() });
  const events: Event[] = [];
  const states = [tokenizeLab.start(knobs)];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, states, result: value };
    events.push(value);
    states.push(tokenizeLab.reduce(states.at(-1)!, value));
  }
}

const small = await run({});
const knobs = parse(params, {});

test('joins what counting by hand joins, and says so', () => {
  const naive = naiveMerges(bytesOf(knobs.learn), 'gpt2', 14);
  expect(
    small.result.learned.list.map(({ left_id, right_id, count }) => ({ pair: [left_id, right_id], count })),
  ).toEqual(naive.map(({ pair, count }) => ({ pair, count })));
  expect(small.result.learned.list[0]).toMatchObject({ left: 'a', right: 't', text: 'at', count: 11, tokens: 69 });
});

test('shows each merge, and both texts cut with what is there so far', () => {
  expect(small.events.map(({ merges }) => merges)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  const pairs = small.result.learned.list.map(({ left_id, right_id }) => [left_id, right_id] as const);
  for (const { merges, strip, cut, tokens, bytes, cut_bytes } of small.events) {
    const sofar = pairs.slice(0, merges);
    expect(strip.map(({ id }) => id)).toEqual(naiveEncode(bytesOf(knobs.learn), 'gpt2', sofar));
    expect(cut.map(({ id }) => id)).toEqual(naiveEncode(bytesOf(knobs.text), 'gpt2', sofar));
    expect([tokens, bytes, cut_bytes]).toEqual([strip.length, knobs.learn.length, knobs.text.length]);
  }
  const shrinking = small.events.map(({ tokens }) => tokens);
  expect(shrinking).toEqual([...new Set(shrinking)].sort((a, b) => b - a));
});

test('the result is the text in tokens', () => {
  const { result } = small;
  expect(result.tokens.map(({ text }) => text).join('|')).toBe('th|at| rat| |at|e| the| c|h|e|e|s|e');
  expect(result).toMatchObject({ text: knobs.text, count: 13, bytes: 23, characters: 23, special: 270 });
  expect(result.bytes_per_token).toBe(23 / 13);
  expect(result.learned).toMatchObject({
    vocab_size: 271,
    merges: 14,
    bytes: 80,
    tokens: 30,
    bytes_per_token: 80 / 30,
  });
});

test('the pair that is joined is named, and its tokens are marked', () => {
  const picture = pictureOf(tokenizeLab, small.states[2], 80, 24);
  expect(picture).toContain('"a" + "t" → ["at"] (256), 11 times');
  expect(picture).toContain('data: 80 bytes in 69 tokens');
  expect(picture).toContain('model: 1 merge ');
  expect(picture).toContain('t|h|e|␣|c|at|␣|s|at|');
  expect(picture).toMatch(/\n│ {11}\^\^ {5}\^\^ {19}\^\^ /);
  expect(picture).toContain('256 bytes + 1 merge + <end> (257) = 258');
});

test('a text cannot write the special token', async () => {
  const { result } = await run({ learn: '<end><end><end>', text: 'bye<end>', vocab_size: 300 });
  expect(result.special).toBe(result.learned.vocab_size - 1);
  expect(result.ids).not.toContain(result.special);
  expect(result.tokens.map(({ text }) => text)).toEqual(['b', 'y', 'e', '<', 'end', '>']);
});

test('says when nothing is left to be joined', async () => {
  const { events, states, result } = await run({ learn: 'aab', vocab_size: 280 });
  expect(events.at(-1)).toMatchObject({ merges: 2, tokens: 1, exhausted: true });
  expect(result.learned).toMatchObject({ vocab_size: 259, merges: 2 });
  expect(pictureOf(tokenizeLab, states.at(-1)!, 80, 24)).toContain('no pair is left: every piece is one token');
});

test('no text to learn from and no text to cut are no trouble', async () => {
  const { events, result, states } = await run({ learn: '', text: '' });
  expect(events.at(-1)).toMatchObject({ merges: 0, tokens: 0, exhausted: true });
  expect(result).toMatchObject({ ids: [], bytes_per_token: null, learned: { bytes_per_token: null } });
  expect(pictureOf(tokenizeLab, states.at(-1)!, 80, 24)).toContain('(nothing)');
});

describe('a corpus', () => {
  test('is learnt in few steps, and named', async () => {
    const { events, states, result } = await run({ corpus: 'cat', vocab_size: 400, text: 'The cat sat.' });
    expect(events.map(({ merges }) => merges)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 143]);
    expect(events.flatMap(({ made }) => made).at(-1)!.id).toBe(398);
    expect(result.learned).toMatchObject({ corpus: 'cat', merges: 143 });
    const picture = pictureOf(tokenizeLab, states.at(-1)!, 80, 24);
    expect(picture).toContain('data, cat: ');
    expect(picture).toMatch(/… \d+ more/);
    // Shown and counted tokens together are all of them.
    const [, more] = /… (\d+) more/.exec(picture)!;
    expect(Number(more)).toBeLessThan(events.at(-1)!.tokens);
    expect(pictureOf(tokenizeLab, states.at(-1)!, 80, 13)).toMatch(/^data, cat: \d+ bytes in \d+ tokens\n/);
  });

  test('larger than can be held is refused', async () => {
    const { data, ...context } = { rng: new Random(1), seed: 1, data: corpora(), cache: new Map() };
    const open = (name: string) => ({ name, chunks: () => [new Uint8Array(17 << 20)] });
    const given = parse(params, { corpus: 'large', split: 'none' });
    const steps = tokenizeLab.run(given, { ...context, data: { ...data, open } });
    await expect(async () => steps.next()).rejects.toThrow('this file is larger than 16 MB (large)');
  });
});

test('hostile texts are drawn harmlessly', async () => {
  for (const text of ['\x1b[31mred\x07', '\u202eabc', '\u0301\u0301', '👩‍👩‍👧', 'x'.repeat(2000)]) {
    const { states } = await run({ text, learn: text });
    const picture = pictureOf(tokenizeLab, states.at(-1)!, 60, 20);
    expect(picture).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/);
  }
});

test('ids of a special token cut to its name and no bytes', () => {
  const vocabulary = new Vocabulary(bytesOf('abab'), 'none');
  const [merge] = vocabulary.learn(258);
  expect(merge).toMatchObject({ id: 256, text: 'ab', count: 2, tokens: 2 });
  const cut = cutOf(vocabulary.tokenizer(), [256, 257]);
  expect(cut).toMatchObject({ text: 'ab', count: 2, bytes: 2 });
  expect(cut.tokens[1]).toEqual({ id: 257, text: '<end>', bytes: [] });
});
