/** Prompt → model → output: the sampler's picture. */
import { columns, type Frame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import type { SampleEvent, SampleParams, StepEvent, UnknownWord } from './params.ts';

export interface SampleState {
  readonly params: SampleParams;
  readonly read: number;
  readonly learned?: Extract<SampleEvent, { kind: 'learned' }>;
  readonly step?: StepEvent;
  /** What has been written so far. */
  readonly text: string;
  readonly steps: number;
}

export function viewSample(state: SampleState, { width, height }: Size): Frame {
  const { params, learned, step } = state;
  const notes = (learned?.unknown ?? []).map((word) => text(describeUnknown(word, params.corpus), 'warn'));
  // borders, the two lines of the prompt, the line over the bars, the two lines of the text
  const room = Math.max(3, (Number.isFinite(height) ? height : 24) - 12 - notes.length);
  const model = step ? rows(text(describeContext(step)), bars(step, room)) : text(describeReading(state), 'muted');
  const head = panel(
    'prompt',
    text(params.prompt === '' ? [{ text: '(the beginning of a line)', tone: 'muted' }] : params.prompt),
  );
  const source = panel('corpus', text(describeCorpus(state)));
  return rows(
    width >= 60 ? { ...columns(head, source), shares: [3, 2] } : head,
    ...notes,
    panel('model: what came next in the corpus', model),
    panel('output', output(state)),
  );
}

function output({ params, text: written, step }: SampleState): Frame {
  const before = step ? written.slice(0, written.length - step.piece.length) : written;
  const rich: Rich = [
    { text: params.prompt, tone: 'muted' },
    before,
    { text: step?.piece.replace('\n', ' ⏎\n') ?? '', tone: 'accent', bold: true },
  ];
  return text(rich);
}

/** One bar a candidate; the one drawn is pointed at, also when it is none of the likeliest. */
export function bars({ candidates, others, pick, total }: StepEvent, room: number): Frame {
  const note = (p: number, count: number): string => `${p.toFixed(2)}  ${count} of ${total}`;
  const shown = candidates.slice(
    0,
    candidates.length + Math.min(1, others.number) > room ? room - 1 : candidates.length,
  );
  const hidden = candidates.slice(shown.length);
  const number = others.number + hidden.length;
  const rest = others.p + hidden.reduce((sum, { p }) => sum + p, 0);
  const drawn = pick.index >= shown.length;
  const list = shown.map(({ token, p, count }, i) => ({
    label: visible(token),
    value: p,
    note: note(p, count),
    tone: i === pick.index ? ('accent' as const) : undefined,
    mark: i === pick.index,
  }));
  if (number > 0) {
    list.push({
      label: drawn ? `${visible(pick.token)} (among ${number} more)` : `${number} more`,
      value: rest,
      note: rest.toFixed(2),
      tone: drawn ? ('accent' as const) : undefined,
      mark: drawn,
    });
  }
  return { kind: 'bars', bars: list };
}

/** A token that can be seen: a space or an empty one gets a name. */
const visible = (token: string): string => (token === ' ' ? '(space)' : token);

export function describeContext(step: StepEvent): Rich {
  const { context, wanted, u } = step;
  const after: Rich =
    context.length > 0
      ? ['after ', { text: `"${context.join(' ')}"`, bold: true }]
      : wanted.length > 0 || step.order === 1
        ? ['anywhere in the corpus']
        : ['at the beginning of a line'];
  const fallback = describeFallback(step);
  const draw = [` · drew ${u.toFixed(3)}`];
  return fallback ? [...after, ...draw, '\n', { text: fallback, tone: 'warn' }] : [...after, ...draw];
}

/** "never saw 'sat on a': fell back to 'on a'", when that is what happened. */
export function describeFallback({ context, wanted }: Pick<StepEvent, 'context' | 'wanted'>): string | undefined {
  if (context.length >= wanted.length) return undefined;
  const to = context.length > 0 ? `'${context.join(' ')}'` : 'all words';
  return `never saw '${wanted.join(' ')}': fell back to ${to}`;
}

/** What to do about a word that the corpus lacks. */
export function describeUnknown({ word, near, elsewhere }: UnknownWord, corpus: string): string {
  const nearby = near.length > 0 ? `; it knows ${near.map((known) => `"${known}"`).join(', ')}` : '';
  const larger = elsewhere ? `; the corpus ${elsewhere} knows it` : '';
  return `"${word}" never stands in ${corpus === '-' ? 'this text' : corpus}${nearby}${larger}`;
}

function describeCorpus({ params, learned }: SampleState): Rich {
  if (!learned) return params.corpus;
  return `${params.corpus}: ${learned.tokens} tokens, ${learned.types} different`;
}

function describeReading({ read, learned }: SampleState): string {
  return learned ? 'learned' : read > 0 ? `reading: ${(read / 1e6).toFixed(1)} MB` : 'reading';
}
