/** Clients as they come over a wire: slow, broken, gone, or with the wrong words. Nobody of them keeps the others from an answer. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { served } from './serving.ts';

type Server = Awaited<ReturnType<typeof served>>;
let server: Server;
beforeEach(async () => {
  server = await served();
});
afterEach(() => server.close());

const post = (body: string, more = '', length = Buffer.byteLength(body)): string =>
  `POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n${body}`;
const asked = (more: object = {}): string =>
  JSON.stringify({ model: 'talker', messages: [{ role: 'user', content: 'Hi' }], seed: 1, ...more });
const get = (more = 'Host: localhost\r\n', version = '1.1'): string => `GET /healthz HTTP/${version}\r\n${more}\r\n`;

/** A socket and all that has come through it. */
function wire(to: Server, ...parts: readonly (string | Buffer)[]) {
  const socket: Socket = connect(to.port, '127.0.0.1');
  const heard = { text: '', ended: false, socket };
  socket.setEncoding('utf8').on('data', (chunk) => (heard.text += chunk));
  socket.on('error', () => {}).on('close', () => (heard.ended = true));
  for (const part of parts) socket.write(part);
  return heard;
}

/** Until the server has closed it. */
async function whole(to: Server, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const heard = wire(to, ...parts);
  await expect.poll(() => heard.ended, { timeout: 5000, interval: 10 }).toBe(true);
  return heard.text;
}

const isUp = async ({ url }: Server): Promise<boolean> => (await fetch(`${url}/healthz`)).ok;

const close = 'Connection: close\r\n';
const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

describe('what is said on the wire', () => {
  it.each([
    ['a line of nonsense', 'HELLO\r\n\r\n', 400],
    ['bytes of something else', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]), 400],
    ['no host', get(close), 400],
    ['a host that is none', get(`Host: a b\r\n${close}`), 400],
    ['the host of somebody else', get(`Host: evil.example\r\n${close}`), 403],
    ['the origin of somebody else', get(`Host: localhost\r\nOrigin: http://evil.example\r\n${close}`), 403],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', post(asked(), `Content-Length: 5\r\n${close}`), 400],
    ['a length and chunks', post(asked(), `Transfer-Encoding: chunked\r\n${close}`), 400],
    [
      'broken chunks',
      post('zz\r\n', `Transfer-Encoding: chunked\r\n${close}`).replace(/Content-Length.*\r\n/, ''),
      400,
    ],
    ['JSON that breaks off', post('{"model":', close), 400],
    ['bytes that are no text', post('', close, 3) + '\xff\xfe{', 400],
    ['a body that is too large', post('x', close, 999_999), 413],
    ['HTTP 1.0', get('Host: localhost\r\n', '1.0'), 200],
    ['HTTP 1.0 without a host', get('', '1.0'), 400],
    ['a way out of the house', `GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n${close}\r\n`, 404],
    ['another server asked through us', `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n${close}\r\n`, 403],
  ])('%s is answered and over', async (_, request, status) => {
    const text = await whole(server, request);
    expect(statusOf(text), text).toBe(status);
    expect(text).not.toMatch(/node_modules|\.ts:\d|^\s+at /m);
    expect(await isUp(server)).toBe(true);
  });

  it('several requests at once are answered in their order', async () => {
    const text = await whole(server, get() + post(asked({ max_tokens: 1 })) + get(`Host: localhost\r\n${close}`));
    const kinds = [...text.matchAll(/"status":"ok"|"chat\.completion"/g)].map(([kind]) => kind);
    expect(kinds).toEqual(['"status":"ok"', '"chat.completion"', '"status":"ok"']);
  });

  it('a body in chunks is cut off where it is too large', async () => {
    const head = post('').replace(/Content-Length.*\r\n/, 'Transfer-Encoding: chunked\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const heard = wire(server, head, ...Array.from({ length: 8 }, () => chunk));
    await expect.poll(() => statusOf(heard.text)).toBe(413);
    heard.socket.destroy();
  });
});

describe('who takes too long', () => {
  it('with the headers or with the body is sent away', async () => {
    const begun = performance.now();
    const [headers, body] = await Promise.all([
      whole(server, 'GET /healthz HTTP/1.1\r\nHost: loc'),
      whole(server, post('{"model"', '', 100)),
    ]);
    expect([statusOf(headers), statusOf(body)]).toEqual([408, 408]);
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it('a byte at a time, too', async () => {
    const heard = wire(server, 'GET /healthz HTTP/1.1\r\n');
    const drip = setInterval(() => heard.socket.write('X'), 20);
    await expect.poll(() => heard.ended, { timeout: 3000 }).toBe(true);
    clearInterval(drip);
    expect(statusOf(heard.text)).toBe(408);
  });

  it('to say anything, or to say more', async () => {
    await server.close();
    server = await served({}, { idle: 200, keepAlive: 100 });
    expect(await whole(server)).toBe('');
    expect(statusOf(await whole(server, get()))).toBe(200);
  });

  it('to read: its answer ends, and its place is free', async () => {
    await server.close();
    server = await served({}, { idle: 400 });
    const { engine } = server;
    engine.endless = true;
    // so much that no buffer on the way takes all of it
    const stalled = wire(server);
    stalled.socket.pause();
    stalled.socket.write(post(asked({ stream: true, logprobs: true, top_logprobs: 7, max_tokens: 4096, n: 4 })));
    await expect.poll(() => engine.writing).toBe(4);
    expect(await isUp(server)).toBe(true);
    await expect.poll(() => [engine.writing, engine.left], { timeout: 10_000 }).toEqual([0, 4]);
    expect(server.traces.at(-1)?.status).toBe(499);
    stalled.socket.destroy();
  });
});

describe('many', () => {
  it('connections are too many at some number; the others go on', async () => {
    await server.close();
    server = await served({}, { connections: 3, headers: 10_000 });
    const first = [wire(server), wire(server), wire(server)];
    await expect.poll(() => first.filter(({ socket }) => socket.readyState === 'open').length).toBe(3);
    expect(await whole(server, get())).toBe('');
    first[0].socket.write(get());
    await expect.poll(() => statusOf(first[0].text)).toBe(200);
    for (const { socket } of first) socket.destroy();
  });

  it('vanish in the middle of everything, and nothing of them is left', async () => {
    Object.assign(server.engine, { endless: true, pace: 1 });
    const long = { max_tokens: 4000 };
    const requests = [
      post(asked({ ...long, stream: true })),
      post(asked(long)),
      post(asked(), '', 500),
      get('Hos'),
      '',
    ];
    const wires = Array.from({ length: 40 }, (_, i) => wire(server, requests[i % requests.length]));
    await expect.poll(() => server.engine.writing).toBe(16);
    for (const { socket } of wires) socket.destroy();
    await expect.poll(() => server.engine.writing, { timeout: 1000 }).toBe(0);
    expect(server.engine.left).toBe(16);
    expect(await isUp(server)).toBe(true);
  });
});

describe('the end', () => {
  it('comes when what runs has ended; nobody new is let in, idle ones are closed', async () => {
    await server.close();
    server = await served({}, { deadline: 10_000 });
    server.engine.pace = 10;
    const idle = wire(server, get());
    const running = wire(server, post(asked({ stream: true, max_tokens: 12, logit_bias: { 6: -100 } })));
    await expect.poll(() => [idle.text !== '', running.text.includes('data:')]).toEqual([true, true]);
    server.leaving.abort();
    await expect.poll(() => idle.ended, { timeout: 500 }).toBe(true);
    await expect(fetch(server.url)).rejects.toThrow();
    expect(running.ended).toBe(false);
    await server.closed;
    expect(running.text).toContain('data: [DONE]');
    expect(server.traces.at(-1)).toMatchObject({ status: 200, completion_tokens: 12 });
  });

  it('waits no longer than the deadline', async () => {
    Object.assign(server.engine, { endless: true, pace: 5 });
    const running = wire(server, post(asked({ stream: true, max_tokens: 4000 })));
    await expect.poll(() => running.text.includes('data:')).toBe(true);
    const begun = performance.now();
    await server.close();
    expect(performance.now() - begun).toBeGreaterThan(250);
    expect(performance.now() - begun).toBeLessThan(2000);
    await expect.poll(() => server.engine.left).toBe(1);
  });
});
