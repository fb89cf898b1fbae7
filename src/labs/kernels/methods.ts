/** The ways to multiply: each with the numbers laid out as it likes them, ready to be timed. */
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { plainKernels } from '../../nn/kernels/plain/plain.ts';
import { LaidOut, type Product, type SharedProduct } from '../../nn/kernels/product.ts';
import { simdKernels, simdProblem } from '../../nn/kernels/simd/simd.ts';
import { Random } from '../../nn/random.ts';
import type { MeasuringContext } from '../lab.ts';
import { naive } from './naive.ts';
import type { Way } from './params.ts';

interface Method {
  multiply(): void;
  /** What it got: [n, n] */
  readonly numbers: Float32Array;
  /** Gives back what it took. */
  free(): void;
}

export type Methods = ReadonlyMap<Way, Method>;

/** Two matrices of normal numbers, the same in every run. */
export function matrices(size: number): Product {
  const random = new Random(1);
  const matrix = (): Float32Array => Float32Array.from({ length: size * size }, () => random.normal());
  return { m: size, k: size, n: size, a: matrix(), b: matrix() };
}

/** All that run here, the slowest first. */
export async function methodsFor(product: Product, context: MeasuringContext): Promise<Methods> {
  const methods = new Map<Way, Method>();
  methods.set('naive', naively(product));
  methods.set('tiled', new LaidOut(product, plainKernels()));
  if (simdProblem() === undefined) methods.set('simd', new LaidOut(product, simdKernels()));
  try {
    methods.set('two_threads', await onTwoThreads(product, context));
  } catch (error) {
    free(methods);
    throw error;
  }
  return methods;
}

export function free(methods: Methods): void {
  for (const method of methods.values()) method.free();
}

function naively({ m, k, n, a, b }: Product): Method {
  const numbers = new Float32Array(m * n);
  return { multiply: () => naive(numbers, a, b, m, k, n), numbers, free: () => {} };
}

// #region two-threads
/** The upper rows here, the lower ones on the other thread; B is needed by both. */
export async function onTwoThreads({ m, k, n, a, b }: Product, context: MeasuringContext): Promise<Method> {
  const half = Math.ceil(m / 2);
  const lower: SharedProduct = {
    m: m - half,
    k,
    n,
    a: shared(a.subarray(half * k)),
    b: shared(b),
    out: shared(new Float32Array((m - half) * n)),
  };
  const thread = await context.productThread(lower);
  const upper = new LaidOut({ m: half, k, n, a: a.subarray(0, half * k), b }, kernelsNamed());
  const numbers = new Float32Array(m * n);
  return {
    multiply() {
      thread.begin();
      upper.multiply();
      thread.wait();
      numbers.set(upper.numbers);
      numbers.set(lower.out, half * n);
    },
    numbers,
    free() {
      thread.close();
      upper.free();
    },
  };
}
// #endregion

function shared(numbers: Float32Array): Float32Array<SharedArrayBuffer> {
  const copy = new Float32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
