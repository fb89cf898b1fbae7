/** The memory of the fast set: one stretch of bytes that grows, parted among the arenas of all models. What an arena gives
 *  back is joined with its neighbours and used again, so that ten thousand models one after another take the room of one.
 *  When the memory grows its old views die: a Block makes its view anew whenever it is asked for it. */
import type { Arena, Block, Ints } from '../kernels.ts';

const page = 65_536;
/** Addresses of blocks are multiples of this. */
const line = 64;
/** What an arena takes at least, so that many small blocks cost one search. */
const chunk = 4096;

interface Range {
  address: number;
  size: number;
}

export class Heap {
  /** Free stretches in the order of their addresses, no two of them touching. */
  private readonly gaps: Range[] = [];
  private scratch: Range = { address: 0, size: 0 };

  /** @param from the first address that is free
   *  @param placeScratch told where the room for intermediate results lies, whenever that moves */
  constructor(
    readonly memory: WebAssembly.Memory,
    from: number,
    private readonly placeScratch: (address: number) => void,
  ) {
    // The last line stays free: vectors are loaded whole, also where only a part of them counts.
    const address = roundUp(from, line);
    this.gaps.push({ address, size: memory.buffer.byteLength - line - address });
    this.lost = new FinalizationRegistry((ranges) => {
      for (const range of ranges) this.give(range);
    });
  }

  /** Arenas that were forgotten without being freed give back what they took. */
  readonly lost: FinalizationRegistry<Range[]>;

  /** @throws Error when there is no memory left */
  take(bytes: number): Range {
    const size = roundUp(bytes, line);
    const at = this.gaps.findIndex((gap) => gap.size >= size);
    if (at < 0) {
      this.grow(size);
      return this.take(size);
    }
    const gap = this.gaps[at];
    const { address } = gap;
    gap.address += size;
    gap.size -= size;
    if (gap.size === 0) this.gaps.splice(at, 1);
    return { address, size };
  }

  give({ address, size }: Range): void {
    let at = this.gaps.findIndex((gap) => gap.address > address);
    if (at < 0) at = this.gaps.length;
    this.gaps.splice(at, 0, { address, size });
    this.join(at);
    if (at > 0) this.join(at - 1);
  }

  /** Joins a free stretch with the one after it, if they touch. */
  private join(at: number): void {
    const gap = this.gaps[at];
    const next = this.gaps[at + 1];
    if (!next || gap.address + gap.size !== next.address) return;
    gap.size += next.size;
    this.gaps.splice(at + 1, 1);
  }

  /** At least by half, so that growing is rare. */
  private grow(bytes: number): void {
    const { byteLength: before } = this.memory.buffer;
    const most = 65_536 * page;
    const wanted = Math.ceil(Math.max(bytes, before / 2) / page);
    const needed = Math.ceil(bytes / page);
    try {
      this.memory.grow(Math.min(wanted, Math.max(needed, (most - before) / page)));
    } catch {
      const megabytes = (size: number): string => `${Math.ceil(size / 1e6)} MB`;
      throw new Error(`no room for ${megabytes(bytes)} more beside ${megabytes(before)} of numbers`);
    }
    this.give({ address: before - line, size: this.memory.buffer.byteLength - before });
  }

  /** Where the room for intermediate results lies. */
  get room(): number {
    return this.scratch.address;
  }

  /** Makes sure that a kernel finds so many bytes for what it needs while it works. */
  reserve(bytes: number): void {
    if (bytes <= this.scratch.size) return;
    if (this.scratch.size > 0) this.give(this.scratch);
    this.scratch = this.take(Math.max(bytes, 2 * this.scratch.size));
    this.placeScratch(this.scratch.address);
  }
}

const roundUp = (x: number, step: number): number => Math.ceil(x / step) * step;

/** It holds on to its arena: as long as a block is in use, the arena is not forgotten. */
class HeapBlock implements Block {
  private view: Float32Array;

  constructor(
    readonly arena: HeapArena,
    readonly address: number,
    readonly length: number,
  ) {
    this.view = new Float32Array(arena.buffer, address, length);
  }

  get data(): Float32Array {
    const { buffer } = this.arena;
    if (this.view.buffer !== buffer) this.view = new Float32Array(buffer, this.address, this.length);
    return this.view;
  }
}

class HeapInts implements Ints {
  private view: Int32Array;

  constructor(
    readonly arena: HeapArena,
    readonly address: number,
    readonly length: number,
  ) {
    this.view = new Int32Array(arena.buffer, address, length);
  }

  get data(): Int32Array {
    const { buffer } = this.arena;
    if (this.view.buffer !== buffer) this.view = new Int32Array(buffer, this.address, this.length);
    return this.view;
  }
}

export class HeapArena implements Arena {
  private readonly ranges: Range[] = [];
  private used = 0;
  private taken = 0;

  constructor(private readonly heap: Heap) {
    heap.lost.register(this, this.ranges, this);
  }

  get buffer(): ArrayBuffer {
    return this.heap.memory.buffer;
  }

  get bytes(): number {
    return this.taken;
  }

  block(length: number): Block {
    return new HeapBlock(this, this.room(4 * length), length);
  }

  ints(length: number): Ints {
    return new HeapInts(this, this.room(4 * length), length);
  }

  part(block: Block, from: number, length: number): Block {
    if (from < 0 || from + length > block.length) throw new Error(`${from} to ${from + length} of ${block.length}`);
    return new HeapBlock((block as HeapBlock).arena, block.address + 4 * from, length);
  }

  free(): void {
    for (const range of this.ranges.splice(0)) this.heap.give(range);
    this.used = 0;
    this.taken = 0;
  }

  /** The address of so many bytes, all 0. */
  private room(bytes: number): number {
    const size = roundUp(bytes, line);
    let last = this.ranges.at(-1);
    if (!last || this.used + size > last.size) {
      last = this.heap.take(Math.max(size, chunk));
      this.ranges.push(last);
      this.used = 0;
    }
    const address = last.address + this.used;
    this.used += size;
    this.taken += bytes;
    new Uint8Array(this.buffer, address, size).fill(0);
    return address;
  }
}
