/** Knobs, and the seed. */

/**
 * Says its value while it is turned.
 * @param {HTMLInputElement} input a range, before its output
 * @param {() => void} turned when it is let go
 */
export function knob(input, turned) {
  const output = /** @type {HTMLOutputElement} */ (input.parentElement?.querySelector('output'));
  const show = () => {
    output.value = input.value;
  };
  input.addEventListener('input', show);
  input.addEventListener('change', turned);
  show(); // a browser may remember another value from before
}

/** @param {string} id of an input */
export const number = (id) => Number(/** @type {HTMLInputElement} */ (document.getElementById(id)).value);

/** @type {WeakMap<HTMLInputElement, number>} */
const drawn = new WeakMap();

/**
 * The one that is given, or one by chance, which is told: whoever types it in gets the same again.
 * @param {HTMLInputElement} input
 * @param {boolean} isAgain with the one from before
 */
export function seedOf(input, isAgain) {
  if (input.value !== '') return Number(input.value);
  const before = isAgain ? drawn.get(input) : undefined;
  const seed = before ?? crypto.getRandomValues(new Uint32Array(1))[0] % 100_000;
  drawn.set(input, seed);
  input.placeholder = `by chance: ${seed}`;
  return seed;
}
