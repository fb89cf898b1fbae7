/** Requests to the server: bodies with right fields, nearly right ones and anything, headers of any text. Whatever comes, there is an
 *  answer of the shape that clients know, soon, and no code in it that commands a terminal. */
import fc from 'fast-check';
import { appOf, post } from '../../serve/serving.ts';
import { bytesFrom, hostileBytes, hostileNumber, hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

const text = hostileText(200);
const word = fc.oneof(fc.constantFrom(' cat', 'a', '\ufffd'), hostileText(20));
const number = fc.oneof(fc.constantFrom(0, 1, 2, 0.5, -1, 1e9, null), hostileNumber.map(Number));
const anything = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, number, { maxKeys: 3 }),
);

/** What a field may be, by its name. */
const right: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  prompt: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
  input: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
  messages: fc.array(
    fc.record({
      role: fc.constantFrom('system', 'developer', 'user', 'assistant'),
      content: fc.oneof(text, fc.array(fc.record({ type: fc.constant('text'), text }), { minLength: 1, maxLength: 2 })),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  n: fc.constantFrom(1, 2, 3),
  temperature: fc.constantFrom(0, 0.01, 1, 2),
  top_p: fc.constantFrom(0, 0.1, 1),
  stop: fc.oneof(word, fc.array(word, { maxLength: 4 })),
  seed: fc.nat(),
  max_tokens: fc.constantFrom(1, 5, 30),
  logprobs: fc.constantFrom(true, 3),
  top_logprobs: fc.constantFrom(0, 3),
  logit_bias: fc.dictionary(fc.constantFrom('0', '3', '6', '99'), fc.constantFrom(-100, 1, 100)),
  echo: fc.boolean(),
  stream: fc.boolean(),
  stream_options: fc.constant({ include_usage: true }),
  encoding_format: fc.constantFrom('float', 'base64'),
  size: fc.constantFrom('auto', '8x4', '7x3', '64x32'),
  steps: fc.constantFrom(1, 3),
  partial_images: fc.constantFrom(0, 2),
};

const written = 'n temperature top_p stop seed max_tokens logprobs logit_bias stream stream_options'.split(' ');

/** Fields of each route: those that it wants, and those that it takes. */
const routes: Readonly<Record<string, { readonly wants: readonly string[]; readonly takes: readonly string[] }>> = {
  '/v1/chat/completions': { wants: ['model', 'messages'], takes: [...written, 'top_logprobs'] },
  '/v1/completions': { wants: ['model', 'prompt'], takes: [...written, 'echo'] },
  '/v1/embeddings': { wants: ['model', 'input'], takes: ['encoding_format'] },
  '/v1/images/generations': { wants: ['prompt'], takes: ['n', 'seed', 'stream', 'size', 'steps', 'partial_images'] },
};

/** Mostly as it may be. */
const valued = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: anything });

const fieldsFor = (path: string): fc.Arbitrary<Record<string, unknown>> => {
  const { wants, takes } = routes[path];
  const model = { '/v1/chat/completions': 'talker', '/v1/images/generations': 'painter' }[path] ?? 'writer';
  const shape = [...wants, ...takes].map((name) => [name, valued(name === 'model' ? fc.constant(model) : right[name])]);
  return fc.record(Object.fromEntries(shape), { requiredKeys: [...wants] }) as fc.Arbitrary<Record<string, unknown>>;
};

const bodyFor = (path: string) =>
  fc.oneof(
    { weight: 8, arbitrary: fieldsFor(path).map((fields) => ({ fields })) },
    { weight: 1, arbitrary: fc.dictionary(text, anything, { maxKeys: 4 }).map((fields) => ({ fields })) },
    { weight: 1, arbitrary: hostileBytes(300).map((bytes) => ({ bytes })) },
  );

const header = fc.record({
  name: fc.constantFrom('host', 'origin', 'authorization', 'content-type', 'content-length', 'x-any'),
  value: text.map((text) => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '').trim()),
});

const request = fc.constantFrom(...Object.keys(routes)).chain((path) =>
  fc.record({
    path: fc.constant(path),
    body: bodyFor(path),
    header: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: header }),
  }),
);

export const targets: readonly Target[] = [
  target({
    name: 'requests',
    cases: 150,
    input: request,
    async check({ path, body, header }) {
      const { app, engine, traces } = appOf();
      const sent = 'bytes' in body ? bytesFrom(body.bytes).toString('latin1') : JSON.stringify(body.fields);
      const answer = await post(app, path, sent, header && { [header.name]: header.value });
      const said = await answer.text();
      expectNoCode(said.replaceAll('\n\n', ''), 'the answer');
      if (![200, 400, 401, 403, 404, 413, 415].includes(answer.status))
        throw new Error(`status ${answer.status}: ${said}`);
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        for (const event of said.trimEnd().split('\n\n')) {
          const [, data] = /^(?:event: [\w.]+\n)?data: (.+)$/.exec(event) ?? [];
          if (data === undefined) throw new Error(`no event: ${event}`);
          if (data !== '[DONE]' && 'error' in JSON.parse(data)) throw new Error(data);
        }
      } else if (answer.status === 200) JSON.parse(said);
      else if (typeof JSON.parse(said).error.message !== 'string') throw new Error(`no error: ${said}`);
      if (traces.length !== 1) throw new Error(`${traces.length} lines of log`);
      if (engine.writing > 0) throw new Error('something is still written');
    },
  }),
];
