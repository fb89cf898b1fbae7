/** Data → model → output: two networks of one size, how long each takes by the length of the text, and with what arithmetic. */
import {
  type Frame,
  type LineFrame,
  type Rich,
  rows,
  type Size,
  type Span,
  type TableFrame,
  text,
} from '../../render/frame.ts';
import { grouped } from '../kernels/scale.ts';
import { type Best, bestOf, keyOf } from './best.ts';
import { type Event, type NetworkName, networks, type Params, type Pass } from './params.ts';

export interface State {
  readonly params: Params;
  readonly begin?: Extract<Event, { kind: 'begin' }>;
  readonly best: Best;
  /** The length that is timed now. */
  readonly length?: number;
  readonly speedups: { readonly [name in NetworkName]?: number };
}

/** Rows for plot and table; below so many for the plot the table alone. */
const leastPlot = 6;

export function viewState(state: State, { width, height }: Size): Frame {
  const { begin, params } = state;
  if (!begin) return text('model: making the weights', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const { parameters, operations } = begin;
  const data: Rich = [
    muted('data: '),
    params.texts === 1 ? `${params.length} tokens` : `${params.texts} texts of ${params.length} tokens`,
    muted(' · model: '),
    `transformer, recurrent: ${grouped(parameters.transformer)} numbers each`,
  ];
  const counted: Rich = [
    muted('operations to read: '),
    `${grouped(operations.transformer)} and ${grouped(operations.recurrent)}`,
    muted('; to learn three times as many'),
  ];
  const linesOf = (all: readonly Rich[]): number =>
    all.reduce((sum, one) => sum + Math.ceil(plain(one).length / width), 0);
  const whole = [counted, verdict(state), threads(state)];
  // No room to spare: the table comes first.
  const foot = tall - linesOf([data, ...whole]) >= tableRows ? whole : [verdict(state)];
  const left = tall - linesOf([data, ...foot]) - tableRows;
  const above = [...(tall > tableRows ? [text(data)] : []), ...(left < leastPlot ? [] : [plot(state, left)])];
  return rows(...above, table(state), ...foot.map((one) => text(one)));
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const plain = (text: Rich): string =>
  typeof text === 'string' ? text : text.map((span) => (typeof span === 'string' ? span : span.text)).join('');

function plot({ best, params }: State, height: number): LineFrame {
  const lengths = [...new Set(Object.keys(best).map((key) => Number(key.split(' ')[3])))].sort((a, b) => a - b);
  const curve = (name: NetworkName, tone: 'a' | 'c') => {
    const known = lengths.filter((length) => bestOf(best, name, 'read', length) !== undefined);
    return { name, tone, x: known, y: known.map((length) => bestOf(best, name, 'read', length)!) };
  };
  return {
    kind: 'line',
    series: [curve('recurrent', 'a'), curve('transformer', 'c')],
    x: { label: 'tokens', min: 0, max: params.length },
    y: { label: 'ms to read a text', min: 0 },
    height,
  };
}

const tableRows = 6;

function table({ best, begin, params }: State): TableFrame {
  const { length } = params;
  const { missing } = begin!;
  const row = (name: NetworkName, pass: Pass): string[] => {
    const slow = best[keyOf(name, 'plain', pass, length)];
    const fast = best[keyOf(name, 'simd', pass, length)];
    const least = bestOf(best, name, pass, length);
    const work = begin!.operations[name] * (pass === 'learn' ? 3 : 1);
    return [
      `${name}, ${pass === 'read' ? 'reads' : 'learns'}`,
      short(slow),
      ...(missing === null ? [short(fast)] : []),
      short(least && work / least / 1e6),
    ];
  };
  return {
    kind: 'table',
    columns: [
      { title: `ms for ${length} tokens` },
      { title: 'plain', align: 'right' },
      ...(missing === null ? [{ title: 'SIMD', align: 'right' as const }] : []),
      { title: 'GFLOP/s', align: 'right' },
    ],
    rows: (['read', 'learn'] as const).flatMap((pass) => networks.map((name) => row(name, pass))),
  };
}

/** Which is faster, as far as it is known. */
function verdict({ best, params, length = 0 }: State): Rich {
  const [read, learn] = (['read', 'learn'] as const).map((pass) => {
    const [a, b] = networks.map((name) => bestOf(best, name, pass, params.length));
    return a !== undefined && b !== undefined ? b / a : undefined;
  });
  if (read === undefined || learn === undefined) return [muted(length ? `timing texts of ${length} tokens` : ' ')];
  return [muted('output: '), `the transformer reads ${timesAs(read)}, and learns ${timesAs(learn)}`];
}

const timesAs = (x: number): string => `${short(x)} × as fast`;

/** What a second thread does for the largest product of each. */
function threads({ begin, speedups }: State): Rich {
  const { products, missing } = begin!;
  const of = (name: NetworkName): string => `${products[name].join('×')} ${times(speedups[name])}`;
  const told = [muted('largest products on two threads: '), `${of('transformer')}, ${of('recurrent')} as fast`];
  return missing === null ? told : [...told, muted(`\nno SIMD: ${missing}`)];
}

const short = (x: number | undefined): string => (x === undefined ? '…' : String(Number(x.toPrecision(2))));
const times = (x: number | undefined): string => (x === undefined ? '…' : `${short(x)} ×`);
