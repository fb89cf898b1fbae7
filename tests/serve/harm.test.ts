/** The whole server, from the wire to threads with models, in which some mean no good and threads come to harm, while others ask: those
 *  get the very answers that they would get alone. The bench does the same to the built program, for longer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Pool } from '../../src/serve/pool.ts';
import type { Asked } from '../bench/serving/client.ts';
import { harms } from '../bench/serving/harm.ts';
import { alone, drive, type Known, nothing, until } from '../bench/serving/load.ts';
import { served } from './serving.ts';
import { longAsk, tinyOffer, writerOf } from './tiny-models.ts';

const questions = ['Who is Ada Frost?', 'Who?', 'Ada', 'the cat'].flatMap((content, seed): Asked[] => {
  const messages = [{ role: 'user', content }];
  const streamed = { stream: true, stream_options: { include_usage: true } };
  return [
    { path: '/v1/chat/completions', body: { model: 'sft', messages, seed, max_tokens: 8 } },
    { path: '/v1/chat/completions', body: { model: 'sft', messages, seed, max_tokens: 8, ...streamed } },
    { path: '/v1/completions', body: { model: 'ngram', prompt: content, seed, max_tokens: 8 } },
    { path: '/v1/embeddings', body: { model: 'gpt', input: content } },
  ];
});

const tiny = await tinyOffer();
const lost: string[] = [];
/** Milliseconds until half a request is answered. */
const request = 2000;
let pool: Pool;
let server: Awaited<ReturnType<typeof served>>;
let known: Known;
beforeAll(async () => {
  pool = await Pool.open({ ...tiny.offered, places: 4, look: 100, lost: ({ message }) => lost.push(message) });
  server = await served({ engine: pool }, { request, headers: request });
  known = await alone(server.url, questions);
});
afterAll(async () => {
  await server.close();
  await pool.close();
  tiny.remove();
});

/** @returns why it did not go as it should, if so */
async function whileOthersAsk(harm: () => Promise<string | undefined>): Promise<string | undefined> {
  const seen = nothing();
  let over = false;
  const enough = (): boolean => over && seen.answers.length >= 12;
  const asking = drive(server.url, 6, known, until(enough), seen);
  const failure = await harm();
  over = true;
  await asking;
  expect(seen.wrong).toEqual([]);
  await expect.poll(() => pool.load, { timeout: 2000 }).toMatchObject({ writing: 0, waiting: 0, unread: 0 });
  return failure;
}

test.each(Object.entries(harms(request)))('clients that %s', async (_, harm) => {
  const failures = await whileOthersAsk(async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => harm(server.port)));
    return all.find((failure) => failure !== undefined);
  });
  expect(failures).toBeUndefined();
});

test('a thread that ends, and the next one that is busy for ever', async () => {
  const gone = async (harm: () => void): Promise<undefined> => {
    const [before, worker] = [lost.length, writerOf(pool)];
    harm();
    await expect.poll(() => lost.length, { timeout: 5000 }).toBe(before + 1);
    await expect.poll(() => writerOf(pool) ?? worker, { timeout: 5000 }).not.toBe(worker);
  };
  await whileOthersAsk(() => gone(() => writerOf(pool).postMessage(null)));
  // so much to read that it would take a minute before it looks up again
  const ask = longAsk({ prompt: { text: 'The cat sat on the mat. '.repeat(2_000_000) } });
  await whileOthersAsk(() =>
    gone(() => writerOf(pool).postMessage({ kind: 'take', id: -1, request: { kind: 'write', ask } })),
  );
  expect(lost.at(-1)).toBe('a thread no longer answered, and was ended');
});
