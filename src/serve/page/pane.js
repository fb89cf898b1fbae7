/** One model's answer: its tokens to be clicked, and the bars of the one that is looked at. */
import { barsOf, rowsOf } from './bars.js';
import { most } from './words.js';

export class Pane {
  /** @type {import('./words.js').Token[]} */
  #tokens = [];
  /** The token whose bars are shown; -1 for the newest. */
  #picked = -1;
  #before = '';
  /** What it believes is what is drawn from. */
  #isPlain = true;

  /**
   * @param {HTMLTemplateElement} template
   * @param {import('./api.js').Model} model
   */
  constructor(template, model) {
    const { id, about, does } = model;
    this.model = model;
    this.root = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (this.root.querySelector(what));
    find('h2 b').textContent = id;
    find('h2 small').textContent = about;
    this.root.setAttribute('aria-label', `answer of ${id}`);
    this.goesOn = does === 'complete';
    this.answer = find('.answer');
    this.status = find('.says');
    this.caption = find('figcaption');
    this.bars = find('.bars');
    this.answer.addEventListener('click', ({ target }) =>
      this.#pick(this.#buttons.indexOf(/** @type {any} */ (target))),
    );
    this.answer.addEventListener('keydown', (event) => this.#walk(event));
  }

  get #buttons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.answer.querySelectorAll('button')]);
  }

  /** @param {import('./words.js').Asked} asked */
  begin({ prompt, temperature, top_p }) {
    this.#isPlain = temperature === 1 && top_p === 1;
    this.bars.classList.toggle('plain', this.#isPlain);
    this.#tokens = [];
    this.#picked = -1;
    this.#before = this.goesOn ? prompt : '';
    this.answer.replaceChildren(this.#before);
    this.bars.replaceChildren();
    this.caption.textContent = '';
    this.status.textContent = 'waiting …';
    this.root.classList.add('busy');
  }

  /** @param {import('./words.js').Token} token */
  add(token) {
    this.#tokens.push(token);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = token.shown || '·';
    button.tabIndex = -1;
    // How sure it was is seen before anything is clicked.
    button.style.setProperty('--doubt', String(1 - token.p));
    this.answer.append(button);
    this.status.textContent = 'writing …';
    if (this.#picked < 0) this.#show(this.#tokens.length - 1);
    this.answer.scrollTop = this.answer.scrollHeight;
  }

  /** @param {import('./words.js').End} end */
  end({ reason, filter }) {
    this.say(
      filter
        ? stopped(filter)
        : reason === 'length'
          ? `Cut off after ${this.#tokens.length} tokens${this.#tokens.length < most ? ': it sees no more at once' : ''}.`
          : this.#tokens.length > 0
            ? 'It came to its end by itself.'
            : 'It ended before its first token: with this seed it has nothing to say.',
    );
    this.root.classList.toggle('stopped', filter !== undefined);
  }

  /** @param {string} text the last word */
  say(text) {
    this.root.classList.remove('busy', 'stopped');
    this.status.textContent = text;
  }

  /** @param {number} at */
  #pick(at) {
    if (at < 0) return;
    this.#picked = at;
    this.#show(at);
  }

  /** @param {number} at */
  #show(at) {
    this.#buttons.forEach((button, i) => {
      button.setAttribute('aria-pressed', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
    });
    const said = this.#tokens.slice(0, at).map(({ shown }) => shown);
    const place = ending((this.#before + said.join('')).trim());
    const what = this.#isPlain ? 'What it believed' : 'What was drawn from';
    const outline = this.#isPlain ? '' : '; outline: believed';
    this.caption.textContent = `${what} ${place ? `after “${place}”` : 'at first'}${outline}`;
    this.bars.replaceChildren(...barsOf(rowsOf(this.#tokens[at])));
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const buttons = this.#buttons;
    const at = buttons.indexOf(/** @type {any} */ (event.target));
    /** @type {Record<string, number>} */
    const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 };
    const button = buttons[goal[event.key]];
    if (at < 0 || !button) return;
    event.preventDefault();
    this.#pick(goal[event.key]);
    button.focus();
  }
}

/**
 * The last words of a text, few enough for a line.
 * @param {string} text
 */
function ending(text) {
  if (text.length <= 20) return text;
  const last = text.slice(-18);
  return `…${/\s.*$/s.exec(last)?.[0] ?? last}`;
}

/** @param {{ side: 'in' | 'out', rule: string }} filter */
const stopped = ({ side, rule }) =>
  side === 'in'
    ? `Stopped by the safety filter, rule “${rule}”: the question never reached the model. Ask something else.`
    : `Stopped by the safety filter, rule “${rule}”: the rest of this answer is held back. Ask something else.`;
