import { expect, test } from 'vitest';
import type { SharedProduct } from '../../src/nn/kernels/product.ts';
import { Random } from '../../src/nn/random.ts';
import { startProductThread } from '../../src/runner/product-thread.ts';

const shared = (numbers: readonly number[]): Float32Array<SharedArrayBuffer> => {
  const copy = new Float32Array(new SharedArrayBuffer(4 * numbers.length));
  copy.set(numbers);
  return copy;
};

test('another thread computes the product, each time it is told to', async () => {
  const [m, k, n] = [7, 19, 11];
  const random = new Random(1);
  const normals = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [a, b] = [normals(m * k), normals(k * n)];
  const product: SharedProduct = { m, k, n, a: shared(a), b: shared(b), out: shared(normals(m * n)) };
  const thread = await startProductThread(product);
  try {
    for (let turn = 0; turn < 50; turn++) {
      product.out.fill(Number.NaN);
      thread.begin();
      thread.wait();
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          const sum = Array.from({ length: k }, (_, i) => a[row * k + i] * b[i * n + column]).reduce((x, y) => x + y);
          expect(Math.abs(product.out[row * n + column] - sum)).toBeLessThan(1e-5);
        }
      }
    }
  } finally {
    thread.close();
  }
});
