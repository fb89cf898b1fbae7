/** One client as there are many: a connection of its own that is kept, and one request after the other on it. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is sent; with `stream` the answer comes in pieces. */
export interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly stream?: boolean };
}

export interface Answer {
  readonly status: number;
  /** What was said, and how it ended; of vectors, their numbers. Of an answer that broke off, what there is of it. */
  readonly said: string;
  /** Tokens that were written. */
  readonly tokens: number;
  /** Milliseconds until the first of it was there, and until all was. */
  readonly first: number;
  readonly took: number;
  /** Times it was refused with 429 before. */
  readonly refused: number;
}

/** Milliseconds without any answer after which a server is said to hang. */
const hang = 60_000;

export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /** Where there is no room it waits as long as it is told to, and asks again: that time counts.
   *  @throws Error when the connection breaks, or nothing comes for a minute */
  async ask(asked: Asked): Promise<Answer> {
    const begun = performance.now();
    for (let refused = 0; ; refused++) {
      const response = await this.send(asked);
      const { text, first } = await whole(response);
      if (response.statusCode !== 429) {
        const times = { first: first - begun, took: performance.now() - begun, refused };
        return { status: response.statusCode!, ...heard(text, asked.body.stream ?? false), ...times };
      }
      await sleep(1000 * Number(response.headers['retry-after']));
    }
  }

  private send({ path, body }: Asked): Promise<IncomingMessage> {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}${path}`,
        { agent: this.agent, method: 'POST', headers, timeout: hang },
        resolve,
      );
      sent.on('timeout', () => sent.destroy(new Error('it hangs'))).on('error', reject);
      sent.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function whole(response: IncomingMessage): Promise<{ text: string; first: number }> {
  let text = '';
  let first: number | undefined;
  for await (const part of response.setEncoding('utf8')) {
    first ??= performance.now();
    text += part;
  }
  return { text, first: first ?? performance.now() };
}

interface Choice {
  readonly text?: string;
  readonly message?: { readonly content: string };
  readonly delta?: { readonly content?: string };
  readonly finish_reason: string | null;
}

interface Body {
  readonly choices?: readonly Choice[];
  readonly data?: readonly { readonly embedding: unknown }[];
  readonly usage?: { readonly completion_tokens?: number } | null;
  readonly error?: { readonly message: string };
}

/** The same for the same answer, in pieces or as a whole. */
function heard(text: string, stream: boolean): { said: string; tokens: number } {
  const parts = stream && text.startsWith('data: ') ? text.trim().split('\n\n') : [`data: ${text}`, 'data: [DONE]'];
  const bodies = parts
    .filter((part) => part.startsWith('data: {'))
    .map((part) => JSON.parse(part.slice('data: '.length)) as Body);
  const said = bodies.map(
    ({ choices = [], data, error }) =>
      choices.map(saidIn).join('') + (data ? JSON.stringify(data) : '') + (error ? ` [${error.message}]` : ''),
  );
  if (parts.at(-1) !== 'data: [DONE]') said.push(' [broke off]');
  return { said: said.join(''), tokens: bodies.at(-1)?.usage?.completion_tokens ?? 0 };
}

const saidIn = ({ text, message, delta, finish_reason }: Choice): string =>
  (text ?? message?.content ?? delta?.content ?? '') + (finish_reason === null ? '' : ` (${finish_reason})`);
