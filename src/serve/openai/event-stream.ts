/** An answer as it comes: server-sent events. */
import { escapedJson } from '../../render/escaped-json.ts';
import { limits } from '../limits.ts';

export interface Event {
  /** Of those that are told apart by name. */
  readonly name?: string;
  readonly data: unknown;
}

/** Ends what chat and completions stream. */
export const done = 'data: [DONE]\n\n';

export const written = ({ name, data }: Event): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${escapedJson(data)}\n\n`;

/** A comment, which clients skip: nobody on the way takes the connection for dead. */
const alive = ': still at it\n\n';

/** Read as fast as the client reads, no faster.
 *  @param texts never throws
 *  @param left is called when the client goes before the end */
export function eventStream(
  texts: AsyncGenerator<string>,
  left: () => void,
  headers: Record<string, string>,
): Response {
  const source = lively(texts);
  let begun = false;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        begun = true;
        const { value, done } = await source.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel() {
        left();
        if (!begun) void source.next(); // what never began has no end either
        void source.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  const kind = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  };
  return new Response(body, { headers: { ...kind, ...headers } });
}

/** With a sign of life in every silence. */
async function* lively(texts: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = texts.next();
      let result = await within(next, limits.silence);
      while (result === undefined) {
        yield alive;
        result = await within(next, limits.silence);
      }
      if (result.done) return;
      yield result.value;
    }
  } finally {
    void texts.return(undefined);
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
