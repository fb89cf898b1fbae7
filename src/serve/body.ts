/** The body of a request, as far as one is taken. */
import { ApiError } from './openai/error.ts';

/** @param most bytes
 *  @returns the object that it is, of any fields
 *  @throws ApiError when it is none, or too large */
export async function readBody(request: Request, most: number): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  // A form can be sent by a page of any site; JSON cannot without being asked first.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ApiError(415, 'Send JSON, with the header "Content-Type: application/json".', { code: 'not_json' });
  }
  if (request.headers.has('content-encoding')) {
    throw new ApiError(415, 'Send the body as it is, without Content-Encoding.', { code: 'encoded' });
  }
  const tooLarge = new ApiError(413, `A request may have ${most} bytes.`, { code: 'too_large' });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > most) throw tooLarge;
      parts.push(part);
    }
  } catch (thrown) {
    throw thrown === tooLarge ? tooLarge : new ApiError(400, 'The body broke off.', { code: 'not_json' });
  }
  const value = parsed(Buffer.concat(parts));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ApiError(400, 'The body has to be a JSON object.', { code: 'not_json' });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ApiError(400, 'The body is no JSON in UTF-8.', { code: 'not_json' });
  }
}
