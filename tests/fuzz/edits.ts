/** Bytes spoiled a little: flipped, cut off, doubled, put elsewhere. */
import fc from 'fast-check';

/** Places are shares of the length, from 0 to 1. */
export type Edit =
  | { readonly do: 'flip'; readonly at: number; readonly bit: number }
  | { readonly do: 'set'; readonly at: number; readonly byte: number }
  | { readonly do: 'word'; readonly at: number; readonly word: number }
  | { readonly do: 'cut'; readonly at: number }
  | { readonly do: 'drop'; readonly at: number; readonly length: number }
  | { readonly do: 'double'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly do: 'insert'; readonly at: number; readonly text: string };

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const length = fc.oneof(fc.nat(8), fc.nat(300));
const kind = <K extends string>(name: K) => fc.constant(name);

/** @param text what may be put in */
export const edits = (text: fc.Arbitrary<string>): fc.Arbitrary<Edit[]> =>
  fc.array(
    fc.oneof(
      fc.record({ do: kind('flip'), at, bit: fc.nat(7) }),
      fc.record({ do: kind('set'), at, byte: fc.nat(255) }),
      fc.record({ do: kind('word'), at, word: fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x10000) }),
      fc.record({ do: kind('cut'), at }),
      fc.record({ do: kind('drop'), at, length }),
      fc.record({ do: kind('double'), at, length, to: at }),
      fc.record({ do: kind('insert'), at, text }),
    ),
    { minLength: 1, maxLength: 4 },
  );

export function edited(bytes: Uint8Array, list: readonly Edit[]): Buffer {
  let now: Buffer = Buffer.from(bytes);
  for (const edit of list) now = one(now, edit);
  return now;
}

function one(bytes: Buffer, edit: Edit): Buffer {
  const place = Math.floor(edit.at * bytes.length);
  const splice = (from: number, to: number, between: Uint8Array): Buffer =>
    Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);
  switch (edit.do) {
    case 'flip':
      if (place < bytes.length) bytes[place] ^= 1 << edit.bit;
      return bytes;
    case 'set':
      if (place < bytes.length) bytes[place] = edit.byte;
      return bytes;
    case 'word':
      if (place + 4 <= bytes.length) bytes.writeUInt32LE(edit.word, place);
      return bytes;
    case 'cut':
      return bytes.subarray(0, place);
    case 'drop':
      return splice(place, place + edit.length, Buffer.alloc(0));
    case 'double': {
      const to = Math.floor(edit.to * bytes.length);
      return splice(to, to, Buffer.from(bytes.subarray(place, place + edit.length)));
    }
    case 'insert':
      return splice(place, place, Buffer.from(edit.text));
  }
}
