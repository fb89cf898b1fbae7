/** The one place where the text of a frame is made safe: control characters go, tabs become spaces, and where the terminal
 *  has ASCII alone, other characters become their nearest sign or a question mark. Everything drawn has passed here. */
import { graphemes } from './cells.ts';
import { clean } from './clean.ts';
import type { Frame, Rich } from './frame.ts';

/** What has a plain ASCII spelling. */
const spelled: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '·': '-',
  '•': '*',
  '●': '@',
  '×': 'x',
  '→': '->',
  '←': '<-',
  '↑': '^',
  '↓': 'v',
  '≤': '<=',
  '≥': '>=',
  '≈': '~',
  '≠': '!=',
  '±': '+-',
  '✓': '+',
  '✗': 'x',
  '⏎': '\\n',
  '⇥': '\\t',
  '␣': '_',
  '›': '>',
  '‹': '<',
  '█': '#',
  '─': '-',
  '│': '|',
  '√': 'sqrt',
  '²': '^2',
  '°': ' deg',
  α: 'alpha',
  ᾱ: 'alpha-bar',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  Δ: 'delta',
  ε: 'eps',
  η: 'eta',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  Σ: 'sum',
  τ: 'tau',
  φ: 'phi',
  ω: 'omega',
  '∞': 'inf',
  '\u00a0': ' ',
};

/** `inAscii('5 → 猫')` → `'5 -> ?'` */
export const inAscii = (text: string): string =>
  /^[\n\x20-\x7e]*$/.test(text)
    ? text
    : graphemes(text)
        .map((grapheme) => (/^[\n\x20-\x7e]+$/.test(grapheme) ? grapheme : (spelled[grapheme] ?? '?')))
        .join('');

/** The frame with every text made safe. */
export function safeFrame(frame: Frame, unicode: boolean): Frame {
  const safe = (text: string): string => {
    const cleaned = clean(String(text)).replaceAll('\t', '    ');
    return unicode ? cleaned : inAscii(cleaned);
  };
  const line = (text: string): string => safe(text).replaceAll('\n', ' ');
  const some = (text: string | undefined): string | undefined => (text === undefined ? undefined : line(text));
  const rich = (text: Rich): Rich =>
    typeof text === 'string'
      ? safe(text)
      : text.map((part) => (typeof part === 'string' ? safe(part) : { ...part, text: safe(part.text) }));
  const axis = <A extends { label?: string }>(given?: A): A | undefined =>
    given && { ...given, label: some(given.label) };
  const visit = (given: Frame): Frame => {
    switch (given.kind) {
      case 'text':
        return { ...given, text: rich(given.text) };
      case 'table':
        return {
          ...given,
          columns: given.columns.map((column) => ({ ...column, title: line(column.title) })),
          rows: given.rows.map((row) => row.map(rich)),
        };
      case 'bars':
        return { ...given, bars: given.bars.map((bar) => ({ ...bar, label: rich(bar.label), note: some(bar.note) })) };
      case 'line':
        return {
          ...given,
          series: given.series.map((series) => ({ ...series, name: line(series.name) })),
          points: given.points?.map((points) => ({ ...points, name: line(points.name) })),
          x: axis(given.x),
          y: axis(given.y),
          marks: given.marks?.map((mark) => ({ ...mark, name: line(mark.name) })),
        };
      case 'histogram':
        return { ...given, series: given.series.map((series) => ({ ...series, name: line(series.name) })) };
      case 'heatmap':
        return {
          ...given,
          rows: given.rows?.map(line),
          columns: given.columns?.map(line),
          marks: given.marks?.map((mark) => ({ ...mark, sign: line(mark.sign) })),
        };
      case 'image':
        return given;
      case 'tokens':
        return {
          ...given,
          tokens: given.tokens.map((token) => ({
            ...token,
            // A token may be nothing but a newline or a tab: it gets a sign.
            text: line(safe(token.text.replaceAll('\t', '⇥')).replaceAll('\n', unicode ? '⏎' : '\\n')),
            note: some(token.note),
          })),
        };
      case 'rows':
      case 'columns':
        return { ...given, frames: given.frames.map(visit) };
      case 'panel':
        return { ...given, title: line(given.title), body: visit(given.body) };
    }
  };
  return visit(frame);
}
