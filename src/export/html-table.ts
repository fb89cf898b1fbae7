/** Tables as tables, and bars as a table whose bars are drawn. */
import type { BarsFrame, TableFrame, Tone } from '../render/frame.ts';
import { shortNumber } from '../render/scale.ts';
import { plain, richOf, signs } from './html-rich.ts';
import { escaped, percent } from './markup.ts';

/** A table may be wider than a telephone: then it moves under the finger, and with the keys. */
const scroller = (name: string, table: string): string =>
  `<div class="scroll" role="group" tabindex="0" aria-label="${escaped(name || 'table')}">\n${table}\n</div>`;

/** Characters of a cell that is not broken, if all of its column are as short. */
const shortest = 14;

export function tableOf({ columns, rows }: TableFrame, name: string): string {
  const right = columns.map(({ align }) => align === 'right');
  // Short words stay on one line, where long ones give way.
  const short = columns.map((_, i) => rows.every((row) => plain(row[i] ?? '').length <= shortest));
  const look = (i: number): string => (right[i] ? ' class="n"' : short[i] ? ' class="s"' : '');
  const head = columns.some(({ title }) => title.trim())
    ? `<thead><tr>${columns.map(({ title }, i) => (title.trim() ? `<th scope="col"${look(i)}>${escaped(title)}</th>` : '<td></td>')).join('')}</tr></thead>\n`
    : '';
  const lines = rows.map((row) => {
    const cells = columns.map((_, i) => {
      const inside = richOf(row[i] ?? '');
      return i === 0 && !right[0] ? `<th scope="row"${look(i)}>${inside}</th>` : `<td${look(i)}>${inside}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return scroller(name, `<table>\n${head}<tbody>\n${lines.join('\n')}\n</tbody></table>`);
}

/** Characters of a label that is not broken. */
const longestLabel = 24;

export function barsOf({ bars, max }: BarsFrame, name: string): string {
  const finite = (value: number): number => Math.max(-1e300, Math.min(1e300, value)) || 0;
  const values = bars.map(({ value }) => finite(value));
  const low = Math.min(0, ...values);
  const high = max !== undefined && max > 0 ? finite(max) : Math.max(0, ...values);
  // Halves: huge numbers would overflow.
  const at = (value: number): number =>
    high > low ? Math.max(0, Math.min(1, (value / 2 - low / 2) / (high / 2 - low / 2))) : 0;
  const noted = bars.some(({ note }) => note);
  const highlighted = bars.some(({ mark, tone }) => mark || tone);
  const lines = bars.map((bar, i) => {
    const tone: Tone = bar.tone ?? (bar.mark ? 'accent' : highlighted ? 'muted' : 'a');
    const [from, to] = [at(Math.min(0, values[i])), at(Math.max(0, values[i]))];
    // A bar that is not zero shows, however short.
    const width = values[i] === 0 ? '0' : to - from < 0.004 ? '2' : percent(to - from);
    const rect = `<rect x="${percent(from)}" width="${width}" height="100%" rx="2"/>`;
    const spoken = bar.note ? 'aria-hidden="true"' : `role="img" aria-label="${shortNumber(bar.value)}"`;
    const label = `${bar.mark ? `${signs.pointer} ` : ''}${richOf(bar.label)}`;
    const look = plain(bar.label).length <= longestLabel ? ' class="s"' : '';
    const note = noted ? `<td class="n">${escaped(bar.note ?? '')}</td>` : '';
    return `<tr${bar.mark ? ' class="picked"' : ''}><th scope="row"${look}>${label}</th><td class="bar"><svg class="t-${tone}" ${spoken}>${rect}</svg></td>${note}</tr>`;
  });
  return scroller(name, `<table class="bars"><tbody>\n${lines.join('\n')}\n</tbody></table>`);
}
