/** What there is, for whoever looks in: text to be read, with a line to try. */
import type { ModelCard } from './engine.ts';

/** A line for the shell. In PowerShell `curl` is something else, and older ones take the quotes out of what they pass on: there the
 *  body comes through a pipe.
 *  @param base "http://127.0.0.1:8080" */
export function curlLine(
  base: string,
  models: readonly ModelCard[],
  withKey: boolean,
  platform: NodeJS.Platform = process.platform,
): string {
  const isWindows = platform === 'win32';
  const curl = isWindows ? 'curl.exe' : 'curl';
  const model = models.find(({ does }) => does === 'chat') ?? models.find(({ does }) => does === 'complete');
  if (!model) return `${curl} ${base}/v1/models`;
  const key = withKey ? ` -H "Authorization: Bearer $${isWindows ? 'env:' : ''}GENAI_API_KEY"` : '';
  const [path, asked] =
    model.does === 'chat'
      ? ['chat/completions', { messages: [{ role: 'user', content: 'Where does Ada Pepper live?' }] }]
      : ['completions', { prompt: 'Once upon a time' }];
  const body = JSON.stringify({ model: model.id, ...asked });
  const call = `${curl} ${base}/v1/${path} -H "Content-Type: application/json"${key}`;
  return isWindows ? `echo '${body}' | ${call} -d "@-"` : `${call} -d '${body}'`;
}

export function welcome(base: string, models: readonly ModelCard[], withKey: boolean): string {
  const widest = Math.max(0, ...models.map(({ id }) => id.length));
  return `genai serve: toy models behind an OpenAI-compatible API.

Models
${models.map(({ id, about }) => `  ${id.padEnd(widest)}  ${about}`).join('\n')}

Requests
  GET  /v1/models              the same as JSON
  POST /v1/chat/completions    answer a talk
  POST /v1/completions         go on with a text
  POST /v1/embeddings          texts as vectors
  POST /v1/images/generations  draw a picture
  GET  /healthz                is it up?
  GET  /metrics                numbers for Prometheus

Try
  ${curlLine(base, models, withKey)}

Any OpenAI client works: its base URL is ${base}/v1${withKey ? '' : ', its key any word'}.
`;
}
