/** What completions and chats have in common, around the words themselves. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Call } from '../call.ts';
import type { Ask, ModelCard } from '../engine.ts';
import type { Stopped } from '../filter.ts';
import { limits } from '../limits.ts';
import type { Trail } from '../trail.ts';
import { type Prompt, textsIn, type Wanted } from './answers.ts';
import { wrong } from './error.ts';

export interface Begun {
  readonly wanted: Wanted;
  /** Of the answer, or of each part of it. */
  readonly head: (object: string) => Readonly<Record<string, unknown>>;
  readonly headers: Record<string, string>;
}

type Asked = Pick<Ask, 'temperature' | 'top_p' | 'stop'> & {
  readonly n: number;
  readonly seed?: number;
  readonly logit_bias: Ask['bias'];
  readonly stream: boolean;
  readonly stream_options?: unknown;
};

/** @param kind what its id begins with
 *  @throws ApiError when it is too much at once */
export function begin(
  { n, temperature, top_p, stop, seed, logit_bias, stream, stream_options }: Asked,
  prompts: readonly Prompt[],
  more: Pick<Ask, 'most' | 'likeliest'>,
  model: ModelCard,
  call: Call,
  kind: string,
): Begun {
  if (stream_options !== undefined && !stream) {
    throw wrong('stream_options', "'stream_options' goes only with 'stream': true.");
  }
  if (prompts.length * n > limits.answers) {
    throw wrong('n', `${prompts.length * n} answers are too many for one request; there may be ${limits.answers}.`);
  }
  for (const prompt of prompts) {
    const long = textsIn(prompt).find(({ length }) => length > limits.text);
    if (long === undefined) continue;
    const what = `${long.length} characters are too many for one text; there may be ${limits.text}.`;
    throw wrong('text' in prompt ? 'prompt' : 'messages', what, 'context_length_exceeded');
  }
  const drawn = seed ?? freshSeed();
  const settings = { temperature, top_p, stop, bias: logit_bias, ...more };
  const wanted: Wanted = { model: model.id, prompts, n, seed: drawn, client: call.who, ...settings };
  const id = kind + randomBytes(12).toString('hex');
  const created = Math.floor(Date.now() / 1000);
  const system_fingerprint = call.fingerprint(model);
  return {
    wanted,
    head: (object) => ({ id, object, created, model: model.id, system_fingerprint }),
    headers: seedHeader(drawn),
  };
}

/** Fits 32 bits: short enough to be typed again. */
export const freshSeed = (): number => randomInt(0x100000000);

export const seedName = 'x-genai-seed';

/** Whoever gave none can have the same again. */
export const seedHeader = (seed: number): Record<string, string> => ({ [seedName]: String(seed) });

export const usageOf = ({ promptTokens, completionTokens }: Trail) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
});

/** Which rule has stopped an answer: in it, and in a header. */
export const whyStopped = (stopped: Stopped | undefined) =>
  stopped
    ? {
        field: { content_filter: { side: stopped.side, rule: stopped.rule } },
        header: { 'x-genai-filter': `${stopped.side}:${stopped.rule}` },
      }
    : {};
