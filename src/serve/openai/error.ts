/** What goes wrong, in the shape in which clients of this API expect it. */
import { EngineError } from '../engine.ts';

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

interface Detail {
  /** The field of the body that is wrong. */
  readonly param?: string;
  /** A word for programs. */
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** To be told the client. */
export class ApiError extends Error {
  constructor(
    readonly status: ErrorStatus,
    message: string,
    readonly detail: Detail = {},
  ) {
    super(message);
  }

  get body() {
    const { param = null, code = null } = this.detail;
    return { error: { message: this.message, type: typeOf(this.status), param, code } };
  }
}

const typeOf = (status: ErrorStatus): string =>
  status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error';

/** A field that cannot be as it is. */
export const wrong = (param: string, message: string, code?: string): ApiError =>
  new ApiError(400, message, { param, code });

/** Seconds after which there may be room again. */
const retryAfter = { 'retry-after': '1' };

/** Whatever was thrown, as the client may know it: of an error of our own nothing but that there was one. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (!(thrown instanceof EngineError)) {
    return new ApiError(500, 'Something went wrong in this server.', { code: 'internal_error' });
  }
  const { kind, message, param, code } = thrown;
  if (kind === 'asked') return new ApiError(400, message, { param, code });
  if (kind === 'full') return new ApiError(429, message, { code: 'rate_limit_exceeded', headers: retryAfter });
  return new ApiError(500, message, { code: 'answer_lost' });
}
