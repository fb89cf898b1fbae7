/** The page as a whole: who is asked, with which knobs, and where the answers go. It uses nothing that is not in this folder, and
 *  whatever a model says goes onto it as text, never as HTML.
 *  Read next: ./api.js, ./words.js, ./pane.js, ./bars.js, ./picture.js */
import { Api, Trouble } from './api.js';
import { Easel } from './easel.js';
import { Job } from './job.js';
import { knob, number, seedOf } from './knobs.js';
import { paced } from './pace.js';
import { Pane } from './pane.js';
import { draw } from './picture.js';
import { write } from './words.js';

/** @typedef {import('./api.js').Model} Model */

const examples = { chat: 'Where does Ada Pepper live?', complete: 'Ada Pepper lives in', picture: '' };

const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [door, trouble, words, picture, panes] = ['door', 'trouble', 'words', 'picture', 'panes'].map(byId);
const [prompt, beside, models] = ['prompt', 'beside', 'models'].map(byId);
/** Steps a second. */
const pace = () => Number(byId('pace').value);

const api = new Api();
/** @type {Model[]} those that write */
let writers = [];
/** @type {Pane[]} */
let shown = [];

const halted = 'Stopped. Press Go to go again.';

/**
 * What went wrong, for whoever reads the page. Without the key there is a place to give it.
 * @param {unknown} thrown
 */
function inWords(thrown) {
  if (!(thrown instanceof Trouble)) {
    console.error(thrown);
    return 'Something went wrong in this page. Load it again.';
  }
  if (thrown.status === 401) {
    door.hidden = false;
    byId('key').focus();
  }
  return thrown.message;
}

/** What the server has. */
async function open() {
  try {
    const all = await api.models();
    door.hidden = true;
    trouble.hidden = true;
    writers = all.filter(({ does }) => does !== 'picture');
    byId('views').hidden = all.length === writers.length;
    models.replaceChildren(models.firstElementChild, ...writers.map(({ id }, i) => choice(id, i === 0)));
    beside.replaceChildren(beside.firstElementChild, ...writers.map(({ id }) => new Option(id, id)));
    change();
    prompt.focus();
  } catch (thrown) {
    trouble.textContent = inWords(thrown);
    trouble.hidden = !api.key && !door.hidden; // who has given none is asked for it, and that is all
  }
}

/**
 * @param {string} id
 * @param {boolean} checked
 */
function choice(id, checked) {
  const [label, input, text] = ['label', 'input', 'span'].map((name) => document.createElement(name));
  Object.assign(input, { type: 'radio', name: 'model', value: id, checked });
  text.textContent = id;
  label.append(input, text);
  return label;
}

/** Another model, or another one beside it. */
function change() {
  const id = models.querySelector(':checked')?.value;
  const chosen = [id, beside.value].flatMap((id) => writers.find((model) => model.id === id) ?? []);
  for (const option of beside.options) option.disabled = option.value === id;
  const untouched = prompt.value === '' || Object.values(examples).includes(prompt.value);
  if (untouched) prompt.value = examples[chosen[0].does];
  byId('kind').textContent = chosen[0].does === 'chat' ? 'Question' : 'Text to go on with';
  shown = chosen.map((model) => new Pane(byId('pane'), model));
  panes.replaceChildren(...shown.map(({ root }) => root));
  writing.again();
}

/** Every pane by itself: one that fails leaves the other. */
const writing = new Job(words.querySelector('form'), async (signal, isAgain) => {
  if (writers.length === 0) return open();
  const knobs = { temperature: number('temperature'), top_p: number('top_p'), seed: seedOf(byId('seed'), isAgain) };
  const asked = { prompt: prompt.value, ...knobs };
  const each = shown.map(async (pane) => {
    pane.begin(asked);
    try {
      for await (const said of paced(write(api, pane.model, asked, signal), pace, signal)) {
        if ('reason' in said) pane.end(said);
        else pane.add(said);
      }
    } catch (thrown) {
      pane.say(signal.aborted ? halted : inWords(thrown));
    }
  });
  await Promise.all(each);
});

const easel = new Easel(byId('canvas'), byId('drawn'), byId('back'));
const drawing = new Job(picture.querySelector('form'), async (signal, isAgain) => {
  if (writers.length === 0) return open();
  const knobs = { steps: number('steps'), guidance: number('guidance'), seed: seedOf(byId('picture-seed'), isAgain) };
  const asked = { prompt: byId('subject').value, ...knobs };
  easel.begin(asked.prompt);
  try {
    for await (const frame of paced(draw(api, asked, signal), pace, signal)) easel.add(frame);
    easel.end();
  } catch (thrown) {
    easel.stop(signal.aborted ? halted : inWords(thrown));
  }
});

for (const [id, job] of /** @type {[string, Job][]} */ ([
  ['temperature', writing],
  ['top_p', writing],
  ['steps', drawing],
  ['guidance', drawing],
])) {
  knob(byId(id), () => job.again());
}
models.addEventListener('change', change);
beside.addEventListener('change', change);
byId('views').addEventListener('change', (/** @type {any} */ { target }) => {
  words.hidden = target.value !== 'words';
  picture.hidden = target.value !== 'picture';
});
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') for (const job of [writing, drawing]) job.stop();
});
door.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  enter(byId('key').value);
  byId('key').value = '';
});

/** @param {string} key */
function enter(key) {
  api.key = key;
  void open();
}

/** The key comes behind the `#` of the address, and does not stay there. */
function keyInAddress() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (location.hash) history.replaceState(null, '', location.pathname);
  return key;
}

window.addEventListener('hashchange', () => {
  const key = keyInAddress();
  if (key) enter(key);
});
enter(keyInAddress() ?? '');
