/** What is refused, what is let in, and what is told of it: without a socket. */
import { describe, expect, it, test, vi } from 'vitest';
import type { Filter } from '../../src/serve/filter.ts';
import { hostnameOf } from '../../src/serve/guard.ts';
import { curlLine } from '../../src/serve/welcome.ts';
import { appOf, post } from './serving.ts';

const chat = { model: 'talker', messages: [{ role: 'user', content: 'Hello there' }], seed: 1 };

describe('a body that cannot be', () => {
  const message = (content: unknown, role = 'user') => ({ ...chat, messages: [{ role, content }] });
  it.each<[string, unknown, number, string | null, string | RegExp]>([
    ['/v1/chat/completions', '{"model":', 400, null, 'no JSON'],
    ['/v1/chat/completions', '[]', 400, null, 'JSON object'],
    ['/v1/chat/completions', '"\\u0000"', 400, null, 'JSON object'],
    ['/v1/chat/completions', {}, 400, 'model', "Missing required parameter: 'model'."],
    ['/v1/chat/completions', { model: 'talker' }, 400, 'messages', 'Missing required'],
    ['/v1/chat/completions', { ...chat, messages: [] }, 400, 'messages', 'Invalid value'],
    ['/v1/chat/completions', { ...chat, model: 'gpt-4o' }, 404, 'model', 'There are talker, writer, painter.'],
    ['/v1/chat/completions', { ...chat, model: 'writer' }, 400, 'model', 'POST /v1/completions'],
    ['/v1/chat/completions', { ...chat, temperature: '1' }, 400, 'temperature', 'expected number'],
    ['/v1/chat/completions', { ...chat, temperature: 2.1 }, 400, 'temperature', 'Too big'],
    ['/v1/chat/completions', { ...chat, temprature: 1 }, 400, 'temprature', 'Did you mean temperature?'],
    ['/v1/chat/completions', { ...chat, __proto__x: 1 }, 400, '__proto__x', 'Unrecognized'],
    ['/v1/chat/completions', { ...chat, n: 17 }, 400, 'n', 'Too big'],
    ['/v1/chat/completions', { ...chat, seed: 1.5 }, 400, 'seed', 'Invalid value'],
    ['/v1/chat/completions', { ...chat, seed: 1e300 }, 400, 'seed', 'Invalid value'],
    [
      '/v1/chat/completions',
      { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] },
      400,
      'stop',
      /list of at most 4|at most|<=4/,
    ],
    ['/v1/chat/completions', { ...chat, stop: '' }, 400, 'stop', 'Invalid value'],
    ['/v1/chat/completions', { ...chat, logit_bias: { cat: 1 } }, 400, 'logit_bias', 'ids of tokens'],
    ['/v1/chat/completions', { ...chat, top_logprobs: 2 }, 400, 'top_logprobs', "'logprobs': true"],
    ['/v1/chat/completions', { ...chat, max_tokens: 1, max_completion_tokens: 2 }, 400, 'max_tokens', 'differ'],
    ['/v1/chat/completions', { ...chat, stream_options: {} }, 400, 'stream_options', "'stream': true"],
    ['/v1/chat/completions', { ...chat, tools: [{ type: 'function' }] }, 400, 'tools', 'No model here calls tools.'],
    ['/v1/chat/completions', { ...chat, response_format: { type: 'json_schema' } }, 400, 'response_format', 'format'],
    ['/v1/chat/completions', { ...chat, presence_penalty: 0.5 }, 400, 'presence_penalty', 'not followed'],
    [
      '/v1/chat/completions',
      message([{ type: 'image_url', image_url: { url: 'x' } }]),
      400,
      'messages[0].content',
      'part',
    ],
    ['/v1/chat/completions', message('x', 'tool'), 400, 'messages[0].role', 'expected system'],
    ['/v1/chat/completions', message('x'.repeat(8193)), 400, 'messages', '8193 characters'],
    ['/v1/completions', { model: 'writer', prompt: ['a', 'x'.repeat(8193)] }, 400, 'prompt', 'there may be 8192'],
    ['/v1/images/generations', { prompt: 'x'.repeat(8193) }, 400, 'prompt', 'Too big'],
    ['/v1/completions', { model: 'writer', prompt: [1, 2] }, 400, 'prompt', 'tokens are not taken'],
    ['/v1/completions', { model: 'writer', prompt: ['a', 'b', 'c'], n: 6 }, 400, 'n', '18 answers'],
    ['/v1/completions', { model: 'writer', prompt: 'a', echo: true, logprobs: 1 }, 400, 'echo', 'not judged'],
    ['/v1/completions', { model: 'painter', prompt: 'a' }, 400, 'model', 'POST /v1/images/generations'],
    ['/v1/embeddings', { model: 'writer', input: [] }, 400, 'input', 'Invalid value'],
    ['/v1/embeddings', { model: 'writer', input: ['a', ''] }, 400, 'input[1]', 'not empty'],
    ['/v1/embeddings', { model: 'writer', input: 'a', dimensions: 2 }, 400, 'dimensions', 'wide'],
    ['/v1/images/generations', { prompt: 'a cat', response_format: 'url' }, 400, 'response_format', 'b64_json'],
    ['/v1/images/generations', { prompt: 'a cat', size: '2x1' }, 400, 'size', 'at most 1024x512'],
    [
      '/v1/images/generations',
      { prompt: 'a cat', stream: true, partial_images: 4, size: '8x4' },
      400,
      'partial_images',
      'larger than 4x2 at most 3',
    ],
    ['/v1/images/generations', { prompt: 'a cat', size: '8x8' }, 400, 'size', 'A picture is 4x2'],
  ])('%s %j is refused', async (path, body, status, param, told) => {
    const { app } = appOf();
    const answer = await post(app, path, body);
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect([answer.status, error.param], String(error.message)).toEqual([status, param]);
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'param', 'type']);
    expect(error.type).toBe('invalid_request_error');
    expect(error.message).toMatch(told);
  });

  it('is refused by its kind and its size before it is read', async () => {
    const { app } = appOf();
    const status = async (body: string, headers: Record<string, string>) =>
      (await post(app, '/v1/completions', body, headers)).status;
    expect(await status('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
    expect(await status('{}', { 'content-type': 'text/plain' })).toBe(415);
    expect(await status('{}', { 'content-encoding': 'gzip' })).toBe(415);
    expect(await status('{}', { 'content-length': '300000' })).toBe(413);
    expect(await status(JSON.stringify({ prompt: 'x'.repeat(300_000) }), {})).toBe(413);
    expect(await status('['.repeat(200_000), {})).toBe(400);
  });

  it('is not looked through by the filter when a text in it is too long, and others are heard between two texts', async () => {
    const judged: number[] = [];
    const filter: Filter = {
      in: ({ length }) => {
        judged.push(length);
        return { stop: false };
      },
      out: () => () => ({ stop: false }),
    };
    const { app } = appOf({ filter });
    const long = await post(app, '/v1/completions', { model: 'writer', prompt: ['a', 'x'.repeat(8193)] });
    expect(await long.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
    await post(app, '/v1/images/generations', { prompt: 'x'.repeat(8193) });
    expect(judged).toEqual([]);
    const answered = post(app, '/v1/completions', { model: 'writer', prompt: Array(16).fill('x'.repeat(8192)) });
    await vi.waitUntil(() => judged.length > 0);
    while (judged.length < 16) {
      const before = judged.length;
      await new Promise(setImmediate);
      expect(judged.length - before).toBeLessThan(2);
    }
    expect((await answered).status).toBe(200);
  });

  it('is refused however deep it is', async () => {
    const { app } = appOf();
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const open = JSON.stringify(chat).slice(0, -1);
    for (const field of ['modalities', 'tools', 'response_format', 'stop', 'n', 'logit_bias', 'stream_options']) {
      const answer = await post(app, '/v1/chat/completions', `${open},"${field}":${deep}}`);
      expect([answer.status, ((await answer.json()) as { error: object }).error]).toMatchObject([
        400,
        { param: field },
      ]);
    }
    expect((await post(app, '/v1/chat/completions', `${open},"metadata":${deep}}`)).status).toBe(200);
  });

  it('may have any whole number as its seed; what it stands for is told, and gives the same', async () => {
    const { app } = appOf();
    const answered = async (seed: number, more = {}) => {
      const answer = await post(app, '/v1/chat/completions', { ...chat, seed, max_tokens: 30, ...more });
      const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] };
      return { told: Number(answer.headers.get('x-genai-seed')), texts: choices.map(({ message }) => message.content) };
    };
    const two = await answered(-1, { n: 2 });
    expect(two.told).toBe(2 ** 32 - 1);
    expect(two.texts).toEqual([...(await answered(two.told)).texts, ...(await answered(2 ** 32)).texts]);
    for (const seed of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -(2 ** 32), 2 ** 53 - 17]) {
      const { told, texts } = await answered(seed);
      expect((await answered(told)).texts).toEqual(texts);
    }
    const picture = await post(app, '/v1/images/generations', { prompt: 'a cat', seed: -2, n: 2 });
    expect(picture.headers.get('x-genai-seed')).toBe(String(2 ** 32 - 2));
  });

  it('may hold what asks for nothing else than what is so', async () => {
    const { app } = appOf();
    const usual = {
      user: 'me',
      store: false,
      metadata: {},
      parallel_tool_calls: true,
      service_tier: 'auto',
      tools: [],
    };
    const none = {
      frequency_penalty: 0,
      presence_penalty: null,
      response_format: { type: 'text' },
      tool_choice: 'none',
      stream: true,
      stream_options: { include_usage: null, include_obfuscation: null },
    };
    expect((await post(app, '/v1/chat/completions', { ...chat, ...usual, ...none })).status).toBe(200);
  });
});

describe('who comes in', () => {
  const see = async (path: string, headers: Record<string, string>, more: Parameters<typeof appOf>[0] = {}) =>
    (await appOf(more).app.request(path, { headers })).status;

  const ours = ['localhost', 'localhost:8080', 'LOCALHOST.', '127.0.0.1:1', '127.8.9.1', '[::1]:8080'];
  const foreign = ['', 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '0.0.0.0:80'];
  const broken = ['[::2]', 'a b', 'localhost:x', 'user@localhost', '127.0.0.1/x'];
  it.each([
    ...ours.map((host) => ({ host, status: 200 })),
    ...[...foreign, ...broken].map((host) => ({ host, status: 403 })),
  ])('with the host $host: $status', async ({ host, status }) => {
    expect(await see('/v1/models', { host })).toBe(status);
  });

  it('answers to names that were allowed, and beyond this machine to addresses', async () => {
    const door = { hosts: new Set(['tutor.example']), addresses: true };
    for (const [host, status] of [
      ['Tutor.Example:443', 200],
      ['other.example', 403],
      ['192.168.1.7:8080', 200],
      ['[fe80::1]', 200],
    ] as const) {
      expect(await see('/healthz', { host }, { door }), host).toBe(status);
    }
  });

  it('knows pages of its own from those of others', async () => {
    const door = { hosts: new Set(['tutor.example']), addresses: false };
    for (const [host, origin, status] of [
      ['localhost:8080', 'http://localhost:8080', 200],
      ['localhost:8080', 'http://localhost:3000', 403],
      ['localhost:8080', 'http://127.0.0.1:8080', 403],
      ['localhost:8080', 'https://evil.example', 403],
      ['localhost:8080', 'null', 403],
      ['localhost:8080', 'http://localhost:8080.evil.example', 403],
      ['127.0.0.1:8080', 'https://tutor.example', 200],
    ] as const) {
      expect(await see('/healthz', { host, origin }, { door }), origin).toBe(status);
    }
    const { app } = appOf();
    const answer = await app.request('/v1/models', { headers: { host: 'localhost', origin: 'http://localhost' } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('with a key, where there is one', async () => {
    const door = { hosts: new Set<string>(), addresses: false, key: 'secret' };
    const host = 'localhost';
    for (const [authorization, status] of [
      ['Bearer secret', 200],
      ['bearer secret', 200],
      ['Bearer secre', 401],
      ['Bearer secrett', 401],
      ['Bearer ', 401],
      ['Basic secret', 401],
      ['secret', 401],
    ] as const) {
      expect(await see('/v1/models', { host, authorization }, { door }), authorization).toBe(status);
    }
    expect(await see('/metrics', { host }, { door })).toBe(401);
    expect(await see('/healthz', { host }, { door })).toBe(200);
    expect(await see('/', { host }, { door })).toBe(200);
  });

  test.each([
    ['[::1]:8080', '[::1]'],
    ['Example.org.:80', 'example.org'],
    ['a b', undefined],
    ['x:123456', undefined],
  ])('hostnameOf(%j) is %j', (host, name) => expect(hostnameOf(host)).toBe(name));
});

describe('what is told', () => {
  const headers = { host: 'localhost:8080' };

  it('what there is, in words', async () => {
    const answer = await appOf().app.request('/', { headers });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain('curl http://localhost:8080/v1/chat/completions');
    expect(text).toContain('painter  draws');
  });

  it('a line for PowerShell where that is the shell: through a pipe no quote of JSON is lost', () => {
    const lineFor = (platform: NodeJS.Platform) =>
      curlLine('http://localhost:8080', appOf().engine.models, true, platform);
    const [body] = /\{.*\}/.exec(lineFor('linux'))!;
    expect(JSON.parse(body)).toMatchObject({ model: 'talker' });
    expect(lineFor('win32')).toBe(
      `echo '${body}' | curl.exe http://localhost:8080/v1/chat/completions -H "Content-Type: application/json" ` +
        '-H "Authorization: Bearer $env:GENAI_API_KEY" -d "@-"',
    );
  });

  it('nothing there, or not in this way', async () => {
    const { app } = appOf();
    const [lost, wrong, head] = await Promise.all([
      app.request('/v1/chat', { headers }),
      app.request('/v1/chat/completions', { headers }),
      app.request('/v1/models', { headers, method: 'HEAD' }),
    ]);
    expect([lost.status, wrong.status, wrong.headers.get('allow'), head.status]).toEqual([404, 405, 'POST', 200]);
    expect(await lost.json()).toMatchObject({ error: { code: 'unknown_url', type: 'invalid_request_error' } });
    expect((await app.request('/v1/models', { headers, method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD');
    expect((await app.request('/v1/models/nope', { headers })).status).toBe(404);
  });

  it('a safe answer: no sniffing, no frames, an id, nothing kept, and no code for a terminal', async () => {
    const { app } = appOf();
    const answer = await post(app, '/v1/completions', { model: '\x1b[31m\u009b2J\u202e', prompt: '' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-request-id': expect.stringMatching(/^req_[0-9a-f]{24}$/),
    });
    expect(await answer.text()).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
  });

  it('an error of our own without what it was; the log has it', async () => {
    const { app, engine, traces } = appOf();
    engine.embed = () => Promise.reject(new Error('secret /path'));
    const answer = await post(app, '/v1/embeddings', { model: 'writer', input: 'a' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(traces.at(-1)).toMatchObject({ status: 500, error: 'Error: secret /path' });
  });

  it('a line of every request, without what was said', async () => {
    const { app, traces } = appOf();
    const answer = await post(app, '/v1/chat/completions', { ...chat, max_tokens: 3, logit_bias: { 6: -100 } });
    expect(traces).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        id: answer.headers.get('x-request-id'),
        method: 'POST',
        path: '/v1/chat/completions',
        status: 200,
        ms: expect.any(Number),
        prompt_tokens: 2,
        completion_tokens: 3,
      },
    ]);
    await app.request(`/${'x'.repeat(5000)}?prompt=secret`, { headers });
    expect(JSON.stringify(traces[1]).length).toBeLessThan(500);
    expect(JSON.stringify(traces)).not.toMatch(/Hello|secret/);
  });

  it('a stream too that goes before anybody reads it', async () => {
    const { app, engine, traces } = appOf();
    engine.endless = true;
    const answer = await post(app, '/v1/chat/completions', { ...chat, stream: true, max_tokens: 4000 });
    expect([engine.writing, traces]).toEqual([1, []]);
    await answer.body!.cancel();
    await vi.waitUntil(() => traces.length > 0 && engine.writing === 0);
    expect(traces).toMatchObject([{ status: 499 }]);
  });

  it('numbers that Prometheus reads', async () => {
    const { app } = appOf();
    await post(app, '/v1/chat/completions', { ...chat, max_tokens: 3, logit_bias: { 6: -100 } });
    await post(app, '/v1/chat/completions', chat.messages);
    await app.request('/nowhere"\n{}', { headers });
    const answer = await app.request('/metrics', { headers });
    const lines = (await answer.text()).trimEnd().split('\n');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const line of lines) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*\})? [\d.e+-]+)$/);
    }
    expect(lines).toContain('genai_requests_total{route="/v1/chat/completions",status="200"} 1');
    expect(lines).toContain('genai_requests_total{route="/v1/chat/completions",status="400"} 1');
    expect(lines).toContain('genai_requests_total{route="other",status="404"} 1');
    expect(lines).toContain('genai_tokens_total{kind="completion"} 3');
    expect(lines).toContain('genai_request_duration_seconds_count{route="/v1/chat/completions"} 2');
    const buckets = lines.filter((line) => line.startsWith('genai_request_duration_seconds_bucket{route="other"'));
    expect(buckets.at(-1)).toMatch(/le="\+Inf"\} 1$/);
    const counts = buckets.map((line) => Number(line.split(' ')[1]));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it('that it goes, to whoever still comes', async () => {
    const { app, leaving } = appOf();
    leaving.abort();
    for (const path of ['/healthz', '/v1/models']) {
      const answer = await app.request(path, { headers });
      expect([answer.status, answer.headers.get('connection')], path).toEqual([503, 'close']);
    }
    expect(await (await app.request('/metrics', { headers })).text()).toContain('genai_up 0');
  });
});
