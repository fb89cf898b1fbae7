/** The fields of a body: those we go by, those that change nothing here, and those that we could only pretend to follow. */
import * as z from 'zod';
import { nearMiss } from '../../data/near-miss.ts';
import { limits } from '../limits.ts';
import { wrong } from './error.ts';

/** Sent by many clients, about things that are not of this server: who asks, what is kept, what it costs. */
const ignored = [
  ...['user', 'store', 'metadata', 'service_tier', 'safety_identifier', 'moderation'],
  ...['prompt_cache_key', 'prompt_cache_retention', 'parallel_tool_calls', 'reasoning_effort', 'verbosity'],
];

/** What would be a lie to take and not to do, unless it asks for what is so anyway. */
const refused: Readonly<Record<string, { readonly why: string; readonly harmless: (value: unknown) => boolean }>> = {
  tools: { why: 'No model here calls tools.', harmless: isEmpty },
  tool_choice: { why: 'No model here calls tools.', harmless: among('none', 'auto') },
  functions: { why: 'No model here calls functions.', harmless: isEmpty },
  function_call: { why: 'No model here calls functions.', harmless: among('none', 'auto') },
  response_format: { why: 'No model here keeps to a format.', harmless: (value) => typeOf(value) === 'text' },
  modalities: { why: 'Answers are text alone.', harmless: isTextAlone },
  audio: { why: 'Answers are text alone.', harmless: never },
  prediction: { why: 'No model here takes a predicted answer.', harmless: never },
  web_search_options: { why: 'No model here searches the web.', harmless: never },
  frequency_penalty: { why: 'It is not followed here.', harmless: among(0) },
  presence_penalty: { why: 'It is not followed here.', harmless: among(0) },
  best_of: { why: 'All answers are sent, none is picked.', harmless: among(1) },
  suffix: { why: 'The models here go on with a text; they fill no gap.', harmless: among('') },
  dimensions: { why: 'Vectors are as long as the model is wide.', harmless: never },
  background: { why: 'Pictures are opaque.', harmless: among('auto', 'opaque') },
  output_format: { why: 'Pictures are PNG.', harmless: among('png') },
  output_compression: { why: 'Pictures are PNG.', harmless: among(100) },
};

function never(): boolean {
  return false;
}
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
function isTextAlone(value: unknown): boolean {
  return Array.isArray(value) && value.length === 1 && value[0] === 'text';
}
function among(...values: readonly unknown[]) {
  return (value: unknown): boolean => values.includes(value);
}
const typeOf = (value: unknown): unknown => (value as { type?: unknown }).type;

/** @param body as it came; null is the same as not there
 *  @throws ApiError 400 for the first field that is wrong */
export function fieldsOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  body: Readonly<Record<string, unknown>>,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  for (const [name, value] of Object.entries(given)) {
    if (Object.hasOwn(schema.shape, name) || ignored.includes(name)) continue;
    const known = Object.hasOwn(refused, name) ? refused[name] : undefined;
    if (known?.harmless(value)) continue;
    if (known) throw wrong(name, `Unsupported parameter: '${name}'. ${known.why}`, 'unsupported_parameter');
    throw unknown(name, Object.keys(schema.shape));
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const param = pathOf(path);
  if (path.length === 1 && !Object.hasOwn(given, path[0])) {
    throw wrong(param, `Missing required parameter: '${param}'.`, 'missing_required_parameter');
  }
  throw wrong(
    param,
    `Invalid value for '${param}': ${message.replace(/^Invalid input: /, '').replace(/\.$/, '')}.`,
    'invalid_value',
  );
}

function unknown(name: string, names: readonly string[]) {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  const near = nearMiss(shown, names);
  const remedy = near === undefined ? '' : ` Did you mean ${near}?`;
  return wrong(shown, `Unrecognized request argument supplied: ${shown}.${remedy}`, 'unknown_parameter');
}

/** `pathOf(['messages', 0, 'role'])` → `'messages[0].role'` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('');

/** Any whole number. Those below 0, and those that leave no room to count on, stand for their last 32 bits: −1 for 2³² − 1. */
export const anySeed = z
  .int()
  .transform((given) => {
    const most = Number.MAX_SAFE_INTEGER - Math.max(limits.answers, limits.pictures);
    return given < 0 || given > most ? ((given % 0x100000000) + 0x100000000) % 0x100000000 : given;
  })
  .optional();

const stop = z.string().min(1).max(limits.stopLength);

/** Of everything that writes. */
export const writing = {
  model: z.string(),
  n: z.int().min(1).max(limits.answers).default(1),
  temperature: z.number().min(0).max(2).default(1),
  top_p: z.number().min(0).max(1).default(1),
  stop: z
    .union([stop, z.array(stop).max(limits.stops)], {
      error: `expected a text of 1 to ${limits.stopLength} characters, or a list of at most ${limits.stops}`,
    })
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .default([]),
  seed: anySeed,
  max_tokens: z.int().min(1).max(limits.tokens).optional(),
  logit_bias: z
    .record(z.string(), z.number().min(-100).max(100))
    .refine((biases) => Object.keys(biases).every((token) => /^\d{1,9}$/.test(token)), 'expected ids of tokens')
    .refine((biases) => Object.keys(biases).length <= limits.biases, `expected at most ${limits.biases} tokens`)
    .transform((biases) => new Map(Object.entries(biases).map(([token, bias]) => [Number(token), bias])))
    .default(new Map()),
  stream: z.boolean().default(false),
  stream_options: z
    .object({ include_usage: z.boolean().nullish(), include_obfuscation: z.boolean().nullish() })
    .optional(),
};
