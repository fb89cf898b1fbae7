/** A pair to choose from; and what the choices make of the model, beside what they say of whoever chose. */
import { type Frame, panel, rows, type Size, text } from '../../render/frame.ts';
import type { LookEvent } from '../stages/params.ts';
import { exchange, materialOf, rateOf, type State as StageState } from '../stages/view.ts';
import { blownUp } from '../training.ts';
import type { PairEvent } from './picks.ts';
import { type Matter, matters, type Yours } from './taste.ts';

/** What the picks say, once they are made. */
export interface TasteEvent {
  readonly kind: 'taste';
  readonly yours: Yours;
}

export interface State extends StageState {
  readonly pair?: PairEvent;
  readonly taste?: TasteEvent;
}

/** Rows from which both answers have a frame around them. */
const roomy = 14;

export function pairView({ number, of, question, a, b }: PairEvent, { height }: Size): Frame {
  const answer = (name: string, words: string): Frame =>
    height >= roomy ? panel(name, text(words), 'accent') : text([{ text: `${name}  `, tone: 'accent' }, words]);
  return rows(
    text([{ text: `${number} of ${of}: `, tone: 'muted' }, 'which is better? A, B, X skips']),
    text([{ text: '> ', tone: 'muted' }, question]),
    answer('A', a),
    answer('B', b),
    text('It is your taste alone that counts. F ends it here.', 'muted'),
  );
}

const names: Readonly<Record<Matter, string>> = {
  refused_harmful: 'harmful refused',
  refused_harmless: 'harmless refused',
  knowledge: 'facts right',
};

/** Rows of the comparison, and of all that stands above the answers with it. */
const [compared, above] = [matters.length + 3, matters.length + 6];

export function tasteView({ begin, now, looks, diverged, taste }: State, { height }: Size): Frame {
  if (!begin || !now || looks.length === 0) return text('data: getting ready', 'muted');
  const last = looks[looks.length - 1];
  const replies = last.replies.slice(0, Math.max(0, Math.floor((height - above) / 2)));
  return rows(
    ...(height > compared + 1 ? [materialOf(begin)] : []),
    rateOf(now),
    comparison(taste!.yours, looks[0], last),
    ...(replies.length > 0 ? [text([{ text: 'output: ', tone: 'muted' }, `asked at step ${last.step}`])] : []),
    ...replies.flatMap(({ question, answer }) => exchange(question, answer)),
    ...(diverged === undefined ? [] : [blownUp(diverged)]),
  );
}

/** In what nobody was asked: what you would want as far as the picks say, what the model did, and what it does now. */
function comparison(yours: Yours, { scores: before }: LookEvent, { scores: after }: LookEvent): Frame {
  const row = (label: string, you: number | undefined, name: string): string[] => [
    label,
    ...[you, before[name], after[name]].map((share) => (share === undefined ? '' : `${Math.round(100 * share)} %`)),
  ];
  return {
    kind: 'table',
    columns: [{ title: '' }, ...['you', 'before', 'now'].map((title) => ({ title, align: 'right' as const }))],
    rows: [
      ...matters.map((matter) => row(names[matter], yours[matter]?.share, matter)),
      row('would say what you picked', undefined, 'as_picked'),
    ],
  };
}
