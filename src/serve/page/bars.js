/** What a model believed at one place, as bars: the likeliest candidates, the one that was drawn, and all others together. A bar is
 *  as long as what was drawn from; the outline around it is what was believed, before temperature and top-p. */

/**
 * @typedef {import('./words.js').Likely} Likely
 * @typedef {Likely & { chosen: boolean, others?: boolean }} Row
 */

/**
 * The drawn one has a row of its own if it was none of the likeliest. All rows add up to 1.
 * @param {Likely & { likeliest: Likely[] }} token
 * @returns {Row[]}
 */
export function rowsOf({ text, p, drawn, likeliest }) {
  const rows = likeliest.map((one) => ({ ...one, chosen: one.text === text }));
  if (!rows.some(({ chosen }) => chosen)) rows.push({ text, p, drawn, chosen: true });
  const rest = (/** @type {'p' | 'drawn'} */ of) => Math.max(0, 1 - rows.reduce((sum, row) => sum + row[of], 0));
  return [...rows, { text: 'all others', p: rest('p'), drawn: rest('drawn'), chosen: false, others: true }];
}

/**
 * `percent(0.3412)` → `'34 %'`, `percent(0.0004)` → `'0.04 %'`, `percent(0.9996)` → `'99.96 %'`
 * @param {number} p
 */
function percent(p) {
  const near = Math.min(p, 1 - p) * 100;
  if (near < 0.005) return p < 0.5 ? (p > 0 ? '< 0.01 %' : '0 %') : p < 1 ? '> 99.99 %' : '100 %';
  return `${(p * 100).toFixed(near < 0.095 ? 2 : near < 0.95 ? 1 : 0)} %`;
}

/**
 * A blank is seen, and so is a line's end.
 * @param {string} text
 */
const visible = (text) => text.replaceAll(' ', '␣').replaceAll('\n', '⏎');

/**
 * @param {Row[]} rows
 * @returns {HTMLLIElement[]}
 */
export function barsOf(rows) {
  return rows.map(({ text, p, drawn, chosen, others }) => {
    const row = document.createElement('li');
    row.classList.toggle('chosen', chosen);
    row.classList.toggle('others', others === true);
    const bar = part('bar', '');
    bar.style.setProperty('--p', String(p));
    bar.style.setProperty('--drawn', String(drawn));
    row.append(part('token', others ? text : visible(text)), bar, part('p', percent(drawn)));
    if (chosen) row.append(part('mark', '◀ drawn'));
    return row;
  });
}

/**
 * @param {string} name
 * @param {string} text
 */
function part(name, text) {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  return span;
}
