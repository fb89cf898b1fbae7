/** Files that a person hands in or the program once wrote: weights, runs that go on, sketches, lists of numbers. They are
 *  refused in one line, or what is in them is whole; and no file takes more memory than it is long. */
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { InputError } from '../../../src/data/input-error.ts';
import { ownNumbers, parseNumbers } from '../../../src/data/numbers/own-numbers.ts';
import { targets as numberTargets } from '../../../src/data/numbers/targets.ts';
import { inFile, readWeights } from '../../../src/data/weights-file.ts';
import { readSketch } from '../../../src/labs/diffuse/sketch.ts';
import { DiffusionConfigSchema } from '../../../src/models/diffusion/config.ts';
import { unetParameters } from '../../../src/models/diffusion/unet.ts';
import { modelFromCheckpoint, modelToCheckpoint } from '../../../src/models/diffusion/weights.ts';
import { fromCheckpoint, toCheckpoint } from '../../../src/models/gan/checkpoint.ts';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { type Checkpoint, crc32, decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { edited, edits } from '../edits.ts';
import { anyDouble, bytesFrom, hostileBytes, hostileNumber, hostileText } from '../hostile.ts';
import { type Target, target } from '../target.ts';

const kernels = plainKernels();
const trainer = new Trainer(GanConfigSchema.parse({ latent: 2, batch: 4 }), numberTargets.bimodal, 1, kernels);
trainer.step();
const run = toCheckpoint(trainer.snapshot(), 'bimodal');
const config = DiffusionConfigSchema.parse({ size: 4, widths: [2], groups: 1, embedding: 2 });
const weights = new ParameterSet(kernels, kernels.arena(), unetParameters(config, 2));
kernels.normals(weights.values, new Random(1));
const model = modelToCheckpoint({ config, vocabulary: ['cat', 'dog'], weights });

const whole: readonly Checkpoint[] = [run, model];
const files = whole.map(encodeCheckpoint);

/** Megabytes of buffers that may be taken for a file of a few kilobytes. */
const mostMegabytes = 20;

/** @throws what work throws, unless it is an InputError that says what to do */
function refusedOrDone<T>(work: () => T): T | undefined {
  const before = process.memoryUsage().arrayBuffers;
  let done: T | undefined;
  let refused: unknown;
  try {
    done = work();
  } catch (error) {
    refused = error;
  }
  const megabytes = (process.memoryUsage().arrayBuffers - before) / 2 ** 20;
  if (megabytes > mostMegabytes) throw new Error(`${megabytes.toFixed(0)} MB were taken`);
  if (refused !== undefined && !(refused instanceof InputError && refused.remedy)) throw refused;
  return done;
}

const same = (a: Checkpoint, b: Checkpoint): boolean =>
  JSON.stringify([a.kind, a.about, [...a.tensors]]) === JSON.stringify([b.kind, b.about, [...b.tensors]]);

/** Anything that JSON can hold where something else stood. */
const lies = fc.array(
  fc.record({
    path: fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
    value: fc.oneof(
      fc.constantFrom<unknown>(
        null,
        -1,
        0,
        1,
        0.5,
        4294967295,
        4294967296,
        1e308,
        '',
        'gan',
        [],
        {},
        [4294967295, 4294967295],
      ),
      fc.constantFrom<unknown>('float32', 'int8', [0], [1], true, 64, 512, 10_000, 'diffusion-model'),
      hostileText(20),
      fc.integer(),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

function lie(root: unknown, path: readonly number[], value: unknown): void {
  let parent = root as Record<string, unknown>;
  for (const [depth, pick] of path.entries()) {
    const names = Object.keys(parent);
    if (names.length === 0) return;
    const name = names[pick % names.length];
    const inner = parent[name];
    if (depth < path.length - 1 && typeof inner === 'object' && inner !== null) parent = inner as typeof parent;
    else {
      parent[name] = value;
      return;
    }
  }
}

/** The file with another header, and a checksum that fits. */
function withHeader(file: Uint8Array, change: (header: unknown) => void): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset);
  const length = view.getUint32(12, true);
  const header = JSON.parse(Buffer.from(file.subarray(16, 16 + length)).toString());
  change(header);
  const text = Buffer.from(JSON.stringify(header));
  const bytes = Buffer.concat([file.subarray(0, 16), text, file.subarray(16 + length)]);
  bytes.writeUInt32LE(text.length, 12);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, bytes.length - 4)), bytes.length - 4);
  return bytes;
}

const png = new PNG({ width: 5, height: 4 });
png.data.fill(100);
const picture = PNG.sync.write(png);
const sketches: readonly Uint8Array[] = [picture, Buffer.from('.:+#@\n@@ ..\n')];

const asData = (bytes: Uint8Array) => ({ open: (name: string) => ({ name, chunks: () => [bytes] }) });

async function sketch(bytes: Uint8Array): Promise<void> {
  let pixels: Float32Array;
  try {
    pixels = await readSketch('x', 8, asData(bytes));
  } catch (error) {
    if (!(error instanceof InputError) || !error.remedy) throw error;
    return;
  }
  if (pixels.length !== 8 * 8 * 3) throw new Error(`${pixels.length} numbers`);
  if (!pixels.every((x) => x >= -2.01 && x <= 2.01)) throw new Error('a pixel that is no light');
}

export const targets: readonly Target[] = [
  target({
    name: 'weights-bytes',
    cases: 600,
    input: fc.record({ which: fc.nat(1), edits: edits(hostileText(50)) }),
    check({ which, edits }) {
      const bytes = edited(files[which], edits);
      const read = refusedOrDone(() => inFile('x', () => decodeCheckpoint(bytes)));
      // The checksum sees every change.
      if (read && !same(read, whole[which])) throw new Error('a damaged file was taken');
    },
  }),
  target({
    name: 'weights-lies',
    cases: 600,
    input: fc.record({ which: fc.nat(1), lies }),
    check({ which, lies }) {
      const bytes = withHeader(files[which], (header) => {
        for (const { path, value } of lies) lie(header, path, structuredClone(value));
      });
      refusedOrDone(() => {
        const read = readWeights(bytes, [whole[which].kind], 'x');
        if (which === 0) {
          const { snapshot } = inFile('x', () => fromCheckpoint(read));
          if (snapshot.generator.length === 0) throw new Error('a run of nothing');
        } else {
          const { weights } = inFile('x', () => modelFromCheckpoint(read, kernels));
          if (!weights.values.data.every(Number.isFinite)) throw new Error('weights that are no numbers');
        }
      });
    },
  }),
  target({
    name: 'weights-numbers',
    cases: 150,
    input: fc.record({ tensor: fc.nat(40), at: fc.nat(1000), value: anyDouble }),
    check({ tensor, at, value }) {
      const name = [...model.tensors.keys()][tensor % model.tensors.size];
      const { shape, data } = model.tensors.get(name)!;
      const spoiled = data.slice();
      spoiled[at % data.length] = value;
      const bytes = encodeCheckpoint({
        ...model,
        tensors: new Map([...model.tensors, [name, { shape, data: spoiled }]]),
      });
      const read = refusedOrDone(() => inFile('x', () => modelFromCheckpoint(decodeCheckpoint(bytes), kernels)));
      if (read && !read.weights.values.data.every(Number.isFinite)) throw new Error('weights that are no numbers');
    },
  }),
  target({
    name: 'sketches',
    cases: 500,
    input: fc.oneof(
      fc
        .record({ which: fc.nat(1), edits: edits(hostileText(50)) })
        .map(({ which, edits }) => edited(sketches[which], edits)),
      hostileBytes(2000).map(bytesFrom),
      fc
        .record({ width: fc.nat(0xffffffff), height: fc.nat(0xffffffff), small: fc.boolean() })
        .map(({ width, height, small }) => {
          const bytes = Buffer.from(picture);
          bytes.writeUInt32BE(small ? width % 9 : width, 16);
          bytes.writeUInt32BE(small ? height % 9 : height, 20);
          bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
          return bytes;
        }),
    ),
    check: sketch,
  }),
  target({
    name: 'numbers',
    cases: 800,
    input: fc.oneof(
      fc.array(hostileNumber, { maxLength: 8 }).map((list) => list.join('\n')),
      fc.array(fc.oneof(anyDouble, fc.integer({ min: -3, max: 3 })), { maxLength: 12 }).map((list) => list.join('\n')),
      hostileText(300),
    ),
    check(text) {
      const own = refusedOrDone(() => ownNumbers(parseNumbers(text, 'x'), 'x'));
      if (!own) return;
      const [from, to] = own.range;
      const facts = [
        own.mean,
        own.std,
        from,
        to,
        own.density(own.mean),
        own.cdf(0),
        own.quantile(0),
        own.quantile(0.999),
      ];
      if (!facts.every(Number.isFinite) || !(from < to) || own.std < 0) throw new Error(JSON.stringify(facts));
    },
  }),
];
