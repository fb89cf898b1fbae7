/** What can come over a wire that is not meant well, and what has to be answered. */
import { connect } from 'node:net';

/** Sends something and goes. @returns why it did not end as it should, if so */
export type Harm = (port: number) => Promise<string | undefined>;

/** @param patience milliseconds after which there is no hope
 *  @param first parts that are sent, at once one after the other
 *  @param leave looks at what came, and says whether to go now
 *  @returns all that came until one of the two hung up */
async function wire(
  port: number,
  patience: number,
  first: readonly string[],
  leave: (heard: string) => boolean = () => false,
): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8').setTimeout(patience);
  let heard = '';
  return new Promise((resolve) => {
    socket
      .on('data', (chunk) => {
        heard += chunk;
        if (leave(heard)) socket.destroy();
      })
      .on('connect', () => leave(heard) && socket.destroy())
      .on('timeout', () => {
        heard += ' [it hangs]';
        socket.destroy();
      })
      .on('error', () => {})
      .on('close', () => resolve(heard));
    for (const part of first) socket.write(part);
  });
}

const head = (length: number, more = 'Connection: close\r\n'): string =>
  `POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;
const post = (body: string): string => head(Buffer.byteLength(body)) + body;
/** It takes a while: words without an end. */
const long = (stream: boolean): string =>
  post(JSON.stringify({ model: 'ngram', prompt: 'The', max_tokens: 4096, n: 4, logit_bias: { 0: -100 }, stream }));

const status =
  (wanted: number, first: readonly string[], patience = 10_000): Harm =>
  async (port) => {
    const heard = await wire(port, patience, first);
    const begins = heard.split('\r\n', 1)[0];
    return begins.startsWith(`HTTP/1.1 ${wanted} `) && !heard.includes('[it hangs]')
      ? undefined
      : `${begins || 'nothing'} instead of ${wanted}${heard.slice(-11)}`;
  };

/** @param loris milliseconds after which a request that is half there is answered */
export const harms = (loris: number): Readonly<Record<string, Harm>> => ({
  'go in the middle of a stream': async (port) => {
    const heard = await wire(port, 60_000, [long(true)], (heard) => heard.includes('data: '));
    // no room is an answer too
    return /data: |HTTP\/1\.1 429 /.test(heard) && !heard.includes('[it hangs]')
      ? undefined
      : `no stream: ${JSON.stringify(heard)}`;
  },
  'go before the answer': async (port) => {
    const heard = await wire(port, 60_000, [long(false)], () => true);
    return heard === '' ? undefined : 'it was answered';
  },
  'send JSON that is none': status(400, [post('{"model": "ngram", "prompt": [}')]),
  'send too large a body': status(413, [head(1_000_000), 'x'.repeat(300_000)]),
  'send half a request and wait': status(408, [head(500, ''), '{"model"'], loris + 5000),
});
