/** Data → model → output: what it is asked, some of its weights with the levels that they may take, and what each precision saves
 *  and spoils. */
import { type Frame, rows, type Size, type Span, text } from '../../render/frame.ts';
import { thousands } from '../gpt-train/view.ts';
import { fittingIn, type Piece } from '../pieces.ts';
import { combsOf, plotOf } from './column-view.ts';
import { examplesOf } from './measure.ts';
import type { Answer, BeginEvent, Event, Example, MeasuredEvent, Result, WorkingEvent } from './params.ts';
import { tableOf } from './table.ts';
import { ofSpeed } from './words.ts';

export interface State {
  readonly begin?: BeginEvent;
  readonly working?: WorkingEvent;
  readonly measured: readonly MeasuredEvent[];
  readonly times: Result['times'];
  readonly done?: true;
}

export const startState: State = { measured: [], times: null };

export function reduceState(state: State, event: Event): State {
  switch (event.kind) {
    case 'begin':
      return { ...state, begin: event };
    case 'working':
      return { ...state, working: event };
    case 'measured':
      return { ...state, measured: [...state.measured, event] };
    case 'timed':
      return { ...state, times: event.times };
    case 'made':
      return { ...state, done: true };
  }
}

/** Rows of the plot below its combs, at least and at most. */
const [low, high] = [3, 6];

export function viewState(state: State, { width, height }: Size): Frame {
  const { begin, measured, done, times } = state;
  if (!begin) return text('data: getting ready', 'muted');
  const combs = combsOf(measured);
  const plot = (tall: number): Piece => ({ rank: 3, ...plotOf(begin.column, combs, tall, width) });
  const answered = measured.map(({ row, answers }) => ({ precision: row.precision, answers }));
  const exchanges = done ? examplesOf(answered).map(exchange) : [];
  const pieces: Piece[] = [
    plot(low),
    { rank: 0, lines: 1, frame: outputLine(state) },
    ...(measured.length > 0 ? [{ rank: 0, ...tableOf(measured, times, width) }] : []),
    ...exchanges.map((piece, i) => ({ rank: i === 0 ? 1 : 4 + i, ...piece })),
    ...(done ? [{ rank: 2, lines: Math.ceil(ofSpeed.length / (width - 8)), frame: text(ofSpeed, 'muted') }] : []),
  ];
  const { fitting, left } = fittingIn(pieces, (Number.isFinite(height) ? height : 50) - 2);
  const taller = plot(Math.min(high, low + Math.max(0, left)));
  return rows(
    dataLine(begin, measured[0]?.answers),
    modelLine(begin, fitting.has(pieces[0]) ? combs.length : undefined),
    ...pieces.filter((piece) => fitting.has(piece)).map((piece) => (piece === pieces[0] ? taller : piece).frame),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const line = (...spans: (string | Span)[]): Frame => ({ ...text(spans), wrap: false });

function dataLine({ documents }: BeginEvent, answers: readonly Answer[] | undefined): Frame {
  const harmful = answers?.filter(({ kind }) => kind === 'harmful').length;
  const questions = answers ? `${answers.length} questions (${harmful} do harm), ` : '';
  return line(muted('data: '), `${questions}${documents} unread texts`);
}

/** @param combs in the plot below; undefined where there is none */
const modelLine = ({ stage, kept, parameters, in_matrices }: BeginEvent, combs?: number): Frame =>
  line(
    muted('model: '),
    `${stage}${kept === 'float32' ? '' : ` in ${kept}`}, ${thousands(parameters)} numbers`,
    combs === undefined ? `, ${thousands(in_matrices)} in matrices` : `; one column${combs > 0 ? ', its levels' : ''}:`,
  );

function outputLine({ working, done, measured }: State): Frame {
  if (done) return line(muted('output: '), `the same network, in ${measured.length} precisions`);
  if (!working) return line(muted('output: '), 'nothing yet');
  const { precision, doing } = working;
  const what = { reading: 'reads the text', answering: 'answers the questions', timing: 'each is timed' }[doing];
  return line(muted('output: '), doing === 'timing' ? what : `${precision} ${what}`);
}

/** A question with each answer, and who gave it. */
function exchange({ question, answers }: Example): Omit<Piece, 'rank'> {
  const givers = new Map<string, string[]>();
  for (const { precision, answer } of answers) givers.set(answer, [...(givers.get(answer) ?? []), precision]);
  const said = [...givers].map(([answer, who]) =>
    line(muted(`  ${who.join(', ')}: `), answer.trim() === '' ? '(nothing)' : answer.replace(/\s+/g, ' ')),
  );
  return { lines: said.length + 1, frame: rows(line(muted('> '), question), ...said) };
}
