/** What the clients ask: short questions about Toyland, half of the answers in pieces, each with a seed of its own. */
import { askAbout, questions } from '../../../src/data/toyland/questions.ts';
import { makeWorld, relations } from '../../../src/data/toyland/world.ts';
import { Random } from '../../../src/nn/random.ts';
import type { Asked } from './client.ts';

/** @param model one that answers
 *  @param tokens of an answer at most */
export function chats(model: string, count: number, tokens = 48): Asked[] {
  const random = new Random(7);
  const { people } = makeWorld(1);
  const one = <T>(all: readonly T[]): T => all[random.below(all.length)];
  return Array.from({ length: count }, (_, seed) => {
    const content = askAbout(one(questions[one(relations)].trained), one(people).name);
    const body = { model, messages: [{ role: 'user', content }], seed, max_tokens: tokens };
    return {
      path: '/v1/chat/completions',
      body: seed % 2 ? { ...body, stream: true, stream_options: { include_usage: true } } : body,
    };
  });
}

/** The same answers, and counted words and vectors between them. */
export function mixed(model: string, count: number, tokens: number): Asked[] {
  return chats(model, count, tokens).map((chat, i) => {
    const { seed, messages } = chat.body;
    const [{ content }] = messages as [{ content: string }];
    const text = { path: '/v1/completions', body: { model: 'ngram', prompt: content, seed, max_tokens: tokens } };
    const vector = { path: '/v1/embeddings', body: { model, input: content } };
    return [chat, chat, text, chat, chat, vector][i % 6];
  });
}
