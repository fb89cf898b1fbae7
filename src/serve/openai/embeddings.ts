/** POST /v1/embeddings: texts as vectors. */
import * as z from 'zod';
import type { Call } from '../call.ts';
import { jsonResponse } from '../json-response.ts';
import { limits } from '../limits.ts';
import { fieldsOf } from './fields.ts';

const text = z.string().min(1, 'expected a text that is not empty');

const EmbeddingsSchema = z.object({
  model: z.string(),
  input: z
    .union([text, z.array(text).min(1).max(limits.texts)], {
      error: `expected a text, or a list of at most ${limits.texts}, none of them empty; tokens are not taken`,
    })
    .transform((given) => (typeof given === 'string' ? [given] : given)),
  encoding_format: z.enum(['float', 'base64']).default('float'),
});

export async function embeddings(body: Readonly<Record<string, unknown>>, call: Call): Promise<Response> {
  const { model, input, encoding_format } = fieldsOf(EmbeddingsSchema, body);
  call.model(model, 'complete', 'chat');
  const { vectors, tokens } = await call.service.engine.embed(model, input, call.signal, call.who);
  call.trail.promptTokens += tokens;
  const embeddingOf = encoding_format === 'base64' ? base64Of : (vector: Float32Array) => Array.from(vector);
  return jsonResponse({
    object: 'list',
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: embeddingOf(vector) })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

/** Four bytes a number, the lowest one first. */
function base64Of(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, i) => {
    bytes.writeFloatLE(value, i * 4);
  });
  return bytes.toString('base64');
}
