/** POST /v1/images/generations: a picture from a prompt, whole or as it clears up. */
import * as z from 'zod';
import { pngOf } from '../../export/png.ts';
import type { Call } from '../call.ts';
import type { PictureAsk, PictureStep } from '../engine.ts';
import { EngineError } from '../engine.ts';
import { jsonResponse } from '../json-response.ts';
import { limits } from '../limits.ts';
import { ApiError, wrong } from './error.ts';
import type { Event } from './event-stream.ts';
import { anySeed, fieldsOf } from './fields.ts';
import { freshSeed, seedHeader, whyStopped } from './shape.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const size = /^(\d{1,4})x(\d{1,4})$/;

const ImagesSchema = z.object({
  model: z.string().optional(),
  prompt: z.string().min(1).max(limits.text),
  n: z.int().min(1).max(limits.pictures).default(1),
  size: z
    .union([z.literal('auto'), z.string().regex(size)], { error: 'expected auto, or a size such as 256x256' })
    .optional(),
  response_format: z.literal('b64_json', { error: 'pictures are sent as b64_json' }).optional(),
  quality: z.string().optional(),
  style: z.string().optional(),
  stream: z.boolean().default(false),
  partial_images: z.int().min(0).max(limits.steps).default(0),
  seed: anySeed,
  steps: z.int().min(1).max(limits.steps).default(50),
  guidance: z.number().min(0).max(20).default(3),
});

export async function images(body: Readonly<Record<string, unknown>>, call: Call): Promise<Response> {
  const asked = fieldsOf(ImagesSchema, body);
  const { engine, filter } = call.service;
  const painter = engine.models.find(({ does }) => does === 'picture');
  if (asked.model === undefined && !painter) throw new ApiError(404, 'There is no model here that makes pictures.');
  call.model(asked.model ?? painter!.id, 'picture');
  const verdict = filter?.in(asked.prompt);
  if (verdict?.stop) {
    call.trail.stopped = { side: 'in', rule: verdict.rule };
    const { header } = whyStopped(call.trail.stopped);
    const message = `The safety filter has stopped this prompt (${verdict.rule}).`;
    throw new ApiError(400, message, { param: 'prompt', code: 'content_policy_violation', headers: header });
  }
  const { prompt, n, seed = freshSeed(), steps, guidance } = asked;
  const asks = Array.from(
    { length: n },
    (_, i): PictureAsk => ({ prompt, seed: seed + i, steps, guidance, client: call.who }),
  );
  const created = Math.floor(Date.now() / 1000);
  if (asked.stream) {
    if (n > 1) throw wrong('n', 'Streamed is one picture at a time.');
    const events = clearing(asks[0], asked.partial_images, asked.size, created, call);
    return call.stream(events, seedHeader(seed));
  }
  const data: { b64_json: string }[] = [];
  for (const ask of asks) {
    let last: PictureStep | undefined;
    let drawn: Size | undefined;
    for await (const step of engine.picture(ask, call.signal)) {
      drawn = sizeFor(step, asked.size); // at the first step it is known
      last = step;
    }
    data.push({ b64_json: pngIn(finished(last), drawn!) });
  }
  return jsonResponse({ created, output_format: 'png', data }, 200, seedHeader(seed));
}

/** @param partial how many pictures come before the last, evenly on the way */
async function* clearing(
  ask: PictureAsk,
  partial: number,
  wanted: string | undefined,
  created_at: number,
  call: Call,
): AsyncGenerator<Event> {
  const event = (kind: string, step: PictureStep, more: object = {}): Event => {
    const type = `image_generation.${kind}`;
    return {
      name: type,
      data: { type, b64_json: pngIn(step, sizeFor(step, wanted)), created_at, output_format: 'png', ...more },
    };
  };
  let last: PictureStep | undefined;
  let sent = 0;
  for await (const step of call.service.engine.picture(ask, call.signal)) {
    last = step;
    checkPartials(partial, step, sizeFor(step, wanted)); // before anything is sent
    if (step.step < step.of && step.step * (partial + 1) >= (sent + 1) * step.of) {
      yield event('partial_image', step, { partial_image_index: sent++, step: step.step, of: step.of });
    }
  }
  yield event('completed', finished(last));
}

/** Each is as much work as the last one, and meanwhile nobody is heard: small ones alone may be many.
 *  @throws ApiError */
function checkPartials(partial: number, { width, height }: PictureStep, drawn: Size): void {
  if (partial <= limits.partials || drawn.width === width) return;
  const what = `Of a picture drawn larger than ${width}x${height} at most ${limits.partials} are sent before it.`;
  throw wrong('partial_images', what, 'invalid_value');
}

/** @throws EngineError when it never was */
function finished(step: PictureStep | undefined): PictureStep {
  if (step && step.step === step.of) return step;
  throw new EngineError('lost', 'The picture broke off.');
}

/** How large the picture is drawn.
 *  @throws ApiError when that is not its form, or no enlargement */
function sizeFor({ width, height }: PictureStep, wanted = 'auto'): Size {
  const [, wide, high] = (size.exec(wanted) ?? []).map(Number);
  if (wide === undefined) return { width, height };
  const fits = wide >= width && Math.max(wide, high) <= limits.side && wide * height === high * width;
  if (fits) return { width: wide, height: high };
  const most = Math.floor(limits.side / Math.max(width, height));
  throw wrong(
    'size',
    `A picture is ${width}x${height}, and drawn at most ${width * most}x${height * most} in that form.`,
  );
}

/** Every point of it takes the colour of the pixel that it lies in: nothing is made up between two. */
function pngIn({ width, height, pixels }: PictureStep, drawn: Size): string {
  const data = new Uint8Array(drawn.width * drawn.height * 4);
  for (let y = 0, at = 0; y < drawn.height; y++) {
    const row = Math.floor((y * height) / drawn.height) * width;
    for (let x = 0; x < drawn.width; x++, at += 4) {
      const from = (row + Math.floor((x * width) / drawn.width)) * 3;
      data.set(pixels.subarray(from, from + 3), at);
      data[at + 3] = 255;
    }
  }
  return Buffer.from(pngOf({ ...drawn, data })).toString('base64');
}
