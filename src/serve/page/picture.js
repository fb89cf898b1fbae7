/** A picture on its way out of the noise. */
import { Trouble } from './api.js';

/**
 * @typedef {{ prompt: string, steps: number, guidance: number, seed: number }} Asked
 * @typedef {{ step: number, of: number, source: string }} Frame `source` for an img
 */

/**
 * @param {import('./api.js').Api} api
 * @param {Asked} asked
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Frame, void>} one a step
 */
export async function* draw(api, asked, signal) {
  const events = api.stream('v1/images/generations', { ...asked, partial_images: asked.steps - 1 }, signal);
  let ended = false;
  for await (const { type, b64_json, step = asked.steps, of = asked.steps } of events) {
    ended ||= type === 'image_generation.completed';
    yield { step, of, source: `data:image/png;base64,${b64_json}` };
  }
  if (!ended) throw new Trouble('The picture broke off. Press Go to draw it again.');
}
