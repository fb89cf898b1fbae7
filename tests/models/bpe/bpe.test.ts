import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BytePairs } from '../../../src/models/bpe/codec.ts';
import { pieces, type SplitName, splitNames, toBytes, toText } from '../../../src/models/bpe/split.ts';
import { learnMerges, type Merge } from '../../../src/models/bpe/train.ts';
import { naiveEncode, naiveMerges } from './naive.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function learn(text: Uint8Array, split: SplitName, most: number): Merge[] {
  const merges: Merge[] = [];
  for (const merge of learnMerges(text, split)) {
    if (merges.push(merge) >= most) break;
  }
  return merges;
}

const codecOf = (text: Uint8Array, split: SplitName, most: number, special: string[] = []): BytePairs =>
  new BytePairs(
    split,
    learn(text, split, most).map(({ left, right }) => [left, right] as const),
    special,
  );

/** Few different bytes, so that much repeats; and any bytes at all. */
const someText = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 60 }).map(bytesOf),
  fc.string({ unit: fc.constantFrom('a', 'é', '\n', "'s", '1', '.', ' ', '😀'), maxLength: 60 }).map(bytesOf),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map(bytesOf),
  fc.uint8Array({ maxLength: 60 }),
);
const someSplit = fc.constantFrom(...splitNames);

test('the example of minbpe', () => {
  const codec = codecOf(bytesOf('aaabdaaabac'), 'none', 3);
  expect([...codec.encode('aaabdaaabac')]).toEqual([258, 100, 258, 97, 99]);
  expect(codec.decodeText([258, 100, 258, 97, 99])).toBe('aaabdaaabac');
});

test('learns what counting everything anew learns, in the same order', () => {
  fc.assert(
    fc.property(someText, someSplit, (text, split) => {
      const fast = learn(text, split, 40).map(({ left, right, ...counts }) => ({ pair: [left, right], ...counts }));
      expect(fast).toEqual(naiveMerges(text, split, 40));
    }),
    { numRuns: 400 },
  );
});

test('encodes as joining merge by merge does', () => {
  fc.assert(
    fc.property(someText, someText, someSplit, (learnt, text, split) => {
      const codec = codecOf(learnt, split, 40);
      expect([...codec.encode(text)]).toEqual(naiveEncode(text, split, codec.merges));
    }),
    { numRuns: 400 },
  );
});

test('any bytes come back, whatever was learnt', () => {
  fc.assert(
    fc.property(someText, fc.uint8Array({ maxLength: 80 }), someSplit, (learnt, text, split) => {
      const codec = codecOf(learnt, split, 30);
      expect(codec.decode(codec.encode(text))).toEqual(text);
    }),
    { numRuns: 400 },
  );
});

test('any text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), someSplit, (text, split) => {
      const codec = codecOf(bytesOf(text + text), split, 30);
      expect(codec.decodeText(codec.encode(text))).toBe(text);
    }),
  );
});

describe('splitting', () => {
  test('pieces together are the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), someSplit, (bytes, split) => {
        expect(toBytes([...pieces(toText(bytes), split)].join(''))).toEqual(bytes);
      }),
    );
  });

  test('bytes that are no UTF-8 go through, also what looks like a surrogate or too long a form', () => {
    for (const bytes of [
      [0xed, 0xa0, 0x80],
      [0xc0, 0x80],
      [0xe0, 0x80, 0xaf],
      [0xf4, 0x90, 0x80, 0x80],
      [0xf0, 0x9f, 0x98],
      [0x41, 0xff, 0xf0, 0x9f, 0x98, 0x80, 0xfe],
      [0xef, 0xbb, 0xbf, 0x41],
    ]) {
      expect([...toBytes(toText(Uint8Array.from(bytes)))]).toEqual(bytes);
    }
  });

  test("GPT-2's and GPT-4's", () => {
    const text = "It's 12345 cats,  they'LL purr...\n\n  Yes";
    expect([...pieces(text, 'gpt2')]).toEqual(
      // biome-ignore format: a list of pieces
      ['It', "'s", ' 12345', ' cats', ',', ' ', ' they', "'", 'LL', ' purr', '...', '\n\n ', ' Yes'],
    );
    expect([...pieces(text, 'gpt4')]).toEqual(
      // biome-ignore format: a list of pieces
      ['It', "'s", ' ', '123', '45', ' cats', ',', ' ', ' they', "'LL", ' purr', '...\n\n', ' ', ' Yes'],
    );
  });
});

describe('special tokens', () => {
  const codec = codecOf(bytesOf('<|end|> <|end|> <|end|>'), 'none', 50, ['<|end|>', '<|user|>']);

  test('have numbers behind all others and no bytes', () => {
    expect(codec.specialToken('<|user|>')).toBe(codec.size - 1);
    expect(codec.decodeText([...codec.encode('a'), codec.specialToken('<|end|>')])).toBe('a');
    expect(() => codec.specialToken('<|x|>')).toThrow(RangeError);
  });

  test('no text is encoded to one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<|end|>', '<|user|>', '<', '|', 'end', 'x')), (parts) => {
        const limit = codec.size - codec.special.length;
        for (const id of codec.encode(parts.join(''))) expect(id).toBeLessThan(limit);
      }),
    );
  });
});

test('bad merges and numbers are refused', () => {
  expect(() => new BytePairs('none', [[97, 256]])).toThrow(RangeError);
  expect(() => codecOf(bytesOf('abab'), 'none', 1).decode([257])).toThrow(RangeError);
  expect(() => codecOf(bytesOf('abab'), 'none', 1).decode([-1])).toThrow(RangeError);
});

test('long runs and long texts without any splitting take a time that grows as they do', () => {
  const text = new Uint8Array(200_000).fill(97);
  const codec = codecOf(text, 'none', 100);
  // "aa" of "a", then of that, and so on: 17 doublings, then what is left over
  expect(codec.merges[0]).toEqual([97, 97]);
  expect(codec.encode(text).length).toBeLessThan(20);
  expect(codec.decode(codec.encode(text))).toEqual(text);
});
