import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';
import { restoreTokenizer, SavedTokenizerSchema } from '../../../src/models/tokenizer/saved.ts';
import { decodeTokens, type Tokenizer } from '../../../src/models/tokenizer/tokenizer.ts';
import { Words } from '../../../src/models/tokenizer/words.ts';

const text = 'The cat sat on the mat.\nThe café cost 3 €, said "Zoë" 😀.\n';
const all: readonly (readonly [string, () => Tokenizer])[] = [
  ['characters of lines', () => Characters.of(text, true)],
  ['characters', () => Characters.of(text, false)],
  ['words', () => Words.of(text)],
  ['byte pairs', () => BytePairTokens.of(new TextEncoder().encode(text), 280)],
];

describe.each(all)('%s', (_, make) => {
  const tokenizer = make();

  test('a known text comes back', () => {
    for (const line of text.split('\n')) {
      const ids = tokenizer.encode(line);
      expect(Math.min(...ids, tokenizer.size)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...ids, 0)).toBeLessThan(tokenizer.size);
      // The first word of a line is the one that follows a space.
      expect(decodeTokens(tokenizer, ids).trimStart()).toBe(line);
    }
  });

  test('is the same when it was saved', () => {
    const saved = SavedTokenizerSchema.parse(JSON.parse(JSON.stringify(tokenizer.save())));
    const other = restoreTokenizer(saved);
    expect([other.unit, other.size, other.mark]).toEqual([tokenizer.unit, tokenizer.size, tokenizer.mark]);
    expect(other.encode(text)).toEqual(tokenizer.encode(text));
    for (let id = 0; id < tokenizer.size; id++) expect(other.bytes(id)).toEqual(tokenizer.bytes(id));
  });
});

test('only byte pairs know everything', () => {
  const [characters, , words, pairs] = all.map(([, make]) => make());
  expect([...characters.encode('Tx')]).toEqual([expect.any(Number), -1]);
  expect([...words.encode('The dog')]).toEqual([expect.any(Number), -1]);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (any) => decodeTokens(pairs, pairs.encode(any)) === any));
});

test('a character whose bytes come one by one is shown when it is whole', () => {
  const pairs = BytePairTokens.of(new Uint8Array(0), 257);
  expect(decodeTokens(pairs, pairs.encode('€'))).toBe('€');
  expect(decodeTokens(pairs, pairs.encode('€').slice(0, 2))).toBe('�');
});

test('line feeds part documents, or are a character that does', () => {
  expect(Characters.of('ab\ncd', true)).toMatchObject({ size: 5, mark: 0 });
  const stream = Characters.of('ab\ncd', false);
  expect(stream.encode('\n')[0]).toBe(stream.mark);
  expect(stream.size).toBe(5);
});

test('what no program wrote is refused', () => {
  for (const saved of [
    { unit: 'char', tokens: ['a'], mark: 1 },
    { unit: 'char', tokens: ['a', 'a'], mark: 0 },
    { unit: 'bpe', split: 'none', merges: [[97, 256]] },
    { unit: 'bpe', split: 'none', merges: [[97, -1]] },
    { unit: 'bit', tokens: [] },
  ]) {
    expect(SavedTokenizerSchema.safeParse(saved).success).toBe(false);
  }
});

test('tokens besides the mark that no text can hold come back from a file', () => {
  const pairs = BytePairTokens.of(new TextEncoder().encode(text), 280, 'gpt2', ['<user>', '<model>']);
  expect(pairs.size).toBeLessThanOrEqual(280);
  const other = restoreTokenizer(SavedTokenizerSchema.parse(JSON.parse(JSON.stringify(pairs.save()))));
  expect(other.size).toBe(pairs.size);
  expect(other.mark).toBe(pairs.mark);
  for (const name of ['<user>', '<model>']) {
    expect((other as BytePairTokens).special(name)).toBe(pairs.special(name));
    expect(pairs.bytes(pairs.special(name))).toHaveLength(0);
    expect(pairs.encode(name)).not.toContain(pairs.special(name));
  }
});
