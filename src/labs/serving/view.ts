/** Data → model → output: who asks and how often, what each way makes of it, and what a batch gains and costs the larger it is. */
import { type Frame, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import { grouped } from '../kernels/scale.ts';
import { fittingIn, type Piece } from '../pieces.ts';
import { type BeginEvent, type Event, type Params, type Result, withRow } from './params.ts';
import { barsOf, elsewhere, gainOf, tableOf } from './rows-view.ts';

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

export function viewState(state: State, { width, height }: Size): Frame {
  const { params, begin, ways, sizes } = state;
  if (!begin) return text('data: questions are being gathered', 'muted');
  const heading = [muted(width < roomy ? 'all at once: tokens/s, ms to the next' : headline)];
  const pieces: Piece[] = [
    line(0, dataOf(params, begin, width)),
    line(3, [
      muted('model: '),
      `the chat model on board, ${grouped(begin.parameters)} numbers, always the likeliest token`,
    ]),
    ...(ways.length > 0 ? [{ rank: 0, frame: tableOf(ways, width), lines: ways.length + 2 }] : []),
    ...(sizes.length > 0 ? [{ rank: 1, frame: rows(oneLine(heading), barsOf(sizes)), lines: 1 + sizes.length }] : []),
    line(0, outputOf(state)),
    ...(state.working
      ? [line(4, [muted('> '), state.working.question, muted(' → '), spoken(state.working.answer)])]
      : []),
    ...(sizes.length > 1 ? [gainOf(sizes), elsewhere].map((words, i) => paragraph(5 + i, words, width)) : []),
  ];
  const { fitting } = fittingIn(pieces, Number.isFinite(height) ? height : 60);
  return rows(...pieces.filter((piece) => fitting.has(piece)).map(({ frame }) => frame));
}

/** Columns that a screen must have for whole sentences. */
const roomy = 70;
const headline = 'continuous, when all come at once: tokens a second, ms from one to the next';

const muted = (text: string): Span => ({ text, tone: 'muted' });
const oneLine = (rich: Rich): Frame => ({ ...text(rich), wrap: false });
const line = (rank: number, rich: Rich): Piece => ({ rank, frame: oneLine(rich), lines: 1 });
/** Words are not cut, so that a line has not all of the width. */
const paragraph = (rank: number, words: string, width: number): Piece => ({
  rank,
  frame: text(words, 'muted'),
  lines: Math.ceil(words.length / (width - 6)),
});
const spoken = (answer: string): string => (answer === '' ? '(nothing)' : answer.replace(/\s+/g, ' '));

function dataOf({ rate }: Params, { requests, requests_per_second }: BeginEvent, width: number): Rich {
  const often = requests_per_second === null ? 'all at once' : `${grouped(requests_per_second)} a second`;
  const beside = rate > 0 && width >= 60 ? muted(`, ${rate} in the time that one takes alone`) : '';
  return [muted('data: '), `${requests} questions, ${often}`, beside];
}

function outputOf({ same, ways, sizes, working, round, params }: State): Rich {
  const label = muted('output: ');
  if (!working) return [label, 'the first answers are coming'];
  if (!same) return [label, { text: 'the answers differ', tone: 'bad' }];
  const which = muted(round < params.rounds || sizes.length === 0 ? ` · round ${round} of ${params.rounds}` : '');
  if (ways.length + sizes.length < 2) return [label, `${working.answers} answers so far`, which];
  return [label, { text: 'the same answers', tone: 'good' }, ' from all of them', which];
}
