/** Data → model → output: the expression, its parts with value and gradient, and the gradients of what was given. */
import { type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import { shortNumber } from '../../render/scale.ts';
import { type Expression, isFunction, type Operation, type Part } from './expression.ts';
import { type Event, expressionOf, type Params, textOf } from './params.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

export interface State {
  readonly params: Params;
  /** By place in the list of parts, as far as they are known. */
  readonly values: Readonly<Record<number, number>>;
  readonly grads: Readonly<Record<number, number>>;
  readonly at?: Of<'forward' | 'backward'>;
  readonly checked?: Of<'checked'>;
}

/** Below so many rows there are no boxes. */
const roomy = 17;

export function viewState(state: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const boxed = tall >= roomy;
  const expression = expressionOf(state.params.expression);
  const said = textOf(state.params.expression);
  const inner = Math.max(10, width - (boxed ? 4 : 9));
  // In few rows the table comes first; a long expression is cut.
  const wrap = tall >= 13;
  const lines =
    (wrap ? Math.ceil(said.length / inner) : 1) + Math.ceil(plain(output(state, expression)).length / inner);
  // the table's head, the line below it, the edges of three boxes
  const room = Math.max(2, tall - lines - (boxed ? 10 : 4));
  const model = rows(table(state, expression, room), text(step(state, expression)));
  if (!boxed) {
    return rows(
      { ...text([muted('data: '), said]), wrap },
      model,
      text([muted('output: '), ...output(state, expression)]),
    );
  }
  return rows(
    panel('data: an expression', text(said)),
    panel('model: forward, then backward', model),
    panel('output', text(output(state, expression))),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const plain = (spans: readonly (string | Span)[]): string =>
  spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
/** Four places, as far as they say something. */
const number = (value: number): string =>
  Math.abs(value) >= 0.001 && Math.abs(value) < 1e6 ? String(Number(value.toFixed(4))) : shortNumber(value);

function table(state: State, { parts, result }: Expression, room: number): Frame {
  const { values, grads, at, checked } = state;
  const all = parts.flatMap(({ kind }, index) => (kind === 'constant' ? [] : [index]));
  const shown = all.length <= room ? all : chosen(all, parts, { at: at?.index, result }, room - 1);
  const cell = (value: number | undefined): Rich => (value === undefined ? [muted('·')] : number(value));
  const lines = shown.map((index): Rich[] => {
    const { kind, label } = parts[index];
    const here = at?.index === index;
    const tone = here ? 'accent' : kind === 'variable' ? 'a' : index === result ? 'b' : 'plain';
    return [
      [{ text: `${here ? '›' : ' '} ${label}`, tone, bold: here }],
      cell(values[index]),
      cell(grads[index]),
      cell(checked?.nudged[index]),
    ];
  });
  if (shown.length < all.length) lines.push([[muted(`  and ${all.length - shown.length} more`)]]);
  return {
    kind: 'table',
    columns: [
      { title: '  part' },
      { title: 'value', align: 'right' },
      { title: 'gradient', align: 'right' },
      { title: 'by nudging', align: 'right' },
    ],
    rows: lines,
  };
}

/** Where there are too many: those around the one at work, or in the end what was given, what came out, what has a name. */
function chosen(
  all: readonly number[],
  parts: readonly Part[],
  { at, result }: { at?: number; result: number },
  room: number,
): number[] {
  if (at !== undefined) {
    const from = Math.max(0, Math.min(all.length - room, all.indexOf(at) - (room >> 1)));
    return all.slice(from, from + room);
  }
  const weight = (index: number): number => {
    const part = parts[index];
    return part.kind === 'variable' ? 0 : index === result ? 1 : part.kind === 'operation' && part.named ? 2 : 3;
  };
  const first = [...all].sort((a, b) => weight(a) - weight(b) || a - b).slice(0, room);
  return first.sort((a, b) => a - b);
}

/** The part at work, in one line. */
function step({ at, checked }: State, { parts, result }: Expression): Rich {
  if (!at) {
    if (!checked) return [muted('not started')];
    return [muted('by nudging one part alone: '), `${shortNumber(checked.difference)} apart at most`];
  }
  const { label } = parts[at.index];
  const name: Span = { text: label, bold: true };
  if (at.kind === 'forward') {
    const part = parts[at.index];
    if (part.kind !== 'operation') return [muted('forward: '), name, muted(' is given')];
    return [muted('forward: '), name, ` = ${written(part.operation, at.from.map(number))} = ${number(at.value)}`];
  }
  if (at.index === result) return [muted('backward: the result changes with itself, so '), '1'];
  if (at.via.length === 0) return [muted('backward: '), name, muted(' is not used in the result')];
  const ways = at.via.map(({ label, grad, slope }) => `${number(grad)} × ${number(slope)} through ${label}`);
  return [muted('backward: '), name, muted(' gets '), ways.join(' + ')];
}

function written(operation: Operation, [a, b]: readonly string[]): string {
  const bracketed = (text: string): string => (text.startsWith('-') ? `(${text})` : text);
  if (isFunction(operation)) return `${operation}(${a})`;
  if (operation === 'neg') return `-${bracketed(a)}`;
  return operation === '^' ? `${bracketed(a)}^${b}` : `${bracketed(a)} ${operation} ${bracketed(b)}`;
}

function output(state: State, { parts, result }: Expression): (string | Span)[] {
  const value = state.values[result];
  if (value === undefined) return [' '];
  const name = parts[result].label;
  const change = /^\w+$/.test(name) ? `d${name}` : 'd';
  const spans: (string | Span)[] = [{ text: `${name} = ${number(value)}`, bold: true }];
  parts.forEach(({ kind, label }, index) => {
    const grad = state.grads[index];
    if (kind === 'variable' && grad !== undefined) spans.push(muted(` · ${change}/d${label} = `), number(grad));
  });
  return spans;
}
