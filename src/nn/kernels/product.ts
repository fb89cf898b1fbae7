/** One matrix product, computed again and again, here or on another thread: what it takes to measure one, or to share it out.
 *  Read first: ./kernels.ts */
import type { Arena, Block, Kernels } from './kernels.ts';

/** A [m, k] times B [k, n], all row by row. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** A product in memory that threads share, with the room that it goes to: [m, n]. */
export interface SharedProduct extends Product {
  readonly a: Float32Array<SharedArrayBuffer>;
  readonly b: Float32Array<SharedArrayBuffer>;
  readonly out: Float32Array<SharedArrayBuffer>;
}

/** Another thread that holds a product. */
export interface ProductThread {
  /** Tells it to compute, and does not wait. */
  begin(): void;
  /** Waits until it is done: `out` of the product holds the numbers. */
  wait(): void;
  close(): void;
}

/** A product whose numbers lie where the kernels find them. */
export class LaidOut {
  private readonly arena: Arena;
  private readonly a: Block;
  private readonly b: Block;
  private readonly out: Block;

  constructor(
    private readonly product: Product,
    private readonly kernels: Kernels,
  ) {
    const { m, k, n, a, b } = product;
    this.arena = kernels.arena();
    this.a = this.arena.block(m * k);
    this.b = this.arena.block(k * n);
    this.out = this.arena.block(m * n);
    this.a.data.set(a);
    this.b.data.set(b);
  }

  multiply(): void {
    const { kernels, out, a, b } = this;
    const { m, k, n } = this.product;
    kernels.matmul(out, a, b, m, k, n, 'nn', false);
  }

  /** [m, n] */
  get numbers(): Float32Array {
    return this.out.data as Float32Array;
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }
}
