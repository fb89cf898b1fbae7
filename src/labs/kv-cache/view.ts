/** Data → model → output: what is written and with what, milliseconds a token by the length of the text, and whether both ways
 *  wrote the same. */
import { type Frame, type LineFrame, rows, type Size, type Span, type TableFrame, text } from '../../render/frame.ts';
import { grouped } from '../kernels/scale.ts';
import { cacheBytes } from './counted.ts';
import { type Curves, totalOf, type Way } from './curves.ts';
import type { BeginEvent, Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly begin?: BeginEvent;
  readonly curves: Curves;
  readonly round?: number;
  readonly text: string;
  readonly same: boolean;
}

/** Rows for plot and table; below so many for the plot the table alone; below so many columns it has no operations. */
const roomy = 16;
const leastPlot = 6;
const wide = 60;

export function viewState(state: State, { width, height }: Size): Frame {
  const { begin, curves } = state;
  if (!begin) return text('model: making the weights', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const about = aboutModel(state.params, begin);
  const output = [text(agreement(state)), ...(tall >= roomy ? [wrote(state, width)] : []), text(memory(begin))];
  const used = lines(about, width) + output.reduce((sum, { text }) => sum + lines(text, width), 0);
  const left = tall - used - (tall >= roomy ? 4 : 0);
  return rows(
    text(about),
    ...(tall < roomy && left < leastPlot ? [] : [plot(curves, begin, Math.max(leastPlot, left))]),
    ...(tall >= roomy || left < leastPlot ? [table(curves, width >= wide ? begin.last_operations : undefined)] : []),
    ...output,
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const plain = (text: string | readonly (string | Span)[]): string =>
  typeof text === 'string' ? text : text.map((span) => (typeof span === 'string' ? span : span.text)).join('');
const lines = (text: Parameters<typeof plain>[0], width: number): number => Math.ceil(plain(text).length / width);

function aboutModel({ model, length: asked }: Params, { parameters, layers, width, heads, length }: BeginEvent) {
  const what = model === 'random' ? 'random weights' : 'the transformer on board';
  const size = `${layers} layer${layers === 1 ? '' : 's'}, width ${width}, ${heads} head${heads === 1 ? '' : 's'}`;
  const short = length < asked ? `, as its context ends there` : '';
  return [
    muted('data: '),
    `a text of ${length} tokens${short}`,
    muted(' · model: '),
    `${what}, ${grouped(parameters)} numbers: ${size}`,
    ...(model === 'random' ? [muted('; what it costs does not depend on what was learnt')] : []),
  ];
}

function plot({ lengths, cached, reread }: Curves, { length }: BeginEvent, height: number): LineFrame {
  return {
    kind: 'line',
    series: [
      { name: 'rereads all', tone: 'a', x: lengths, y: reread },
      { name: 'keeps keys and values', tone: 'c', x: lengths, y: cached },
    ],
    x: { label: 'tokens', min: 0, max: length },
    y: { label: 'ms a token', min: 0 },
    height,
  };
}

function table(curves: Curves, counted: BeginEvent['last_operations'] | undefined): TableFrame {
  const { lengths } = curves;
  const [first, last] = [lengths[0], lengths.at(-1)];
  const row = (name: string, way: Way) => [
    name,
    short(curves[way][0]),
    short(curves[way].at(-1)),
    short(last === undefined ? undefined : totalOf(curves, way)),
    ...(counted ? [grouped(counted[way])] : []),
  ];
  const at = (length: number | undefined): string => (length === undefined ? 'ms' : `ms at ${length}`);
  return {
    kind: 'table',
    columns: [
      { title: '' },
      { title: at(first), align: 'right' },
      { title: first === last ? 'ms later' : at(last), align: 'right' },
      { title: 'ms so far', align: 'right' },
      ...(counted ? [{ title: 'operations, last', align: 'right' as const }] : []),
    ],
    rows: [row('rereads', 'reread'), row('keeps', 'cached')],
  };
}

function agreement({ same, curves, round, params }: State) {
  const { cached, reread } = curves;
  if (round === undefined) return [muted('the first times are coming')];
  const times = grouped(reread.at(-1)! / cached.at(-1)!);
  const which = round < params.rounds ? ` · round ${round} of ${params.rounds}` : '';
  return [
    muted('output: '),
    same ? { text: 'the same text', tone: 'good' as const } : { text: 'the texts differ', tone: 'bad' as const },
    `; with the cache the last token is ${times} × as fast`,
    muted(which),
  ];
}

const title = 'text: ';

function wrote({ text: words }: State, width: number) {
  const room = width - title.length;
  const end = words.length > room ? `…${words.slice(1 - room)}` : words;
  return { ...text([muted(title), end]), wrap: false };
}

/** Llama 2 with 7 billion weights: 32 layers, width 4096, two bytes a number (Touvron et al. 2023). */
const large = { layers: 32, width: 4096, bytes: 2, context: 4096 };

function memory({ length, layers, width }: BeginEvent) {
  const whole = 2 * large.layers * large.width * large.bytes * large.context;
  const kept = cacheBytes(length, layers, width);
  return [
    muted('the cache takes '),
    `${kilobytes(kept)}`,
    muted(' here; that of Llama 2 7B, 2023, '),
    `${(whole / (1 << 30)).toFixed(0)} GB`,
    muted(` for ${large.context} tokens`),
  ];
}

const kilobytes = (bytes: number): string =>
  bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KB` : `${grouped(bytes / (1 << 20))} MB`;

const short = (x: number | undefined): string => (x === undefined ? '…' : String(Number(x.toPrecision(2))));
