/** The client that everybody uses, as it comes, against a listening server. */
import OpenAI, {
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from 'openai';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filter } from '../../src/serve/filter.ts';
import { served } from './serving.ts';
import { words } from './small-engine.ts';

let server: Awaited<ReturnType<typeof served>>;
let client: OpenAI;
const key = 'sk-test';

/** Stops talk of dogs on its way out, and of cats on its way in. */
const filter: Filter = {
  in: (text) => (text.includes('cats') ? { stop: true, rule: 'cats' } : { stop: false }),
  out: () => {
    let text = '';
    return (more) => ((text += more).includes('ran') ? { stop: true, rule: 'running' } : { stop: false });
  },
};

const clientOf = ({ url }: { url: string }, apiKey = key): OpenAI =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });

beforeAll(async () => {
  server = await served({ door: { hosts: new Set(), addresses: false, key } });
  client = clientOf(server);
});
afterAll(() => server.close());

const messages = [{ role: 'user', content: 'Who sat on the mat?' }] as const;
const talk = { model: 'talker', messages: [...messages], seed: 8 };

describe('models', () => {
  it('are listed, and each is told', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toEqual(['talker', 'writer', 'painter']);
    expect(await client.models.retrieve('writer')).toMatchObject({ id: 'writer', object: 'model', does: 'complete' });
  });
});

describe('a chat', () => {
  it('is answered, the same to the same seed', async () => {
    const one = await client.chat.completions.create(talk);
    const other = await client.chat.completions.create(talk);
    expect(one).toMatchObject({
      object: 'chat.completion',
      model: 'talker',
      system_fingerprint: expect.stringMatching(/^fp_/),
    });
    expect(one.id).toMatch(/^chatcmpl-/);
    expect(one.id).not.toBe(other.id);
    expect(one.choices).toEqual(other.choices);
    expect(one.choices[0].message.content).toMatch(/\S/);
    const { prompt_tokens, completion_tokens, total_tokens } = one.usage!;
    expect([prompt_tokens, total_tokens]).toEqual([5, 5 + completion_tokens]);
    expect(Math.abs(one.created - Date.now() / 1000)).toBeLessThan(60);
  });

  it('tells the seed that was drawn, so that it can be had again', async () => {
    const { seed: _, ...unseeded } = talk;
    const { data, response } = await client.chat.completions.create(unseeded).withResponse();
    const again = await client.chat.completions.create({ ...talk, seed: Number(response.headers.get('x-genai-seed')) });
    expect(again.choices).toEqual(data.choices);
  });

  it('has as many answers as are wanted, each of a seed of its own', async () => {
    const { choices, usage } = await client.chat.completions.create({ ...talk, n: 4 });
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(usage!.prompt_tokens).toBe(5);
    for (const { index, message } of choices) {
      const [alone] = (await client.chat.completions.create({ ...talk, seed: talk.seed + index })).choices;
      expect(message.content, String(index)).toBe(alone.message.content);
    }
    expect(new Set(choices.map(({ message }) => message.content)).size).toBeGreaterThan(1);
  });

  it('comes in pieces that make the whole', async () => {
    const whole = await client.chat.completions.create({ ...talk, n: 2 });
    const asked = { ...talk, n: 2, stream: true, stream_options: { include_usage: true } } as const;
    const texts = ['', ''];
    const ends: (string | null)[] = [];
    let usage: unknown;
    let roles = 0;
    for await (const chunk of await client.chat.completions.create(asked)) {
      expect(chunk.object).toBe('chat.completion.chunk');
      for (const { index, delta, finish_reason } of chunk.choices) {
        texts[index] += delta.content ?? '';
        if (delta.role) roles++;
        if (finish_reason) ends[index] = finish_reason;
      }
      if (chunk.usage) usage = chunk.usage;
    }
    expect(texts).toEqual(whole.choices.map(({ message }) => message.content));
    expect(ends).toEqual(whole.choices.map(({ finish_reason }) => finish_reason));
    expect([usage, roles]).toEqual([whole.usage, 2]);
  });

  it('passes the settings on as they are', async () => {
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'One ' },
          { type: 'text', text: 'two' },
        ],
      },
    ] as const;
    const settings = { temperature: 0, top_p: 0.5, stop: ' sat', max_completion_tokens: 9, logit_bias: { '3': -5 } };
    await client.chat.completions.create({
      model: 'talker',
      ...settings,
      seed: 3,
      messages: structuredClone(messages) as never,
    });
    expect(server.engine.asks.at(-1)).toEqual({
      ...{ model: 'talker', temperature: 0, top_p: 0.5, stop: [' sat'], seed: 3, most: 9, likeliest: 0 },
      prompt: {
        talk: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'One two' },
        ],
      },
      bias: new Map([[3, -5]]),
      client: '127.0.0.1',
    });
  });

  it('tells what was believed', async () => {
    const told = { logprobs: true, top_logprobs: 3 };
    const { choices } = await client.chat.completions.create({ ...talk, ...told });
    const content = choices[0].logprobs!.content!;
    expect(content.map(({ token }) => token).join('')).toBe(choices[0].message.content);
    for (const { token, logprob, bytes, top_logprobs } of content) {
      expect(Buffer.from(bytes!).toString()).toBe(token);
      expect(top_logprobs).toHaveLength(3);
      expect(top_logprobs[0].logprob).toBeGreaterThanOrEqual(logprob);
    }
    const streamed = [];
    for await (const { choices } of await client.chat.completions.create({ ...talk, ...told, stream: true })) {
      streamed.push(...(choices[0].logprobs?.content ?? []));
    }
    expect(streamed).toEqual(content);
  });

  it('ends before a stop, and at its length', async () => {
    const { choices } = await client.chat.completions.create({ ...talk, max_tokens: 2 });
    expect(choices[0].finish_reason).toBe('length');
    const stop = choices[0].message.content!.trim().split(' ')[1];
    const cut = await client.chat.completions.create({ ...talk, stop });
    expect(choices[0].message.content!.startsWith(cut.choices[0].message.content!)).toBe(true);
    expect([cut.choices[0].finish_reason, cut.choices[0].message.content]).toEqual([
      'stop',
      expect.not.stringContaining(stop),
    ]);
  });
});

describe('a completion', () => {
  const asked = { model: 'writer', prompt: ['One', 'Two two'], seed: 5, n: 2, max_tokens: 6, echo: true };

  it('goes on with each of several texts, whole or in pieces', async () => {
    const whole = await client.completions.create(asked);
    expect(whole.choices.map(({ text }) => text.startsWith('One'))).toEqual([true, true, false, false]);
    expect(whole.usage!.prompt_tokens).toBe(3);
    const texts = ['', '', '', ''];
    for await (const { choices } of await client.completions.create({ ...asked, stream: true })) {
      for (const { index, text } of choices) texts[index] += text;
    }
    expect(texts).toEqual(whole.choices.map(({ text }) => text));
  });

  it('has 16 tokens at most unless it is told', async () => {
    const { usage } = await client.completions.create({ model: 'writer', prompt: 'x', logit_bias: { '6': -100 } });
    expect(usage!.completion_tokens).toBe(16);
  });

  it('tells what was believed, and where each token stands', async () => {
    const given = { model: 'writer', prompt: 'x', seed: 5, logprobs: 2 };
    const [{ text, logprobs }] = (await client.completions.create(given)).choices;
    logprobs!.tokens!.forEach((token, i) => {
      expect(text.slice(logprobs!.text_offset![i]).startsWith(token)).toBe(true);
      const likeliest = Object.entries(logprobs!.top_logprobs![i]);
      expect(likeliest.map(([word]) => words.includes(word))).toEqual([true, true]);
      expect(likeliest.every(([word, p]) => word !== token || p === logprobs!.token_logprobs![i])).toBe(true);
    });
    const offsets: number[] = [];
    for await (const { choices } of await client.completions.create({ ...given, stream: true })) {
      offsets.push(...(choices[0].logprobs?.text_offset ?? []));
    }
    expect(offsets).toEqual(logprobs!.text_offset);
  });
});

describe('embeddings', () => {
  it('come as the client asks for them by itself, and as numbers', async () => {
    const input = ['one', 'three'];
    const { data, usage } = await client.embeddings.create({ model: 'writer', input });
    const plain = await client.embeddings.create({ model: 'writer', input, encoding_format: 'float' });
    expect(plain.data.map(({ embedding }) => embedding)).toEqual(data.map(({ embedding }) => embedding));
    expect(plain.data[1].embedding).toEqual(Array.from(Float32Array.from([5, 1 / 5, -0.1])));
    expect(usage).toEqual({ prompt_tokens: 2, total_tokens: 2 });
  });
});

describe('pictures', () => {
  it('are PNG, as large as is wanted, the same to the same seed', async () => {
    const asked = { prompt: 'a cat', size: '8x4', seed: 3, n: 2 } as never;
    const [one, other] = await Promise.all([client.images.generate(asked), client.images.generate(asked)]);
    expect(one.data).toEqual(other.data);
    expect(one.data).toHaveLength(2);
    const { width, height, data } = PNG.sync.read(Buffer.from(one.data![0].b64_json!, 'base64'));
    expect([width, height]).toEqual([8, 4]);
    let last: Uint8Array | undefined;
    const ask = { prompt: 'a cat', seed: 3, steps: 50, guidance: 3 };
    for await (const { pixels } of server.engine.picture(ask, new AbortController().signal)) last = pixels;
    // the second pixel of the small one stands at the third and fourth of the large one
    expect([...data.subarray(8, 11), ...data.subarray(12, 15)]).toEqual([
      ...last!.subarray(3, 6),
      ...last!.subarray(3, 6),
    ]);
  });

  it('clear up before the eyes', async () => {
    const stream = await client.images.generate({ prompt: 'a cat', stream: true, partial_images: 3 });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type.replace('image_generation.', ''));
    expect(types).toEqual(['partial_image', 'partial_image', 'partial_image', 'completed']);
  });
});

describe('what goes wrong', () => {
  const failure = (promise: Promise<unknown>): Promise<APIError> =>
    promise.then(
      () => expect.unreachable(),
      (error) => error,
    );

  it('is an error of its class', async () => {
    const create = (more: object, one = client) => failure(one.chat.completions.create({ ...talk, ...more }));
    expect(await create({}, clientOf(server, 'wrong'))).toBeInstanceOf(AuthenticationError);
    expect(await create({ model: 'gpt-5' })).toBeInstanceOf(NotFoundError);
    const refused = await create({ tools: [{ type: 'function', function: { name: 'f' } }] });
    expect(refused).toBeInstanceOf(BadRequestError);
    expect(refused).toMatchObject({ param: 'tools', code: 'unsupported_parameter', type: 'invalid_request_error' });
    expect(refused.requestID).toMatch(/^req_/);
  });

  it('is 429 when there is no room, whole or in pieces, and the client comes again by itself', async () => {
    const { engine } = server;
    engine.room = 0;
    const error = await failure(client.chat.completions.create(talk));
    expect(error).toBeInstanceOf(RateLimitError);
    expect([error.headers!.get('retry-after'), error.code]).toEqual(['1', 'rate_limit_exceeded']);
    expect(await failure(client.chat.completions.create({ ...talk, stream: true }))).toBeInstanceOf(RateLimitError);
    engine.room = 1; // not for all of them
    expect(await failure(client.chat.completions.create({ ...talk, n: 3 }))).toBeInstanceOf(RateLimitError);
    expect(engine.writing).toBe(0);
    setTimeout(() => (engine.room = 100), 100);
    engine.room = 0;
    const patient = client.withOptions({ maxRetries: 2 });
    expect((await patient.chat.completions.create(talk)).choices).toHaveLength(1);
  });

  it('in the middle of a stream reaches whoever reads it', async () => {
    server.engine.losesAfter = 2;
    try {
      const stream = await client.chat.completions.create({ ...talk, stream: true });
      const error = await failure(
        (async () => {
          for await (const _ of stream);
        })(),
      );
      expect(error).toBeInstanceOf(APIError);
      expect(error.message).toContain('The worker has died.');
      expect(server.traces.at(-1)).toMatchObject({ status: 500 });
      expect((await failure(client.chat.completions.create(talk))).status).toBe(500);
    } finally {
      server.engine.losesAfter = Number.POSITIVE_INFINITY;
    }
  });
});

describe('a client that goes away', () => {
  it.each([true, false])('frees its place at once (stream: %s)', async (stream) => {
    const { engine } = server;
    Object.assign(engine, { endless: true, pace: 2, left: 0 });
    const abort = new AbortController();
    const asked = { ...talk, n: 2, max_tokens: 4000, stream };
    const answer = client.chat.completions.create(asked, { signal: abort.signal });
    const read = (async () => {
      for await (const _ of (await answer) as AsyncIterable<unknown>);
    })();
    read.catch(() => {}); // below it is looked at
    await expect.poll(() => engine.writing).toBe(2);
    abort.abort();
    await expect.poll(() => [engine.writing, engine.left], { timeout: 1000 }).toEqual([0, 2]);
    // the client takes its own leave from a stream for its end
    if (stream) await read;
    else await expect(read).rejects.toBeInstanceOf(APIUserAbortError);
    await expect.poll(() => server.traces.at(-1)?.status).toBe(499);
    Object.assign(engine, { endless: false, pace: 0 });
  });
});

describe('the filter', () => {
  const withFilter = async (use: (client: OpenAI, server: Awaited<ReturnType<typeof served>>) => Promise<void>) => {
    const filtered = await served({ filter });
    try {
      await use(clientOf(filtered), filtered);
    } finally {
      await filtered.close();
    }
  };

  it('stops what is asked before a model hears it', () =>
    withFilter(async (client, { engine, traces }) => {
      const messages = [{ role: 'user', content: 'All about cats' }] as const;
      const asked = { ...talk, messages: [...messages] };
      const { data, response } = await client.chat.completions.create(asked).withResponse();
      expect(data.choices[0]).toMatchObject({ finish_reason: 'content_filter', message: { content: '' } });
      expect([response.headers.get('x-genai-filter'), engine.asks.length]).toEqual(['in:cats', 0]);
      expect(traces.at(-1)).toMatchObject({ status: 200, stopped: 'in:cats' });
      const picture = client.images.generate({ prompt: 'cats' });
      await expect(picture).rejects.toMatchObject({ status: 400, code: 'content_policy_violation' });
    }));

  it('stops an answer at the sentence, and never sends a word of it', () =>
    withFilter(async (client, { engine }) => {
      let stopped = 0;
      for (let seed = 0; seed < 12; seed++) {
        const asked = { ...talk, seed, logit_bias: { '6': -100 }, max_tokens: 30 };
        const free = (await clientOf(server).chat.completions.create(asked)).choices[0].message.content!;
        const sentences = free.split(/(?<=\.)(?= )/);
        const bad = sentences.findIndex((sentence) => sentence.includes('ran'));
        const whole = await client.chat.completions.create(asked);
        const [{ message, finish_reason }] = whole.choices;
        expect(message.content).not.toContain('ran');
        if (bad < 0) expect([message.content, finish_reason]).toEqual([free, 'length']);
        else {
          stopped++;
          expect([message.content, finish_reason]).toEqual([sentences.slice(0, bad).join(''), 'content_filter']);
          expect(whole.choices[0]).toMatchObject({ content_filter: { side: 'out', rule: 'running' } });
        }
        expect(whole.usage!.completion_tokens).toBe(30);
        let streamed = '';
        for await (const { choices } of await client.chat.completions.create({ ...asked, stream: true })) {
          streamed += choices[0].delta.content ?? '';
          if (choices[0].finish_reason) expect(choices[0].finish_reason).toBe(finish_reason);
        }
        expect(streamed).toBe(message.content);
      }
      expect(stopped).toBeGreaterThan(2);
      expect(engine.writing).toBe(0);
    }));
});
