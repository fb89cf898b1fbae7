/** The fast kernels: the same as ../plain in WebAssembly, four numbers at a time. Their sources, AssemblyScript, are in
 *  ./assembly. Numbers are stored and summed in single precision (long sums in stretches, those that a person sees in double),
 *  so both sets agree but for the last digits. Nothing in them depends on the machine: the same numbers everywhere.
 *  Left out: float64; lookups of rows, which wait for memory anyway and are taken from ../plain.
 *  Read first: ../kernels.ts */
import type { Activation, Kernels } from '../kernels.ts';
import { plainKernels } from '../plain/plain.ts';
import { bytes } from './bytes.ts';
import { Heap, HeapArena } from './memory.ts';

/** As numbered in ./assembly/activations.ts */
const kinds: Record<Activation, number> = {
  leakyRelu: 0,
  relu: 1,
  gelu: 2,
  silu: 3,
  tanh: 4,
  sigmoid: 5,
  softplus: 6,
  exp: 7,
  log: 8,
  sqrt: 9,
  square: 10,
};

const binary = (): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));

let set: Kernels | undefined;

/** Why this machine cannot run them; undefined when it can. */
export function simdProblem(): string | undefined {
  if (set) return undefined;
  if (typeof WebAssembly !== 'object') return 'this Node runs no WebAssembly';
  if (!WebAssembly.validate(binary())) return 'WebAssembly has no SIMD on this machine';
  try {
    simdKernels();
    return undefined;
  } catch (error) {
    return `WebAssembly does not start: ${(error as Error).message.replace(/^WebAssembly\.\w+\(\): /, '')}`;
  }
}

/** The fast set of this thread: all its models share one memory. */
export function simdKernels(): Kernels {
  set ??= makeSet();
  return set;
}

type Call = (...numbers: (number | boolean)[]) => number;

function makeSet(): Kernels {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary()), { env: { memory } });
  const call = exports as Record<string, Call>;
  const heap = new Heap(memory, call.firstFree(), call.placeScratch);
  heap.reserve(1 << 16);

  return {
    ...plainKernels(),
    name: 'simd',
    arena: () => new HeapArena(heap),

    add: (out, a, b) => void call.add(out.address, a.address, b.address, 4 * out.length),
    multiply: (out, a, b) => void call.multiply(out.address, a.address, b.address, 4 * out.length),
    affine: (out, x, scale, shift) => void call.affine(out.address, x.address, scale, shift, 4 * out.length),
    addScaled: (out, x, scale) => void call.addScaled(out.address, x.address, scale, 4 * out.length),
    addProduct: (out, a, b) => void call.addProduct(out.address, a.address, b.address, 4 * out.length),
    blend: (out, x, share) => void call.blend(out.address, x.address, share, 4 * out.length),
    sum: (x) => call.sum(x.address, 4 * x.length),
    dot: (a, b) => call.dot(a.address, b.address, 4 * a.length),

    addRow: (out, x, row) => void call.addRow(out.address, x.address, row.address, 4 * row.length, 4 * out.length),
    multiplyRow: (out, x, row) =>
      void call.multiplyRow(out.address, x.address, row.address, 4 * row.length, 4 * out.length),
    addProductRow: (out, x, row) =>
      void call.addProductRow(out.address, x.address, row.address, 4 * row.length, 4 * out.length),
    sumRows: (row, x) => void call.sumRows(row.address, x.address, 4 * row.length, 4 * x.length),
    sumProductRows: (row, a, b) =>
      void call.sumProductRows(row.address, a.address, b.address, 4 * row.length, 4 * a.length),

    matmul(out, a, b, m, k, n, form, added) {
      heap.reserve(matmulRoom(n));
      call.matmul(out.address, a.address, b.address, m, k, n, form[0] === 't', form[1] === 't', added);
    },

    activate: (kind, out, x) => void call.activate(kinds[kind], out.address, x.address, 4 * out.length),
    activateGrad: (kind, dx, dy, x, y) =>
      void call.activateGrad(kinds[kind], dx.address, dy.address, x.address, y.address, 4 * dx.length),
    leakyGate: (out, t, x, added) => void call.leakyGate(out.address, t.address, x.address, added, 4 * out.length),

    softmax: (out, x, columns) => void call.softmax(out.address, x.address, 4 * columns, 4 * out.length),
    softmaxGrad: (dx, dy, y, columns) =>
      void call.softmaxGrad(dx.address, dy.address, y.address, 4 * columns, 4 * dx.length),
    crossEntropy(losses, probs, logits, targets) {
      const rows = losses.length;
      const wide = (4 * logits.length) / rows;
      call.crossEntropy(losses.address, probs.address, logits.address, targets.address, wide, rows);
    },
    crossEntropyGrad(dlogits, dlosses, probs, targets) {
      const rows = dlosses.length;
      const wide = (4 * dlogits.length) / rows;
      call.crossEntropyGrad(dlogits.address, dlosses.address, probs.address, targets.address, wide, rows);
    },

    normalize(out, inverse, x, epsilon, centred) {
      const rows = inverse.length;
      call.normalize(out.address, inverse.address, x.address, epsilon, (4 * out.length) / rows, rows, centred);
    },
    normalizeGrad(dx, dy, y, inverse, centred) {
      const rows = inverse.length;
      call.normalizeGrad(dx.address, dy.address, y.address, inverse.address, (4 * dx.length) / rows, rows, centred);
    },

    attention(out, probs, qkv, { batch, time, heads, size, from = 0, causal = true }) {
      heap.reserve(matmulRoom(Math.max(time, size)));
      call.attention(out.address, probs.address, qkv.address, batch, time, heads, size, from, causal);
    },
    attentionGrad(dqkv, dy, _, probs, qkv, { batch, time, heads, size }) {
      const room = matmulRoom(Math.max(time, size));
      heap.reserve(room + 4 * time * time);
      const square = heap.room + room;
      call.attentionGrad(dqkv.address, dy.address, probs.address, qkv.address, square, batch, time, heads, size);
    },

    convolve(out, x, weights, { batch, height, width, channels, filters, size }) {
      heap.reserve(panels(filters, size * size * channels) + padded(height, width, channels, size) + 256);
      call.convolve(out.address, x.address, weights.address, batch, height, width, channels, filters, size);
    },
    convolveGrad(dx, dweights, dy, x, weights, { batch, height, width, channels, filters, size }) {
      if (dx) {
        heap.reserve(panels(channels, size * size * filters) + padded(height, width, filters, size) + 256);
        call.convolveGradX(dx.address, dy.address, weights.address, batch, height, width, channels, filters, size);
      }
      if (dweights) {
        heap.reserve(panels(filters, height * width) + padded(height, width, channels, size) + 256);
        call.convolveGradWeights(
          dweights.address,
          dy.address,
          x.address,
          batch,
          height,
          width,
          channels,
          filters,
          size,
        );
      }
    },

    normalizeGroups(out, inverse, x, { batch, height, width, channels }, epsilon) {
      heap.reserve(64 * channels + 256);
      const groups = inverse.length / batch;
      call.normalizeGroups(out.address, inverse.address, x.address, epsilon, batch, height * width, channels, groups);
    },
    normalizeGroupsGrad(dx, dy, y, inverse, { batch, height, width, channels }) {
      heap.reserve(64 * channels + 256);
      const [pixels, groups] = [height * width, inverse.length / batch];
      call.normalizeGroupsGrad(dx.address, dy.address, y.address, inverse.address, batch, pixels, channels, groups);
    },
    modulate: (out, x, film, { batch, height, width, channels }) =>
      void call.modulate(out.address, x.address, film.address, batch, height * width, 4 * channels),
    modulateGrad(dx, dfilm, dy, x, film, { batch, height, width, channels }) {
      const [pixels, wide] = [height * width, 4 * channels];
      if (dx) call.modulateGradX(dx.address, dy.address, film.address, batch, pixels, wide);
      if (dfilm) call.modulateGradFilm(dfilm.address, dy.address, x.address, batch, pixels, wide);
    },
    pool: (out, x, { batch, height, width, channels }) =>
      void call.shrink(out.address, x.address, (batch * height) / 2, width / 2, 4 * channels, 0.25, false),
    poolGrad: (dx, dy, { batch, height, width, channels }) =>
      void call.enlarge(dx.address, dy.address, (batch * height) / 2, width / 2, 4 * channels, 0.25, true),
    upsample: (out, x, { batch, height, width, channels }) =>
      void call.enlarge(out.address, x.address, batch * height, width, 4 * channels, 1, false),
    upsampleGrad: (dx, dy, { batch, height, width, channels }) =>
      void call.shrink(dx.address, dy.address, batch * height, width, 4 * channels, 1, true),

    normals(out, random) {
      const { words, spare } = random.save();
      const state = new Int32Array(memory.buffer, heap.room, 4);
      const kept = new Float64Array(memory.buffer, heap.room + 16, 1);
      state.set(words);
      kept[0] = spare ?? 0;
      const again = call.normals(out.address, out.length, heap.room, spare !== undefined);
      const [a, b, c, counter] = state;
      random.restore({ words: [a, b, c, counter], spare: again ? kept[0] : undefined });
    },

    adam(weights, gradients, mean, square, { rate, beta1, beta2, correction1, correction2, epsilon, decay }) {
      const { address, length } = weights;
      const [step, scale, kept] = [rate / correction1, 1 / correction2, 1 - rate * decay];
      // biome-ignore format: one call
      call.adam(address, gradients.address, mean.address, square.address, step, scale, kept, beta1, beta2, epsilon, 4 * length);
    },
  };
}

/** Bytes of panels of eight columns each, of so many rows. */
const panels = (columns: number, rows: number): number => 4 * 8 * Math.ceil(columns / 8) * rows;
/** Bytes of a picture with its margin. */
const padded = (height: number, width: number, channels: number, size: number): number =>
  4 * (height + size - 1) * (width + size - 1) * channels;
/** What ./assembly/matmul.ts needs: panels of 256 rows, and four rows of A. */
const matmulRoom = (n: number): number => panels(n, 256) + 16 * 256 + 256;
