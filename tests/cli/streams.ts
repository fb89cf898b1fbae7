/** Streams that remember what was written, and an environment of the test's own. */
import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';

export class Screen extends Writable {
  text = '';
  /** The same as it came, whatever the bytes are. */
  readonly bytes: Buffer[] = [];
  isTTY?: boolean;
  columns?: number;
  rows?: number;

  constructor(terminal?: { columns?: number; rows?: number }) {
    super({ decodeStrings: false });
    if (terminal) Object.assign(this, { isTTY: true, columns: 80, rows: 24, ...terminal });
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.bytes.push(Buffer.from(chunk));
    done();
  }
}

export interface FakeIo {
  readonly io: Io;
  readonly stdin: PassThrough;
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** @param terminal all three streams are one */
export function fakeIo(env: NodeJS.ProcessEnv = {}, terminal?: { columns?: number; rows?: number }): FakeIo {
  const stdin = Object.assign(new PassThrough(), { isTTY: terminal ? true : undefined });
  const [stdout, stderr] = [new Screen(terminal), new Screen(terminal)];
  const io = { stdin, stdout, stderr, env: { LANG: 'C.UTF-8', ...env }, platform: 'linux' } as unknown as Io;
  return { io, stdin, stdout, stderr };
}
