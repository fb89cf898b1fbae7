/** An answer, token by token, with what the model believed at each place. */
import { Trouble } from './api.js';

/**
 * @typedef {{ text: string, p: number, drawn: number }} Likely `p` as the model believes, `drawn` after temperature and top-p
 * @typedef {Likely & { shown: string, likeliest: Likely[] }} Token `text` as the model has it, `shown` as it stands in the answer
 * @typedef {{ reason: string, filter?: { side: 'in' | 'out', rule: string } }} End
 * @typedef {{ prompt: string, temperature: number, top_p: number, seed: number }} Asked
 */

/** So many candidates are asked for at each place, and so many tokens in all. */
const candidates = 5;
export const most = 48;

/**
 * @param {import('./api.js').Api} api
 * @param {import('./api.js').Model} model
 * @param {Asked} asked
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Token | End, void>} tokens, and last the end
 */
export async function* write(api, model, { prompt, ...knobs }, signal) {
  const chats = model.does === 'chat';
  const common = { model: model.id, ...knobs, max_tokens: most };
  const events = chats
    ? api.stream(
        'v1/chat/completions',
        { ...common, messages: [{ role: 'user', content: prompt }], logprobs: true, top_logprobs: candidates },
        signal,
      )
    : api.stream('v1/completions', { ...common, prompt, logprobs: candidates }, signal);
  let ended = false;
  for await (const { choices } of events) {
    for (const choice of choices) {
      const tokens = chats ? fromChat(choice.logprobs) : fromCompletion(choice.logprobs);
      yield* laidOut(tokens, (chats ? choice.delta.content : choice.text) ?? '');
      if (choice.finish_reason === null) continue;
      ended = true;
      yield { reason: choice.finish_reason, filter: choice.content_filter };
    }
  }
  if (!ended) throw new Trouble('The answer broke off. Press Go to ask again.');
}

/**
 * @param {any} logprobs
 * @returns {(Likely & { likeliest: Likely[] })[]}
 */
function fromChat(logprobs) {
  const likely = (/** @type {any} */ { token, logprob, drawn }) => ({ text: token, p: Math.exp(logprob), drawn });
  return (logprobs?.content ?? []).map((/** @type {any} */ told) => ({
    ...likely(told),
    likeliest: told.top_logprobs.map(likely),
  }));
}

/**
 * @param {any} logprobs
 * @returns {(Likely & { likeliest: Likely[] })[]}
 */
function fromCompletion(logprobs) {
  return (logprobs?.tokens ?? []).map((/** @type {string} */ text, /** @type {number} */ i) => ({
    text,
    p: Math.exp(logprobs.token_logprobs[i]),
    drawn: logprobs.token_drawn[i],
    likeliest: Object.entries(logprobs.top_logprobs[i])
      .map(([text, logprob]) => ({ text, p: Math.exp(logprob), drawn: logprobs.top_drawn[i][text] }))
      .reverse() // they come from the least likely one on
      .sort((a, b) => b.p - a.p),
  }));
}

/**
 * Which part of the text each token stands for. Mostly one comes with one; a character of several tokens comes with its last.
 * @param {(Likely & { likeliest: Likely[] })[]} tokens
 * @param {string} text
 * @returns {Token[]}
 */
function laidOut(tokens, text) {
  const joined = tokens.map((token) => token.text).join('');
  const apart = tokens.length > 1 && joined.trim() === text.trim();
  return tokens.map((token, i) => ({
    ...token,
    shown: apart ? token.text : i < tokens.length - 1 ? '' : text,
  }));
}
