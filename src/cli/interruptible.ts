/** Lets Ctrl-C into long work on the main thread. Such work never pauses by itself: neither a result that is there at once
 *  nor a write to a pipe ends the turn of the event loop, and only between two turns is a signal heard. */

/** Short for a person, long beside the cost of a turn. */
const everyMilliseconds = 20;

/** To be awaited at every step of the work.
 *  @throws the signal's reason when it has been aborted */
export function interruptible(signal: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last >= everyMilliseconds) {
      await new Promise((resolve) => setImmediate(resolve));
      last = performance.now();
    }
    signal.throwIfAborted();
  };
}
