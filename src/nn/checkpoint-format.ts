/** Weights as bytes: one file that says what it is, how it is laid out, and whether it is whole.
 *
 *  8 bytes  mark         89 "GENAI" 0D 0A: no text, and broken visibly by whoever turns line ends
 *  4 bytes  version      of this layout; whole numbers here are unsigned, lowest byte first
 *  4 bytes  length       of the header
 *           header       JSON: kind, about, and name, type and shape of each tensor
 *           tensors      one after the other, in the order of the header, lowest byte first
 *  4 bytes  checksum     CRC-32 of all before it
 *
 *  Nothing is taken for granted in what is read: the sizes that the header claims must add up to those of the bytes that are
 *  there before any memory is taken for them. */
import * as z from 'zod';

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
} as const;

type StoredType = keyof typeof arrays;
type StoredNumbers = Float32Array | Float64Array | Int32Array | Int8Array | Uint8Array;

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: StoredNumbers;
}

export interface Checkpoint {
  /** What they are the weights of, such as "gan". */
  readonly kind: string;
  /** Anything that JSON can hold: settings, steps taken, where chance stands. */
  readonly about: unknown;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** What is wrong with a file; whoever knows its name adds it. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';

  constructor(
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what}. ${remedy}`);
  }
}

const mark = Uint8Array.of(0x89, 0x47, 0x45, 0x4e, 0x41, 0x49, 0x0d, 0x0a);
const version = 1;
const headerAt = 16;
const longestHeader = 1 << 20;

const HeaderSchema = z.object({
  kind: z.string().max(100),
  about: z.unknown(),
  tensors: z
    .array(
      z.object({
        name: z.string().max(200),
        type: z.enum(Object.keys(arrays) as StoredType[]),
        shape: z.array(z.int().min(0).max(0xffffffff)).max(8),
      }),
    )
    .max(10_000),
});

export function encodeCheckpoint({ kind, about, tensors }: Checkpoint): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({
      kind,
      about,
      tensors: Array.from(tensors, ([name, { shape, data }]) => {
        if (product(shape) !== data.length) throw new Error(`${name}: ${data.length} numbers for [${shape}]`);
        return { name, type: typeOf(data), shape };
      }),
    }),
  );
  if (header.length > longestHeader) throw new Error('this header is too long for a checkpoint');
  const size = Array.from(tensors.values()).reduce((sum, { data }) => sum + data.byteLength, 0);
  const bytes = new Uint8Array(headerAt + header.length + size + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(mark);
  view.setUint32(8, version, true);
  view.setUint32(12, header.length, true);
  bytes.set(header, headerAt);
  let at = headerAt + header.length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  view.setUint32(at, crc32(bytes.subarray(0, at)), true);
  return bytes;
}

/** @throws CheckpointError when the bytes are not a whole checkpoint of this version */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  if (bytes.length < mark.length || mark.some((byte, i) => bytes[i] !== byte)) {
    throw new CheckpointError('this is not a file of weights', 'Give one that this program has written.');
  }
  if (bytes.length < headerAt + 4) throw cutOff();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8, true) > version) {
    throw new CheckpointError('this file was written by a newer version of this program', 'Update genai-tutor.');
  }
  const length = view.getUint32(12, true);
  if (length > longestHeader) throw damaged();
  const end = bytes.length - 4;
  if (headerAt + length > end) throw cutOff();
  const { kind, about, tensors } = readHeader(bytes.subarray(headerAt, headerAt + length));
  const size = tensors.reduce((sum, { type, shape }) => sum + product(shape) * arrays[type].BYTES_PER_ELEMENT, 0);
  if (headerAt + length + size > end) throw cutOff();
  if (headerAt + length + size < end || view.getUint32(end, true) !== crc32(bytes.subarray(0, end))) throw damaged();

  let at = headerAt + length;
  const read = new Map<string, StoredTensor>();
  for (const { name, type, shape } of tensors) {
    const Numbers = arrays[type];
    const next = at + product(shape) * Numbers.BYTES_PER_ELEMENT;
    // A copy, for numbers must not begin at odd places; and not by slice, which in Node's Buffer copies nothing.
    const copy = new Uint8Array(bytes.subarray(at, next));
    read.set(name, { shape, data: new Numbers(copy.buffer) });
    at = next;
  }
  return { kind, about, tensors: read };
}

function readHeader(bytes: Uint8Array): z.infer<typeof HeaderSchema> {
  try {
    return HeaderSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw damaged();
  }
}

const damaged = (): CheckpointError =>
  new CheckpointError('this file of weights is damaged', 'Take another copy, or train again.');
const cutOff = (): CheckpointError =>
  new CheckpointError('this file of weights is cut off', 'Take another copy, or train again.');

const product = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

function typeOf(data: StoredNumbers): StoredType {
  return (Object.keys(arrays) as StoredType[]).find((type) => data instanceof arrays[type])!;
}

/** CRC-32 as in PNG and gzip: the remainder of the bytes, read as one long polynomial.
 *  crc32 of the letters "123456789" is 0xcbf43926. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ remainders[(crc ^ bytes[i]) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});
