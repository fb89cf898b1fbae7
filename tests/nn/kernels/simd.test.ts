import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { simdKernels } from '../../../src/nn/kernels/simd/simd.ts';
import { Random } from '../../../src/nn/random.ts';
import { conformance } from './conformance.ts';

// Sums in single precision: a few units in the last place, whatever the number of summands.
conformance(() => simdKernels(), 6e-7);

describe('normal numbers', () => {
  test.each([1, 2, 3, 7, 64, 1001, 20_000])(
    'are the plain ones, %i at a time, and chance goes on from the same place',
    (count) => {
      const [plain, simd] = [plainKernels(), simdKernels()];
      const [one, other] = [new Random(11), new Random(11)];
      const [x, y] = [plain.arena().block(count), simd.arena().block(count)];
      // Odd counts leave a number over for the next call.
      for (let call = 0; call < 5; call++) {
        plain.normals(x, one);
        simd.normals(y, other);
        expect(Math.max(...Array.from(x.data, (number, i) => Math.abs(number - y.data[i])))).toBeLessThan(1e-6);
        expect(other.save().words).toEqual(one.save().words);
        expect(other.save().spare === undefined).toBe(one.save().spare === undefined);
      }
      expect(other.next()).toBe(one.next());
    },
  );
});
