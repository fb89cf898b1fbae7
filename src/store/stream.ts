/** Bytes that come only once, such as stdin, read from the start as often as wanted. */
import { InputError } from '../data/input-error.ts';

/** The most that is held back to be read again. */
const mostKept = 512 << 20;

export class Stream {
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly chunks: Uint8Array[] = [];
  private bytes = 0;
  private isWhole = true;
  private ended = false;

  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly name: string,
    private readonly most = mostKept,
  ) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** @throws InputError when it was too long to be held */
  async *fromStart(): AsyncGenerator<Uint8Array> {
    if (!this.isWhole) {
      const what = `this is read twice, and it is longer than ${Math.round(this.most / (1 << 20))} MB`;
      throw new InputError(what, this.name, 'Save it as a file and name that.');
    }
    for (let at = 0; ; at++) {
      if (at < this.chunks.length) yield this.chunks[at];
      else if (this.ended) return;
      else {
        const { value, done } = await this.source.next();
        if (done) this.ended = true;
        else yield this.keep(value);
        if (!this.isWhole) return yield* this.rest();
      }
    }
  }

  private async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { value, done } = await this.source.next();
      if (done) return;
      yield value;
    }
  }

  private keep(chunk: Uint8Array): Uint8Array {
    this.bytes += chunk.length;
    if (this.bytes <= this.most) this.chunks.push(chunk);
    else {
      this.isWhole = false;
      this.chunks.length = 0;
    }
    return chunk;
  }
}
