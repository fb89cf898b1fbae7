/** What JSON would let through to a terminal: C1 controls, invisible and bidirectional marks. */
const hidden = /[\x7f-\x9f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/gu;

/** A sign of two code units becomes two escapes, as JSON has it. */
const escaped = (sign: string): string =>
  sign.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

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
    return this.write(`${JSON.stringify(value).replace(hidden, escaped)}\n`);
  }
}
