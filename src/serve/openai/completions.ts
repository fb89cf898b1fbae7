/** POST /v1/completions: a text, gone on with. */
import * as z from 'zod';
import type { Call } from '../call.ts';
import { jsonResponse } from '../json-response.ts';
import { limits } from '../limits.ts';
import { type Step, write } from './answers.ts';
import { Choice, gather } from './choice.ts';
import { wrong } from './error.ts';
import { done, type Event } from './event-stream.ts';
import { fieldsOf, writing } from './fields.ts';
import { completionLogprobs } from './logprobs.ts';
import { type Begun, begin, usageOf, whyStopped } from './shape.ts';

const CompletionSchema = z.object({
  ...writing,
  prompt: z
    .union([z.string(), z.array(z.string()).min(1).max(limits.prompts)], {
      error: `expected a text, or a list of at most ${limits.prompts}; tokens are not taken`,
    })
    .transform((given) => (typeof given === 'string' ? [given] : given)),
  max_tokens: writing.max_tokens.default(16),
  echo: z.boolean().default(false),
  logprobs: z.int().min(0).max(5).optional(),
});

export async function completions(body: Readonly<Record<string, unknown>>, call: Call): Promise<Response> {
  const asked = fieldsOf(CompletionSchema, body);
  const model = call.model(asked.model, 'complete', 'chat');
  const { prompt, echo, logprobs, max_tokens: most } = asked;
  if (echo && logprobs !== undefined) {
    throw wrong('echo', "'echo' does not go with 'logprobs' here: what is given is read, not judged.");
  }
  const prompts = prompt.map((text) => ({ text }));
  const begun = begin(asked, prompts, { most, likeliest: logprobs ?? 0 }, model, call, 'cmpl-');
  const { engine, filter } = call.service;
  const steps = write(begun.wanted, engine, filter, call.signal, call.trail);
  const choices = prompts.flatMap(({ text }) => Array.from({ length: asked.n }, () => new Choice(echo ? text : '')));
  if (!asked.stream) return whole(steps, choices, begun, logprobs !== undefined, call);
  const counted = asked.stream_options?.include_usage ?? false;
  return call.stream(chunks(steps, choices, begun, logprobs !== undefined, counted, call), begun.headers, done);
}

async function whole(
  steps: AsyncGenerator<Step>,
  choices: readonly Choice[],
  begun: Begun,
  logprobs: boolean,
  call: Call,
) {
  await gather(steps, choices);
  const value = {
    ...begun.head('text_completion'),
    choices: choices.map(({ text, tokens, reason, stopped }, index) => ({
      text,
      index,
      logprobs: logprobs ? completionLogprobs(tokens, 0) : null,
      finish_reason: reason,
      ...whyStopped(stopped).field,
    })),
    usage: usageOf(call.trail),
  };
  return jsonResponse(value, 200, { ...begun.headers, ...whyStopped(call.trail.stopped).header });
}

/** @param choices their texts are what is said before the first word
 *  @param counted whether the costs are told at the end */
async function* chunks(
  steps: AsyncGenerator<Step>,
  choices: readonly Choice[],
  { head }: Begun,
  logprobs: boolean,
  counted: boolean,
  call: Call,
): AsyncGenerator<Event> {
  /** Characters of each answer that went before. */
  const offsets = choices.map(() => 0);
  for await (const step of steps) {
    const choice = choices[step.index];
    const said = choice.text + (step.kind === 'piece' ? step.text : '');
    choice.text = '';
    const tokens = step.kind === 'piece' ? step.tokens : [];
    const isEnd = step.kind === 'end';
    if (said === '' && !isEnd && !logprobs) continue;
    yield {
      data: {
        ...head('text_completion'),
        choices: [
          {
            text: said,
            index: step.index,
            logprobs: logprobs ? completionLogprobs(tokens, offsets[step.index]) : null,
            finish_reason: isEnd ? step.reason : null,
            ...whyStopped(isEnd ? step.stopped : undefined).field,
          },
        ],
        ...(counted && { usage: null }),
      },
    };
    if (step.kind === 'piece') offsets[step.index] += step.text.length;
  }
  if (counted) yield { data: { ...head('text_completion'), choices: [], usage: usageOf(call.trail) } };
}
