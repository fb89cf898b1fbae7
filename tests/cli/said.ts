/** What the program said, however it was called. */
import { expect } from 'vitest';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status; null when a signal ended the process. */
  readonly status: number | null;
}

/** @param genai calls it: as a process (genai.ts) or in this one (in-process.ts) */
export const said = <Given>(genai: (args: readonly string[], given?: Given) => Promise<Ran>) => ({
  /** What it wrote, when all went well and it had nothing to say beside. */
  async output(args: readonly string[], given?: Given): Promise<string> {
    const { stdout, stderr, status } = await genai(args, given);
    expect({ stderr, status }, args.join(' ')).toEqual({ stderr: '', status: 0 });
    return stdout;
  },

  /** The one line it refused with: nothing on stdout, exit status 2. */
  async refusal(args: readonly string[], given?: Given): Promise<string> {
    const { stdout, stderr, status } = await genai(args, given);
    const lines = stderr.split('\n').length - 1;
    expect({ stdout, status, lines }, stderr).toEqual({ stdout: '', status: 2, lines: 1 });
    expect(stderr).toMatch(/^genai: .+\.\n$|^genai: .+\?\n$/);
    return stderr.slice('genai: '.length, -1);
  },
});
