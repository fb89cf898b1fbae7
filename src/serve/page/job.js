/** What the Go button of a form starts, and what stops it: one at a time. */

export class Job {
  /** @type {AbortController | undefined} of what runs */
  #running;
  #begun = false;
  #last = Promise.resolve();

  /**
   * @param {HTMLFormElement} form
   * @param {(signal: AbortSignal, isAgain: boolean) => Promise<void>} work never throws
   */
  constructor(form, work) {
    this.button = /** @type {HTMLButtonElement} */ (form.querySelector('.go'));
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
    // What was stopped says its last word before the next one begins.
    this.#last = this.#last.then(() => (own.signal.aborted ? undefined : this.work(own.signal, isAgain)));
    await this.#last;
    if (this.#running !== own) return;
    this.#running = undefined;
    this.button.textContent = 'Go';
  }
}
