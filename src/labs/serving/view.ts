/** Data → model → output: who asks and how often, what each way makes of it, and what a batch gains and costs the larger it is. */
import {
  type BarsFrame,
  type Frame,
  type Rich,
  rows,
  type Size,
  type Span,
  type TableFrame,
  text,
} from '../../render/frame.ts';
import { grouped, h100, h100Memory } from '../kernels/scale.ts';
import { type BeginEvent, type Event, type Params, type Result, type Row, type Way, withRow } from './params.ts';

type Working = Extract<Event, { kind: 'working' }>;

export interface State {
  readonly params: Params;
  readonly begin?: BeginEvent;
  readonly working?: Working;
  readonly ways: Result['ways'];
  readonly sizes: Result['sizes'];
  readonly round: number;
  readonly same: boolean;
}

export const startState = (params: Params): State => ({ params, ways: [], sizes: [], round: 1, same: true });

export function reduceState(state: State, event: Event): State {
  switch (event.kind) {
    case 'begin':
      return { ...state, begin: event };
    case 'working':
      return { ...state, working: event };
    case 'measured':
      return { ...state, round: event.round, [event.list]: withRow(state[event.list], event.row), same: event.same };
  }
}

/** Of these pieces those of a low rank are there first, where the room is scarce. */
interface Piece {
  readonly rank: number;
  readonly frame: Frame;
  readonly lines: number;
}

export function viewState(state: State, { width, height }: Size): Frame {
  const { params, begin, ways, sizes } = state;
  if (!begin) return text('data: questions are being gathered', 'muted');
  const why = sizes.length > 1 && ways.length > 0 ? whyOf(sizes) : undefined;
  const pieces: Piece[] = [
    line(0, dataOf(params, begin, width)),
    line(3, [
      muted('model: '),
      `the chat model on board, ${grouped(begin.parameters)} numbers, always the likeliest token`,
    ]),
    ...(ways.length > 0 ? [{ rank: 0, frame: tableOf(ways, width), lines: ways.length + 2 }] : []),
    ...(sizes.length > 0
      ? [
          line(2, [muted('continuous, when all come at once:')]),
          { rank: 1, frame: barsOf(sizes, width), lines: sizes.length },
        ]
      : []),
    line(0, outputOf(state)),
    ...(state.working
      ? [line(4, [muted('> '), state.working.question, muted(' → '), spoken(state.working.answer)])]
      : []),
    ...(why ? [{ rank: 5, frame: text(why, 'muted'), lines: Math.ceil((why.length * 1.05) / width) }] : []),
  ];
  let left = Number.isFinite(height) ? height : 60;
  const fitting = new Set<Piece>();
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    if (piece.lines > left && piece.rank > 0) continue;
    fitting.add(piece);
    left -= piece.lines;
  }
  return rows(...pieces.filter((piece) => fitting.has(piece)).map(({ frame }) => frame));
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const line = (rank: number, rich: Rich): Piece => ({ rank, frame: { ...text(rich), wrap: false }, lines: 1 });
const spoken = (answer: string): string => (answer === '' ? '(nothing)' : answer.replace(/\s+/g, ' '));

function dataOf({ rate }: Params, { requests, requests_per_second }: BeginEvent, width: number): Rich {
  const often = requests_per_second === null ? 'all at once' : `${grouped(requests_per_second)} a second`;
  const beside = rate > 0 && width >= 60 ? muted(`, ${rate} in the time that one takes alone`) : '';
  return [muted('data: '), `${requests} questions, ${often}`, beside];
}

/** As they are told in a table. */
const names: Readonly<Record<Way, (places: number) => string>> = {
  reread: () => 'no cache',
  alone: () => 'one by one',
  static: (places) => `static, ${places}`,
  continuous: (places) => `continuous, ${places}`,
};

interface Column {
  readonly title: string;
  /** Columns that a screen must have to show it. */
  readonly from: number;
  cell(row: Row): string;
}

const columns: readonly Column[] = [
  { title: 'tokens/s', from: 0, cell: (row) => grouped(row.tokens_per_second) },
  { title: 'first ms p50', from: 60, cell: (row) => grouped(row.first_ms.p50) },
  { title: 'p99', from: 72, cell: (row) => grouped(row.first_ms.p99) },
  { title: 'last ms p50', from: 0, cell: (row) => grouped(row.answer_ms.p50) },
  { title: 'p90', from: 72, cell: (row) => grouped(row.answer_ms.p90) },
  { title: 'p99', from: 48, cell: (row) => grouped(row.answer_ms.p99) },
  { title: 'full', from: 60, cell: (row) => `${Math.round(100 * row.full)} %` },
];

function tableOf(ways: Result['ways'], width: number): TableFrame {
  const shown = columns.filter(({ from }) => from <= width);
  return {
    kind: 'table',
    columns: [{ title: '' }, ...shown.map(({ title }) => ({ title, align: 'right' as const }))],
    rows: ways.map((row) => [names[row.way](row.places), ...shown.map(({ cell }) => cell(row))]),
  };
}

function barsOf(sizes: Result['sizes'], width: number): BarsFrame {
  const best = bestOf(sizes);
  return {
    kind: 'bars',
    bars: sizes.map((row) => ({
      label: `batch of ${String(row.places).padStart(2)}`,
      value: row.tokens_per_second,
      note:
        width < 70
          ? `${grouped(row.tokens_per_second)}/s`
          : `${grouped(row.tokens_per_second).padStart(6)} tokens/s, ${grouped(row.between_ms)} ms between`,
      tone: row === best ? ('c' as const) : ('a' as const),
    })),
  };
}

const bestOf = (sizes: Result['sizes']): Row =>
  sizes.reduce((best, row) => (row.tokens_per_second > best.tokens_per_second ? row : best));

function outputOf({ same, ways, sizes, working, round, params }: State): Rich {
  const label = muted('output: ');
  if (!working) return [label, 'the first answers are coming'];
  if (!same) return [label, { text: 'the answers differ', tone: 'bad' }];
  const which = muted(round < params.rounds || sizes.length === 0 ? ` · round ${round} of ${params.rounds}` : '');
  if (ways.length + sizes.length < 2) return [label, `${working.answers} answers so far`, which];
  return [label, { text: 'the same answers', tone: 'good' }, ' from all of them', which];
}

/** Llama 2 with 7 billion weights (Touvron et al. 2023), two bytes each. */
const large = { weights: 7e9, bytes: 2 };

/** Why a batch gains what it gains here, and more elsewhere. */
function whyOf(sizes: Result['sizes']): string {
  const best = bestOf(sizes);
  const gain = best.tokens_per_second / sizes[0].tokens_per_second;
  const fetched = (1000 * large.weights * large.bytes) / h100Memory;
  const computed = (1000 * 2 * large.weights) / h100;
  return (
    `${best.places} side by side gave ${gain.toFixed(1)} × the tokens of one: a step fetches the weights once for all of them, ` +
    'and calls each kernel once. What a text looks back at is its own, and so is the choice of its token. ' +
    `Where memory is slow beside the arithmetic, much more is gained: an H100 (2022) needs ${grouped(fetched)} ms to fetch ` +
    `7 billion weights, but ${grouped(computed)} ms to compute one more token with them.`
  );
}
