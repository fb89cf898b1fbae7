/** Debian's Chromium without a screen, told what to do by the DevTools protocol over a pipe: nothing to be installed for it.
 *  https://chromedevtools.github.io/devtools-protocol/ */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where it is, if it is. */
export const chromium = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(existsSync);

type Params = Readonly<Record<string, unknown>>;
interface Told {
  readonly method: string;
  readonly params: Params;
}

interface Said extends Partial<Told> {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated<T> {
  readonly result: { readonly value: T };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** One browser with one page. */
export class Browser {
  private readonly home = mkdtempSync(join(tmpdir(), 'genai-chromium-'));
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private session?: string;
  private sent = 0;
  /** All that the page has told, in order. */
  readonly told: Told[] = [];

  private constructor(program: string) {
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ];
    const more = ['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--mute-audio'];
    this.child = spawn(program, [...flags, ...more, `--user-data-dir=${this.home}`, '--remote-debugging-pipe'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: this.home, LANG: 'C.UTF-8' },
    });
    let held = Buffer.alloc(0);
    (this.child.stdio[4] as Readable).on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      for (let end = held.indexOf(0); end >= 0; end = held.indexOf(0)) {
        this.hear(JSON.parse(held.subarray(0, end).toString()));
        held = held.subarray(end + 1);
      }
    });
    this.child.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('Chromium has ended'));
    });
  }

  static async open(program: string, width = 1280, height = 720): Promise<Browser> {
    const browser = new Browser(program);
    const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    browser.session = sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    await browser.size(width, height);
    return browser;
  }

  private hear({ id, result, error, method = '', params = {} }: Said): void {
    if (id === undefined) {
      this.told.push({ method, params });
      return;
    }
    const { resolve, reject } = this.waiting.get(id)!;
    this.waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  async send<T = unknown>(method: string, params: Params = {}): Promise<T> {
    const id = ++this.sent;
    (this.child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  async size(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async go(url: string): Promise<void> {
    await this.send('Page.navigate', { url });
  }

  /** What an expression is in the page; it can be waited for there. */
  async see<T = unknown>(expression: string): Promise<T> {
    const { result, exceptionDetails: wrong } = await this.send<Evaluated<T>>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (wrong) throw new Error(wrong.exception?.description ?? wrong.text);
    return result.value;
  }

  /** As from a keyboard, into what has the focus. */
  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  /** @param key "Enter", "ArrowRight", "Tab" */
  async press(key: string): Promise<void> {
    const codes: Record<string, number> = { Enter: 13, ArrowRight: 39, ArrowLeft: 37, Tab: 9, Escape: 27, Home: 36 };
    const about = { key, code: key, windowsVirtualKeyCode: codes[key], ...(key === 'Enter' && { text: '\r' }) };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...about });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...about });
  }

  /** PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.send<{ data: string }>('Page.captureScreenshot');
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGKILL');
    await closed;
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
