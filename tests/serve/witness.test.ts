/** What somebody hears who listens to what is asked and answered. */
import { describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../src/serve/witness.ts';
import { appOf, post } from './serving.ts';

const chat = { model: 'talker', messages: [{ role: 'user', content: 'Hello there' }], seed: 1 };
const path = '/v1/chat/completions';

/** An app, and what is heard of its requests. */
function listened(engine: Partial<ReturnType<typeof appOf>['engine']> = {}) {
  const heard: Exchange[] = [];
  const made = appOf({ whoListens: async () => (exchange) => void heard.push(exchange) });
  Object.assign(made.engine, engine);
  return { ...made, heard };
}

interface Whole {
  readonly choices: readonly { readonly message: { readonly content: string }; readonly finish_reason: string }[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

const answersIn = ({ choices }: Whole) =>
  choices.map(({ message, finish_reason }) => ({ text: message.content, finish_reason }));

describe('who listens hears', () => {
  it('what was asked, what was answered, and what it cost', async () => {
    const { app, heard } = listened();
    const told = (await (await post(app, path, { ...chat, n: 2, max_tokens: 3 })).json()) as Whole;
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const { prompt_tokens, completion_tokens } = told.usage;
    expect(heard[0]).toEqual({
      method: 'POST',
      path,
      asked: { ...chat, n: 2, max_tokens: 3 },
      seed: 1,
      status: 200,
      answers: answersIn(told),
      usage: { prompt_tokens, completion_tokens },
      error: null,
    });
    expect(heard[0].answers).toHaveLength(2);
  });

  it('of a stream the same as of the whole, and the seed that was drawn', async () => {
    const { app, heard } = listened();
    const { seed: _, ...unseeded } = chat;
    const response = await post(app, path, { ...unseeded, stream: true });
    await response.text();
    const seed = Number(response.headers.get('x-genai-seed'));
    const whole = (await (await post(app, path, { ...chat, seed })).json()) as Whole;
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard.map(({ seed }) => seed)).toEqual([seed, seed]);
    expect(heard[0].answers).toEqual(answersIn(whole));
    expect(heard[0]).toMatchObject({ answers: heard[1].answers, usage: heard[1].usage, status: 200 });
  });

  it.each<[string, (app: ReturnType<typeof appOf>['app']) => Response | Promise<Response>, object]>([
    [
      'a field',
      (app) => post(app, path, { ...chat, temperature: 9 }),
      { status: 400, error: { param: 'temperature' } },
    ],
    ['no JSON', (app) => post(app, path, '{'), { status: 400, asked: {}, error: { code: 'not_json' } }],
    ['a form', (app) => post(app, path, 'a=b', { 'content-type': 'text/plain' }), { status: 415 }],
    ['another path', (app) => post(app, '/chat/completions', chat), { status: 404, error: { code: 'unknown_url' } }],
    ['no body', (app) => app.request(path, { headers: { host: 'localhost' } }), { status: 405, method: 'GET' }],
  ])('that it was refused: %s', async (_, ask, told) => {
    const { app, heard } = listened();
    await ask(app);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ answers: [], ...told });
  });

  it('of an answer that broke off what had come', async () => {
    const { app, heard } = listened({ losesAfter: 2, endless: true });
    await (await post(app, path, { ...chat, stream: true })).text();
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ status: 500, answers: [{ finish_reason: null }], error: { code: 'answer_lost' } });
    expect(heard[0].answers[0].text).not.toBe('');
  });

  it('nothing of what is no matter of the API', async () => {
    const asked = vi.fn(async () => undefined);
    const { app } = appOf({ whoListens: asked });
    for (const path of ['/', '/healthz', '/metrics', '/favicon.ico']) {
      await app.request(path, { headers: { host: 'localhost' } });
    }
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('an answer', () => {
  it('nothing of what a page elsewhere, or somebody who asks by another name, sends here', async () => {
    const { app, heard } = listened();
    expect((await post(app, path, chat, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post(app, path, chat, { host: 'elsewhere.example' })).status).toBe(403);
    await post(app, path, chat);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0].status).toBe(200);
  });

  it('is waited for by nobody: it comes while it is not known who listens, and when that cannot be found out', async () => {
    for (const whoListens of [
      () => new Promise<undefined>(() => {}),
      async () => Promise.reject(new Error('no disk')),
    ]) {
      const { app, traces } = appOf({ whoListens });
      expect((await post(app, path, chat)).status).toBe(200);
      expect((await (await post(app, path, { ...chat, stream: true })).text()).endsWith('data: [DONE]\n\n')).toBe(true);
      expect(traces.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('is gathered no further once it is known that nobody listens', async () => {
    const step = vi.spyOn((await import('../../src/serve/witness.ts')).Witness.prototype, 'step');
    const { app } = appOf({ whoListens: async () => undefined });
    await post(app, path, { ...chat, max_tokens: 30 });
    expect(step).not.toHaveBeenCalled();
    step.mockRestore();
  });
});
