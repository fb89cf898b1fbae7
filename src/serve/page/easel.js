/** Where a picture stands, and every step it took to get there. */

export class Easel {
  /** @type {import('./picture.js').Frame[]} */
  #frames = [];
  #prompt = '';

  /**
   * @param {HTMLImageElement} image
   * @param {HTMLElement} status
   * @param {HTMLLabelElement} back a range to go back with, and its output
   */
  constructor(image, status, back) {
    this.image = image;
    this.status = status;
    this.back = back;
    this.range = /** @type {HTMLInputElement} */ (back.querySelector('input'));
    this.output = /** @type {HTMLOutputElement} */ (back.querySelector('output'));
    this.range.addEventListener('input', () => this.#show(Number(this.range.value) - 1));
  }

  /** @param {string} prompt */
  begin(prompt) {
    this.#frames = [];
    this.#prompt = prompt;
    this.back.hidden = true;
    this.status.textContent = 'waiting …';
  }

  /** @param {import('./picture.js').Frame} frame */
  add(frame) {
    this.#frames.push(frame);
    this.status.textContent = `Step ${frame.step} of ${frame.of}: a little less noise.`;
    this.#show(this.#frames.length - 1);
  }

  end() {
    this.status.textContent = `${this.#prompt}: done in ${this.#frames.length} steps.`;
    this.#offer();
  }

  /** @param {string} text why it goes no further */
  stop(text) {
    this.status.textContent = text;
    this.image.hidden = this.#frames.length === 0;
    this.#offer();
  }

  /** The steps that there were. */
  #offer() {
    const { length } = this.#frames;
    this.back.hidden = length < 2;
    Object.assign(this.range, { max: String(length), value: String(length) });
    this.output.value = String(length);
  }

  /** @param {number} at */
  #show(at) {
    const { step, of, source } = this.#frames[at];
    this.image.src = source;
    this.image.alt = `${this.#prompt}, after step ${step} of ${of}`;
    this.image.hidden = false;
    this.output.value = String(step);
  }
}
