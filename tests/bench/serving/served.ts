/** `genai serve`, the built program, as a process of its own; what can be seen of it from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const genai = join(import.meta.dirname, '../../../dist/genai.js');
const inside = join(import.meta.dirname, '../peers/inside.mjs');

export interface Memory {
  /** Bytes in use on the heaps of all threads, without rubbish: all but compiled code, and that. */
  readonly data: number;
  readonly code: number;
  readonly rss: number;
  /** Whose heaps these are. */
  readonly threads: number;
}

export class Served {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** The first model that answers. */
    readonly model: string,
    /** Lines of its log about threads. */
    readonly complaints: string[],
  ) {}

  /** @param flags of `genai serve`
   *  @param open whether it can be measured and harmed from inside */
  static async start(flags: readonly string[], open = false): Promise<Served> {
    const node = open ? ['--expose-gc', '--import', inside] : [];
    const child = spawn(process.execPath, [...node, genai, 'serve', '--port', '0', ...flags], {
      stdio: ['ignore', 'pipe', 'pipe', ...(open ? (['ipc'] as const) : [])],
    });
    let log = '';
    const complaints: string[] = [];
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (log + chunk).split('\n');
      log = lines.pop()!;
      for (const line of lines) if (line.includes('"error":')) complaints.push(line);
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`genai serve ended: ${log}`)));
    ended.catch(() => {});
    const [said] = await Promise.race([once(child.stdout!.setEncoding('utf8'), 'data'), ended]);
    const url = String(said).trim();
    const { data } = (await (await fetch(`${url}/v1/models`)).json()) as { data: { id: string; does: string }[] };
    return new Served(child, url, data.find(({ does }) => does === 'chat')!.id, complaints);
  }

  /** Answers that are being written, that wait, and that are not read to their end, as `/metrics` tells. */
  async load(): Promise<{ writing: number; waiting: number; unread: number }> {
    const text = await (await fetch(`${this.url}/metrics`, { headers: { connection: 'close' } })).text();
    const gauge = (name: string): number => Number(new RegExp(`^genai_answers_${name} (\\d+)$`, 'm').exec(text)![1]);
    return { writing: gauge('writing'), waiting: gauge('waiting'), unread: gauge('unread') };
  }

  /** Files and sockets that it holds open; undefined where the system does not tell. */
  get handles(): number | undefined {
    const folder = `/proc/${this.child.pid}/fd`;
    return existsSync(folder) ? readdirSync(folder).length : undefined;
  }

  measure(): Promise<Memory> {
    return this.tell('measure');
  }

  /** To the thread that has written for the longest: its end, or a loop without one. */
  async harm(how: 'exit' | 'spin'): Promise<void> {
    await this.tell(how);
  }

  private async tell<T>(task: string): Promise<T> {
    const told = once(this.child, 'message');
    this.child.send({ task });
    return (await told)[0] as T;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
