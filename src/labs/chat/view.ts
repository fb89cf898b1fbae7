/** Question → model → answer: what was said, and how far it was believed, word by word. */
import { type Frame, type Rich, rows, type Size, text } from '../../render/frame.ts';
import type { Answer, Stage, TokenEvent } from './params.ts';

/** A token with what might have stood there. */
export type Said = Pick<TokenEvent, 'token' | 'p' | 'shown' | 'likeliest'>;

export interface State {
  readonly question: string;
  /** Of the last stage that was asked. */
  readonly about?: string;
  readonly notes?: readonly string[];
  readonly said: readonly { readonly stage: Stage; readonly tokens: readonly Said[]; readonly answer?: Answer }[];
}

/** 0.974 → "97 %"; what rounds to nothing or to all is told as nearly so. */
export function percent(p: number): string {
  const rounded = Math.round(100 * p);
  if (rounded === 0 && p > 0) return '<1 %';
  return rounded === 100 && p < 1 ? '>99 %' : `${rounded} %`;
}

export function viewChat({ question, about, notes = [], said }: State, { height }: Size): Frame {
  const asked = text([{ text: 'question: ', tone: 'muted' }, question]);
  const [first, ...more] = said;
  if (!first) return rows(asked, text('model: opening', 'muted'));
  if (more.length > 0) {
    // Where there is little room each has a line.
    const wrap = height >= 3 * said.length + 4;
    return rows(asked, ...said.map((one) => ({ ...text(spokenBy(one)), wrap })), ...remarks(notes));
  }
  const { stage, tokens } = first;
  return rows(
    asked,
    text([
      { text: 'model: ', tone: 'muted' },
      { text: stage, bold: true },
      { text: `, ${about}`, tone: 'muted' },
    ]),
    text([{ text: 'answer: ', tone: 'muted' }, ...spoken(first)]),
    ...remarks(notes),
    ...(tokens.length > 0 ? [text(' '), beliefFrame(tokens)] : []),
  );
}

const spokenBy = (one: State['said'][number]): Rich => [
  { text: `${one.stage.padEnd(5)} `, tone: 'muted' },
  ...spoken(one),
];

function spoken({ tokens, answer }: State['said'][number]): (string | { text: string; tone: 'accent' | 'muted' })[] {
  const words = tokens
    .map(({ token }) => token)
    .join('')
    .trim();
  const shown = answer && words === '' ? '(nothing)' : words;
  return [{ text: shown, tone: 'accent' }, ...(answer ? [{ text: ` ${ending(answer)}`, tone: 'muted' as const }] : [])];
}

/** Behind an answer: how far it was believed, and that it was cut off. */
export const ending = ({ confidence, finish_reason }: Pick<Answer, 'confidence' | 'finish_reason'>): string =>
  `(${percent(confidence)}${finish_reason === 'length' ? ', cut off' : ''})`;

const remarks = (notes: readonly string[]): Frame[] => notes.map((note) => text(note, 'warn'));

/** Below this belief it is told what else might have been said. */
const sure = 0.9;
/** Places of which that is told. */
const doubts = 4;

/** The answer as tokens, with how far each was believed, and where it wavered between what. */
export function beliefFrame(tokens: readonly Said[]): Frame {
  const wavered = tokens.filter(({ p }) => p < sure);
  return rows(
    { kind: 'tokens', tokens: tokens.map(({ shown, p }) => ({ text: shown, note: percent(p) })) },
    ...wavered.slice(0, doubts).map((one) => text(doubt(one))),
    ...(wavered.length > doubts ? [text(`and at ${wavered.length - doubts} more places`, 'muted')] : []),
  );
}

function doubt({ shown, p, likeliest }: Said): Rich {
  const others = likeliest.filter(({ token }) => token !== shown).slice(0, 3);
  return [
    { text: seen(shown), bold: true },
    ` ${percent(p)}`,
    { text: `; or ${others.map(({ token, p }) => `${seen(token)} ${percent(p)}`).join(', ')}`, tone: 'muted' },
  ];
}

/** A word without the space that its token has in front. */
const seen = (token: string): string => token.trim() || 'a space';
