/** What a Go button starts, and what stops it: one at a time. */

export class Job {
  /** @type {AbortController | undefined} of what runs */
  #running;
  #begun = false;

  /**
   * @param {HTMLButtonElement} button
   * @param {HTMLFormElement} form
   * @param {(thrown: unknown) => void} tell what goes wrong
   * @param {(signal: AbortSignal, isAgain: boolean) => Promise<void>} work
   */
  constructor(button, form, tell, work) {
    this.button = button;
    this.tell = tell;
    this.work = work;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#running) this.stop();
      else void this.#go(false);
    });
  }

  /** The same with other knobs, if it was done before. */
  again() {
    if (this.#begun) void this.#go(true);
  }

  stop() {
    this.#running?.abort();
  }

  /** @param {boolean} isAgain */
  async #go(isAgain) {
    this.stop();
    const own = new AbortController();
    this.#running = own;
    this.#begun = true;
    this.button.textContent = 'Stop';
    try {
      await this.work(own.signal, isAgain);
    } catch (thrown) {
      if (!own.signal.aborted) this.tell(thrown);
    }
    if (this.#running !== own) return;
    this.#running = undefined;
    this.button.textContent = 'Go';
  }
}
