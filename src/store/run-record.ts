/** What stands in the files that a run keeps about itself: run.json for the whole, <stage>.json for a stage that is done, and
 *  <stage>.part for one that is not.
 *
 *  The .json files are for people too. `crc` is the CRC-32 of all else in them, as JSON without blanks: a letter that flipped is
 *  noticed, another layout is none. `version` is that of all files here; it and `crc` mean the same in every version to come. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { CheckpointError, crc32, decodeCheckpoint, encodeCheckpoint } from '../nn/checkpoint-format.ts';
import { windowsProblem } from './windows-name.ts';

const version = 1;

/** Whether a stage may make a file of that name: the same on every system, no way out of the folder, and none of the run's own. */
export const isFileName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(name) &&
  name.length <= 100 &&
  !windowsProblem(name) &&
  name !== 'run.json' &&
  !name.endsWith('.part');

const Crc32 = z.int().min(0).max(0xffffffff);

/** The SHA-256 of a file. Not its CRC: a file that ends with a CRC of its own has the same one whatever stands in it. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const MadeSchema = z.object({
  name: z.string().refine(isFileName),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Made = z.infer<typeof MadeSchema>;

/** What something was made from: stage → `printOf` its files. */
const SourcesSchema = z.record(z.string(), Crc32);
export type Sources = z.infer<typeof SourcesSchema>;

const RunSchema = z.object({
  kind: z.literal('genai pipeline'),
  version: z.literal(version),
  settings: z.record(z.string(), z.unknown()),
});

const StageSchema = z.object({
  version: z.literal(version),
  stage: z.string(),
  files: z.array(MadeSchema).max(1000),
  from: SourcesSchema,
  result: z.unknown(),
});
export type StageRecord = z.infer<typeof StageSchema>;

const PartSchema = z.object({
  stage: z.string(),
  from: SourcesSchema,
  knobs: z.record(z.string(), z.unknown()).default({}),
});
export interface Part {
  readonly from: Sources;
  /** With which it was begun. */
  readonly knobs: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

/** One number for all files of a stage: that of others is another. */
export const printOf = (files: readonly Made[]): number =>
  crc32(new TextEncoder().encode(JSON.stringify(files.map(({ name, bytes, sha256 }) => [name, bytes, sha256]))));

const crcOf = (value: unknown): number => crc32(new TextEncoder().encode(JSON.stringify(value)));

const sealed = (value: object): string => `${JSON.stringify({ ...value, crc: crcOf(value) }, undefined, 2)}\n`;

export const encodeRun = (settings: Readonly<Record<string, unknown>>): string =>
  sealed({ kind: 'genai pipeline', version, settings });

export const encodeStage = (record: Omit<StageRecord, 'version'>): string => sealed({ version, ...record });

/** Why something is not what it was taken for: a version that is not ours, or damage of any other sort. */
export type Unread = 'newer' | 'older' | 'damaged';

export const decodeRun = (bytes: Uint8Array): z.infer<typeof RunSchema> | Unread => unsealed(bytes, RunSchema);

export function decodeStage(bytes: Uint8Array, stage: string): StageRecord | Unread {
  const record = unsealed(bytes, StageSchema);
  return typeof record === 'string' || record.stage === stage ? record : 'damaged';
}

function unsealed<T extends object>(bytes: Uint8Array, schema: z.ZodType<T>): T | Unread {
  try {
    const { crc, ...value } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (crc !== crcOf(value)) return 'damaged';
    if (value.version > version) return 'newer';
    if (value.version < version) return 'older';
    return schema.parse(value);
  } catch {
    return 'damaged';
  }
}

export const encodePart = (stage: string, { from, knobs, bytes }: Part): Uint8Array =>
  encodeCheckpoint({
    kind: 'part of a run',
    about: { stage, from, knobs },
    tensors: new Map([['part', { shape: [bytes.length], data: bytes }]]),
  });

/** @returns undefined when it is damaged */
export function decodePart(file: Uint8Array, stage: string): Part | undefined {
  try {
    const { kind, about, tensors } = decodeCheckpoint(file);
    const part = PartSchema.parse(about);
    const bytes = tensors.get('part')?.data;
    if (kind === 'part of a run' && part.stage === stage && bytes instanceof Uint8Array)
      return { from: part.from, knobs: part.knobs, bytes };
  } catch (error) {
    if (!(error instanceof CheckpointError || error instanceof z.ZodError)) throw error;
  }
  return undefined;
}
