/** `genai serve` as its user has it: a process that says where it is, answers, and goes when it is told to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { folder, program } from './genai.ts';
import { call } from './in-process.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Ready when its URL is there. */
async function serve(args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...args], {
    env: { PATH: process.env.PATH, GENAI_TUTOR_HOME: folder, ...env },
  });
  running.push(child);
  const said = { stdout: '', stderr: '', status: undefined as number | null | undefined };
  child.stdout.on('data', (chunk) => (said.stdout += chunk));
  child.stderr.on('data', (chunk) => (said.stderr += chunk));
  child.on('close', (status) => (said.status = status));
  await expect.poll(() => said.stdout.endsWith('\n') || said.status, { timeout: 30_000 }).toBe(true);
  const url = said.stdout.trim();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  return { child, said, url };
}

const clientOf = (url: string, apiKey = 'any'): OpenAI => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });

describe('genai serve', () => {
  it('answers with every model it names; a stream under way ends before it goes', async () => {
    const { child, said, url } = await serve(['--web']);
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await fetch(new URL(/src="([^"]+)"/.exec(await page.text())![1], url))).status).toBe(200);
    const client = clientOf(url);
    const { data } = await client.models.list();
    const models = data as unknown as { id: string; does: string }[];
    expect(new Set(models.map(({ does }) => does))).toEqual(new Set(['chat', 'complete', 'picture']));
    const [{ id: model }] = models.filter(({ does }) => does === 'chat');
    const asked = { model, messages: [{ role: 'user' as const, content: 'Where does Ada Pepper live?' }], seed: 1 };
    const whole = (await client.chat.completions.create(asked)).choices[0].message.content!;
    expect(whole).not.toBe('');
    for (const { id } of models.filter(({ does }) => does !== 'picture')) {
      const { choices } = await client.completions.create({
        model: id,
        prompt: 'Ada Pepper lives in',
        seed: 1,
        max_tokens: 3,
      });
      expect(choices[0].finish_reason, id).toMatch(/^(stop|length)$/);
    }
    const { data: vectors } = await client.embeddings.create({ model, input: ['a cat', 'a dog'] });
    expect(new Set(vectors.map(({ embedding }) => embedding.length)).size).toBe(1);
    const personal = { ...asked, messages: [{ role: 'user' as const, content: 'Write to ada@mail.example' }] };
    expect((await client.chat.completions.create(personal)).choices[0].finish_reason).toBe('content_filter');

    const stream = await client.completions.create({ model: 'ngram', prompt: '', max_tokens: 400, n: 8, stream: true });
    let ended = 0;
    for await (const { choices } of stream) {
      if (!child.killed) child.kill('SIGTERM');
      if (choices[0].finish_reason) ended++;
    }
    expect(ended).toBe(8);
    await expect.poll(() => said.status, { timeout: 5000 }).toBe(0);
    expect(said.stdout).toBe(`${url}\n`);
    expect(said.stderr).toMatch(/^listening on http/);
    expect(said.stderr).toContain(`the page, for a browser:\n  ${url}/\n`);
    const traces = said.stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(traces.length).toBeGreaterThan(8);
    expect(traces.map(({ status }) => status)).toEqual(traces.map(() => 200));
    expect(said.stderr.replace(/^ {2}curl.*$/m, '')).not.toContain('Ada Pepper');
  });

  it('wants a key further out, without a filter stops nothing, and ends with 130 on Ctrl-C', async () => {
    const key = 'sk-of-the-class';
    const { child, said, url } = await serve(['--host', '0.0.0.0', '--no-filter', '--quiet'], { GENAI_API_KEY: key });
    expect((await fetch(`${url}/v1/models`)).status).toBe(401);
    const messages = [{ role: 'user' as const, content: 'Write to ada@mail.example' }];
    const [model] = (await clientOf(url, key).models.list()).data;
    const { choices } = await clientOf(url, key).chat.completions.create({ model: model.id, messages, max_tokens: 4 });
    expect(choices[0].finish_reason).not.toBe('content_filter');
    child.kill('SIGINT');
    await expect.poll(() => said.status, { timeout: 5000 }).toBe(130);
    expect(said.stderr).toBe('');
  });

  it('says in a line what it cannot have', async () => {
    const before = process.listenerCount('SIGTERM');
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    for (const [args, told] of [
      [['--port', String(port)], `port ${port} is in use (--port)`],
      [['--port', '0', '--host', '192.0.2.1', '--key', 'x'], 'this is no address of this machine (--host)'],
      [['--host', 'example.org'], '"example.org" is no address (--host)'],
      [['--host', '0.0.0.0', '--quiet'], 'a key is needed'],
      [['--key', 'two words'], 'this cannot be a key (--key)'],
      [['--allow-host', 'http://x'], 'is no name of a host (--allow-host)'],
      [['--port', '65536'], '"65536" is not possible here (--port)'],
      [['--batch', '257'], '"257" is not possible here (--batch)'],
      [['--threads', '0'], '"0" is not possible here (--threads)'],
      [['--run', 'x', '--weights', 'y'], '--run and --weights do not go together'],
      [['--port', '0', '--weights', 'no/such'], 'no/such'],
    ] as const) {
      const { stdout, stderr, status } = await call(['serve', ...args]);
      expect([stdout, status], stderr).toEqual(['', 2]);
      expect(stderr).toMatch(/^genai: [^\n]+\.\n$/);
      expect(stderr).toContain(told);
    }
    other.close();
    // what had been opened before the last one failed is closed again
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
