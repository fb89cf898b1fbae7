/** The memory of the plain set: ordinary typed arrays, given back by forgetting them. */
import type { Arena, Block, Ints, Precision } from '../kernels.ts';

export class PlainArena implements Arena {
  private taken = 0;

  constructor(private readonly precision: Precision) {}

  get bytes(): number {
    return this.taken;
  }

  block(length: number): Block {
    const data = this.precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
    this.taken += data.byteLength;
    return { length, data, address: 0 };
  }

  ints(length: number): Ints {
    const data = new Int32Array(length);
    this.taken += data.byteLength;
    return { length, data, address: 0 };
  }

  part(block: Block, from: number, length: number): Block {
    return { length, data: block.data.subarray(from, from + length), address: 0 };
  }

  free(): void {
    this.taken = 0;
  }
}
