/** Data → model → output: the text in numbers, the losses, and what it writes by now. */
import { type Frame, rows, type Size, text } from '../../render/frame.ts';
import { blownUp, type DivergedEvent } from '../training.ts';
import type { BeginEvent, LookEvent } from './events.ts';
import type { Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly begin?: BeginEvent;
  /** The last word of how far it is. */
  readonly now?: { readonly step: number; readonly of: number; readonly loss?: number };
  readonly looks: readonly LookEvent[];
  /** How it blew up. */
  readonly diverged?: DivergedEvent;
}

/** Below so many rows there is no curve. */
const roomy = 14;
/** Rows beside the curve: two of numbers, the texts, a title for them. */
const others = 9;
const textsShown = 4;

export function viewState({ params, begin, now, looks, diverged }: State, { height }: Size): Frame {
  if (!begin || !now || looks.length === 0) return text('data: reading the text', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const data = text([
    { text: 'data: ', tone: 'muted' },
    `${params.corpus}, ${thousands(begin.tokens)} tokens of ${begin.vocabulary} kinds`,
    { text: ' · model: ', tone: 'muted' },
    `${thousands(begin.parameters)} numbers`,
  ]);
  const last = looks[looks.length - 1];
  const old = last.step < now.step;
  const words = text([
    `step ${now.step} of ${now.of}`,
    now.loss === undefined ? '' : ` · loss ${now.loss.toFixed(2)}`,
    last.held_out === null ? '' : ` · unseen ${last.held_out.toFixed(2)}${old ? ` at step ${last.step}` : ''}`,
    { text: ` · knowing nothing ${Math.log(begin.vocabulary).toFixed(2)}${old ? '' : ' nats'}`, tone: 'muted' },
  ]);
  const rate = { ...words, wrap: false };
  const title = text([
    { text: 'output: ', tone: 'muted' },
    'what it writes, step by step',
    ...(begin.unread ? [{ text: ' · some of the prompt is in no line of this text', tone: 'muted' as const }] : []),
  ]);
  return rows(
    data,
    rate,
    ...(tall >= roomy && looks.length > 1 ? [curve(looks, now.of, tall - others)] : []),
    title,
    ...texts(looks),
    ...(diverged === undefined ? [] : [blownUp(diverged)]),
  );
}

function curve(looks: readonly LookEvent[], of: number, height: number): Frame {
  const line = (name: string, tone: 'a' | 'c', pick: (look: LookEvent) => number | null) => {
    const known = looks.filter((look) => pick(look) !== null);
    return { name, tone, x: known.map(({ step }) => step), y: known.map((look) => pick(look)!) };
  };
  return {
    kind: 'line',
    series: [line('learnt from', 'c', ({ train }) => train), line('never seen', 'a', ({ held_out }) => held_out)],
    x: { label: 'step', min: 0, max: of },
    height: Math.max(5, height),
  };
}

/** The first, the last, and some between: how it comes to write. */
function texts(looks: readonly LookEvent[]): Frame[] {
  const count = Math.min(textsShown, looks.length);
  const picked = Array.from(
    { length: count },
    (_, i) => looks[count === 1 ? 0 : Math.round((i * (looks.length - 1)) / (count - 1))],
  );
  const wide = String(looks[looks.length - 1].step).length;
  return picked.map(({ step, text: words }) => ({
    ...text([{ text: `${String(step).padStart(wide)}  `, tone: 'muted' }, words.replaceAll('\n', '⏎')]),
    wrap: false,
  }));
}

export const thousands = (count: number): string => (count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`);
