/** Toy models are faster than the eye: what comes from them is shown one by one. */

/**
 * @template T
 * @param {AsyncIterable<T>} source
 * @param {() => number} perSecond 0 for at once; asked each time, so that it can be changed under way
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<T, void>} throws when it is aborted
 */
export async function* paced(source, perSecond, signal) {
  for await (const one of source) {
    signal.throwIfAborted();
    yield one;
    if (perSecond() > 0) await pause(1000 / perSecond(), signal);
    signal.throwIfAborted();
  }
}

/**
 * Over when it is aborted, too.
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener('abort', over);
  });
}
