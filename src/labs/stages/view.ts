/** Data → model → output, for every stage: what is learnt from, what can be counted, what is said by now. */
import { type Frame, rows, type Size, text } from '../../render/frame.ts';
import { thousands } from '../gpt-train/view.ts';
import { blownUp, type DivergedEvent } from '../training.ts';
import type { BeginEvent, LookEvent, StageEvent } from './params.ts';

/** A score that is drawn. */
interface Line {
  readonly name: string;
  readonly label: string;
  readonly tone: 'a' | 'b' | 'c' | 'd';
}

/** How a stage is shown. */
export interface Shown {
  readonly lines: readonly Line[];
  /** Numbers that are told, but not drawn. */
  readonly numbers?: readonly Omit<Line, 'tone'>[];
  /** Shares are drawn from 0 to 1; without it from the least to the most. */
  readonly shares?: true;
  /** What the curves are, in a word. */
  readonly measure: string;
}

export interface State {
  readonly begin?: BeginEvent;
  readonly now?: { readonly step: number; readonly of: number; readonly loss?: number };
  readonly looks: readonly LookEvent[];
  readonly diverged?: DivergedEvent;
}

export const startStage = (): State => ({ looks: [] });

export function reduceStage(state: State, event: StageEvent): State {
  switch (event.kind) {
    case 'begin':
      return { ...state, begin: event, looks: event.looks };
    case 'training':
      return { ...state, now: event };
    case 'look': {
      const looks = state.looks.filter(({ step }) => step < event.step);
      const { step, of, loss } = event;
      return { ...state, now: { step, of, loss: loss ?? undefined }, looks: [...looks, event] };
    }
    case 'run':
    case 'made':
      return state;
    case 'diverged':
      return { ...state, diverged: event };
  }
}

/** Below so many rows there is no curve. */
const roomy = 15;
/** Rows beside the curve and the answers. */
const others = 6;

export function viewStage({ begin, now, looks, diverged }: State, { height }: Size, shown: Shown): Frame {
  if (!begin || !now || looks.length === 0) return text('data: getting ready', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const last = looks[looks.length - 1];
  const told = [
    ...shown.lines.flatMap(({ name, label }) =>
      last.scores[name] === undefined ? [] : [`${label} ${inWords(last.scores[name], shown)}`],
    ),
    ...(shown.numbers ?? []).map(({ name, label }) => `${label} ${last.scores[name]?.toFixed(2) ?? '?'}`),
  ];
  const replies = last.replies.flatMap(({ question, answer }) => exchange(question, answer));
  const room = tall - others - replies.length;
  return rows(
    materialOf(begin),
    rateOf(now),
    text(told.join(' · ')),
    ...(tall >= roomy && looks.length > 1 && room >= 5 ? [curve(looks, now.of, room, shown)] : []),
    text([{ text: 'output: ', tone: 'muted' }, `asked at step ${last.step}`]),
    ...replies,
    ...(diverged === undefined ? [] : [blownUp(diverged)]),
  );
}

/** What is learnt from, and what learns. */
export const materialOf = ({ data, parameters }: BeginEvent): Frame =>
  text([
    { text: 'data: ', tone: 'muted' },
    data,
    { text: ' · model: ', tone: 'muted' },
    `${thousands(parameters)} numbers`,
  ]);

export const rateOf = ({ step, of, loss }: NonNullable<State['now']>): Frame =>
  text(`step ${step} of ${of}${loss === undefined ? '' : ` · loss ${loss.toFixed(3)}`}`);

const inWords = (value: number, { shares }: Shown): string =>
  shares ? `${Math.round(100 * value)} %` : value.toFixed(2);

export const exchange = (question: string, answer: string): Frame[] => [
  { ...text([{ text: '  > ', tone: 'muted' }, question]), wrap: false },
  {
    ...text([
      { text: '    ', tone: 'muted' },
      { text: answer === '' ? '(nothing)' : answer, tone: 'accent' },
    ]),
    wrap: false,
  },
];

function curve(looks: readonly LookEvent[], of: number, height: number, { lines, shares, measure }: Shown): Frame {
  return {
    kind: 'line',
    series: lines.map(({ name, label, tone }) => {
      const known = looks.filter(({ scores }) => scores[name] !== undefined);
      return { name: label, tone, x: known.map(({ step }) => step), y: known.map(({ scores }) => scores[name]) };
    }),
    x: { label: 'step', min: 0, max: of },
    y: { label: measure, ...(shares && { min: 0, max: 1 }) },
    height: Math.min(height, 12),
  };
}
