/** Data → model → output: what all learn from, how each falls, who stands where, and what it cost. */
import { type Frame, type LineFrame, rows, type Size, type TableFrame, text } from '../../render/frame.ts';
import {
  type BeginEvent,
  type LookEvent,
  networks as names,
  type Params,
  type Result,
  type Standing,
} from './params.ts';
import { curveOf, standingOf, verdictOf } from './standings.ts';
import { amount, gramName, lossSaid, overtakingSaid, verdictSaid } from './tell.ts';

export interface State {
  readonly params: Params;
  readonly begin?: BeginEvent;
  readonly ngram?: Result['ngram'];
  readonly looks: readonly LookEvent[];
  readonly share?: number;
}

/** Rows from which there are curves; columns from which the table says everything. */
const [roomy, wide] = [16, 66];
const leastPlot = 6;
/** Rows of a plot from which more than two marks keep apart. */
const roomForMarks = 9;

export function viewState(state: State, { width, height }: Size): Frame {
  const { begin, ngram, params, looks } = state;
  if (!begin) return text('data: reading the text', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const cost = begin.networks[begin.networks.length - 1].flops_a_token;
  const data = [
    text([
      { text: 'data: ', tone: 'muted' },
      `${params.corpus}, ${grouped(begin.tokens)} tokens of ${begin.vocabulary} kinds, the same for all`,
    ]),
    text([{ text: 'model: ', tone: 'muted' }, `networks of about ${grouped(cost / 1000)} thousand operations a token`]),
  ];
  if (!ngram) return rows(...data, text('counting n-grams', 'muted'));
  const standings = begin.networks.map((one) => standingOf(one, looks, ngram));
  const said = verdict(state, standings, ngram);
  const lines = (letters: number): number => Math.ceil((letters + 8) / width);
  const room = tall - 2 * lines(60) - (names.length + 3) - lines(said.length);
  const isDrawn = tall >= roomy && room >= leastPlot && looks.length >= names.length;
  return rows(
    ...data,
    ...(isDrawn ? [plot(state, ngram, room)] : []),
    table(standings, ngram, params, width),
    text([{ text: 'output: ', tone: 'muted' }, said]),
  );
}

function plot({ params, looks }: State, { order, orders }: Result['ngram'], height: number): LineFrame {
  const tones = ['c', 'b', 'a'] as const;
  const units = { time: 'seconds', flops: 'GFLOP', steps: 'steps' } as const;
  // Where there is little room, names would cover each other.
  const marked = height < roomForMarks ? [2, order] : [2, 3, order];
  const marks = orders.filter((one) => marked.includes(one.order));
  return {
    kind: 'line',
    series: names.map((name, i) => {
      const curve = curveOf(looks, name);
      return { name, tone: tones[i], x: curve.map(({ x }) => x), y: curve.map(({ loss }) => loss ?? Number.NaN) };
    }),
    x: { label: units[params.by], log: true },
    y: { label: 'nats a token', log: true },
    marks: marks.flatMap(({ order, loss }) => (loss === null ? [] : [{ y: loss, name: gramName(order) }])),
    height,
  };
}

interface Column {
  readonly title: string;
  /** Of the n-gram, and of a network that has been looked at. */
  readonly counts: string;
  of(one: Standing): string;
}

function table(standings: readonly Standing[], ngram: Result['ngram'], { by }: Params, width: number): TableFrame {
  const all: readonly Column[] = [
    { title: 'unseen text', counts: lossSaid(ngram), of: lossSaid },
    {
      title: 'remembers',
      counts: `${grouped(ngram.grams)} counts`,
      of: ({ parameters }) => `${grouped(parameters)} weights`,
    },
    { title: 'seconds', counts: inSeconds(ngram.seconds), of: ({ seconds }) => inSeconds(seconds) },
    { title: 'GFLOP', counts: '-', of: ({ gflop }) => String(Math.round(gflop)) },
    { title: 'steps', counts: '-', of: ({ steps }) => String(Math.round(steps)) },
  ];
  const shown = all.filter(({ title }, i) => (width >= wide || i < 2) && (title !== 'seconds' || by === 'time'));
  return {
    kind: 'table',
    columns: [{ title: '' }, ...shown.map(({ title }) => ({ title, align: 'right' as const }))],
    rows: [
      [gramName(ngram.order), ...shown.map(({ counts }) => counts)],
      ...standings.map((one) => [one.name, ...shown.map(({ of }) => (one.curve.length > 0 ? of(one) : '…'))]),
    ],
  };
}

/** How far it is, or how it went. */
function verdict({ params, share = 0 }: State, networks: readonly Standing[], ngram: Result['ngram']): string {
  const { by, seeds } = params;
  const budget = { time: params.seconds, flops: params.gflop, steps: params.steps }[by];
  if (share < 1) {
    const run = Math.min(seeds, 1 + Math.floor(share * seeds));
    return `seed ${run} of ${seeds}, ${amount(budget, by)} for each network`;
  }
  const raced = { networks: [...networks], ngram, by, budget, ...verdictOf(networks, ngram) };
  return `${verdictSaid(raced)}; ${overtakingSaid(raced)}.`;
}

const inSeconds = (seconds: number | null): string => (seconds === null ? '' : seconds.toFixed(1));

const grouped = (count: number): string => Math.round(count).toLocaleString('en');
