import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Checkpoint,
  CheckpointError,
  crc32,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../src/nn/checkpoint-format.ts';

const sample: Checkpoint = {
  kind: 'gan',
  about: { step: 7, note: 'äöü ∂ 🙂', nested: [1, { two: null }] },
  tensors: new Map([
    ['weight', { shape: [2, 3], data: Float32Array.of(1, -2, Number.NaN, Number.POSITIVE_INFINITY, 0.1, -0) }],
    ['odd', { shape: [3], data: Int8Array.of(-128, 0, 127) }],
    ['exact', { shape: [1, 1], data: Float64Array.of(Math.PI) }],
    ['tokens', { shape: [2], data: Int32Array.of(-5, 2_000_000_000) }],
    ['bytes', { shape: [2], data: Uint8Array.of(0, 255) }],
    ['empty', { shape: [0, 4], data: new Float32Array(0) }],
  ]),
};

const problem = (bytes: Uint8Array): string => {
  try {
    decodeCheckpoint(bytes);
  } catch (error) {
    if (error instanceof CheckpointError) return error.what;
    throw error;
  }
  return 'none';
};

/** The same file with another checksum that fits. */
const resealed = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.length - 4;
  new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
};

/** A file that says of itself what it likes. */
const forged = (header: unknown, length?: number): Uint8Array => {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(16 + text.length + 4);
  bytes.set(encodeCheckpoint(sample).subarray(0, 16));
  new DataView(bytes.buffer).setUint32(12, length ?? text.length, true);
  bytes.set(text, 16);
  return resealed(bytes);
};

test('the check value of CRC-32', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('what is written is read, to the bit', () => {
  expect(decodeCheckpoint(encodeCheckpoint(sample))).toEqual(sample);
});

test('it is read from the middle of other bytes, at any place', () => {
  const bytes = encodeCheckpoint(sample);
  const among = new Uint8Array(bytes.length + 10);
  among.set(bytes, 3);
  expect(decodeCheckpoint(among.subarray(3, 3 + bytes.length))).toEqual(sample);
  expect(decodeCheckpoint(Buffer.from(among).subarray(3, 3 + bytes.length))).toEqual(sample);
});

test('any tensors make the round', () => {
  const tensor = fc.array(fc.float(), { maxLength: 30 }).map((numbers) => {
    return { shape: [numbers.length], data: Float32Array.from(numbers) };
  });
  fc.assert(
    fc.property(
      fc.string({ maxLength: 20 }),
      fc.jsonValue(),
      fc.dictionary(fc.string(), tensor),
      (kind, about, all) => {
        // JSON knows no −0
        const plain = JSON.parse(JSON.stringify(about));
        const checkpoint = { kind, about: plain, tensors: new Map(Object.entries(all)) };
        expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
      },
    ),
  );
});

test('a tensor whose shape does not fit is not written', () => {
  const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1) }]]);
  expect(() => encodeCheckpoint({ kind: 'x', about: 0, tensors })).toThrow('1 numbers for [2]');
});

describe('what is wrong is said', () => {
  const bytes = encodeCheckpoint(sample);

  test('every file cut short', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(problem(bytes.slice(0, length))).toMatch(length < 8 ? 'not a file of weights' : /cut off|damaged/);
    }
  });

  test('every flipped bit', () => {
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = bytes.slice();
        changed[at] ^= 1 << bit;
        expect(problem(changed)).toMatch(/not a file of weights|newer|cut off|damaged/);
      }
    }
  });

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        expect(problem(tail)).toBe('this is not a file of weights');
        expect(problem(Uint8Array.of(...bytes.subarray(0, 8), ...tail))).toMatch(/newer|cut off|damaged/);
      }),
    );
  });

  test('several bytes overwritten, with a checksum that fits', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 5), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, put) => {
        const changed = bytes.slice();
        changed.set(put.subarray(0, bytes.length - 4 - at), at);
        // It may by chance be another good file; what it must not do is to fail in another way.
        expect(typeof problem(resealed(changed))).toBe('string');
      }),
    );
  });

  test('a newer version', () => {
    const newer = bytes.slice();
    newer[8] = 2;
    expect(problem(resealed(newer))).toContain('newer version');
  });

  test('something at the end', () => {
    expect(problem(Uint8Array.of(...bytes, 0))).toContain('damaged');
  });

  const tensor = { name: 'w', type: 'float32', shape: [1] };
  test.each([
    ['no JSON', '{"kind":', /damaged/],
    ['no object', 'null', /damaged/],
    ['no tensors', { kind: 'gan', about: 0 }, /damaged/],
    ['an unknown type', { kind: 'gan', about: 0, tensors: [{ ...tensor, type: 'float16' }] }, /damaged/],
    ['a type that every object has', { kind: 'gan', about: 0, tensors: [{ ...tensor, type: 'toString' }] }, /damaged/],
    ['a negative size', { kind: 'gan', about: 0, tensors: [{ ...tensor, shape: [-1] }] }, /damaged/],
    ['half a number', { kind: 'gan', about: 0, tensors: [{ ...tensor, shape: [0.5] }] }, /damaged/],
    ['terabytes', { kind: 'gan', about: 0, tensors: [{ ...tensor, shape: [1e9, 1e9] }] }, /cut off/],
    [
      'more than can be counted',
      { kind: 'gan', about: 0, tensors: [{ ...tensor, shape: Array(8).fill(4e9) }] },
      /cut off/,
    ],
    ['ten dimensions', { kind: 'gan', about: 0, tensors: [{ ...tensor, shape: Array(10).fill(1) }] }, /damaged/],
    ['a deep hole', '['.repeat(100_000), /damaged/],
  ])('a header with %s', (_, header, expected) => {
    expect(problem(forged(header))).toMatch(expected);
  });

  test('a header that claims to be longer than the file, or than any', () => {
    expect(problem(forged({}, 1000))).toContain('cut off');
    expect(problem(forged({}, 0xffffffff))).toContain('damaged');
  });
});
