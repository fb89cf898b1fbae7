/** POST /v1/chat/completions: a talk, answered. */
import * as z from 'zod';
import type { Call } from '../call.ts';
import type { Message, Written } from '../engine.ts';
import type { Stopped } from '../filter.ts';
import { jsonResponse } from '../json-response.ts';
import { limits } from '../limits.ts';
import { type Step, write } from './answers.ts';
import { Choice, gather } from './choice.ts';
import { wrong } from './error.ts';
import { done, type Event } from './event-stream.ts';
import { fieldsOf, writing } from './fields.ts';
import { chatLogprobs } from './logprobs.ts';
import { type Begun, begin, usageOf, whyStopped } from './shape.ts';

const text = z.object({
  type: z.literal('text', { error: "only parts of type 'text' are read here" }),
  text: z.string(),
});

const ChatSchema = z.object({
  ...writing,
  messages: z
    .array(
      z.object({
        role: z.enum(['system', 'developer', 'user', 'assistant'], {
          error: 'expected system, developer, user or assistant',
        }),
        content: z.union(
          [
            z.string(),
            z
              .array(text)
              .min(1)
              .transform((parts) => parts.map(({ text }) => text).join('')),
          ],
          {
            error: 'expected a text, or a list of parts {"type":"text","text":"…"}',
          },
        ),
      }),
    )
    .min(1)
    .max(limits.messages),
  max_completion_tokens: writing.max_tokens,
  logprobs: z.boolean().default(false),
  top_logprobs: z.int().min(0).max(20).optional(),
});

export async function chat(body: Readonly<Record<string, unknown>>, call: Call): Promise<Response> {
  const asked = fieldsOf(ChatSchema, body);
  const model = call.model(asked.model, 'chat');
  const { max_tokens, max_completion_tokens: most = max_tokens, logprobs, top_logprobs, messages } = asked;
  if (max_tokens !== undefined && most !== max_tokens) {
    throw wrong('max_tokens', "'max_tokens' and 'max_completion_tokens' differ. Give one of them.");
  }
  if (top_logprobs !== undefined && !logprobs) {
    throw wrong('top_logprobs', "'top_logprobs' goes only with 'logprobs': true.");
  }
  const talk = messages.map(
    ({ role, content }): Message => ({ role: role === 'developer' ? 'system' : role, content }),
  );
  const begun = begin(asked, [{ talk }], { most, likeliest: top_logprobs ?? 0 }, model, call, 'chatcmpl-');
  const { engine, filter } = call.service;
  const steps = write(begun.wanted, engine, filter, call.signal, call.trail);
  if (!asked.stream) return whole(steps, begun, logprobs, call);
  const events = chunks(steps, begun, logprobs, asked.stream_options?.include_usage ?? false, call);
  return call.stream(events, begun.headers, done);
}

async function whole(steps: AsyncGenerator<Step>, { head, wanted, headers }: Begun, logprobs: boolean, call: Call) {
  const choices = Array.from({ length: wanted.n }, () => new Choice());
  await gather(steps, choices);
  const value = {
    ...head('chat.completion'),
    choices: choices.map(({ text, tokens, reason, stopped }, index) => ({
      index,
      message: { role: 'assistant', content: text, refusal: null },
      logprobs: logprobs ? chatLogprobs(tokens) : null,
      finish_reason: reason,
      ...whyStopped(stopped).field,
    })),
    usage: usageOf(call.trail),
  };
  return jsonResponse(value, 200, { ...headers, ...whyStopped(call.trail.stopped).header });
}

/** @param counted whether the costs are told at the end */
async function* chunks(
  steps: AsyncGenerator<Step>,
  { head, wanted }: Begun,
  logprobs: boolean,
  counted: boolean,
  call: Call,
): AsyncGenerator<Event> {
  const usage = counted ? { usage: null } : {};
  const chunk = (
    index: number,
    delta: object,
    tokens: readonly Written[],
    reason: string | null,
    stopped?: Stopped,
  ) => ({
    data: {
      ...head('chat.completion.chunk'),
      choices: [
        {
          index,
          delta,
          logprobs: logprobs && tokens.length > 0 ? chatLogprobs(tokens) : null,
          finish_reason: reason,
          ...whyStopped(stopped).field,
        },
      ],
      ...usage,
    },
  });
  let greeted = false;
  for await (const step of steps) {
    // Once the first word is there: until then it may still be refused as a whole.
    if (!greeted) {
      for (let i = 0; i < wanted.n; i++) yield chunk(i, { role: 'assistant', content: '', refusal: null }, [], null);
      greeted = true;
    }
    if (step.kind === 'end') yield chunk(step.index, {}, [], step.reason, step.stopped);
    else if (step.text !== '' || logprobs) yield chunk(step.index, { content: step.text }, step.tokens, null);
  }
  if (counted) yield { data: { ...head('chat.completion.chunk'), choices: [], usage: usageOf(call.trail) } };
}
