import { escapedJson } from '../render/escaped-json.ts';

/** stdout as results go out: waits when the reader is slow, and knows when the reader has gone. */
export class Output {
  /** The reader has closed the pipe; there is nobody to write for. */
  closed = false;

  constructor(readonly stream: NodeJS.WriteStream) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
      this.closed = true;
    });
  }

  /** Writes and waits until it is taken. Returns false when nobody reads any more. */
  async write(text: string | Uint8Array): Promise<boolean> {
    if (this.closed) return false;
    await new Promise<void>((resolve) => {
      this.stream.write(text, (error) => {
        if (error) this.closed = true;
        resolve();
      });
    });
    return !this.closed;
  }

  /** One JSON value on a line of its own. */
  json(value: unknown): Promise<boolean> {
    return this.write(`${escapedJson(value)}\n`);
  }
}
