/** Prompt → model → output: the sampler's picture. */
import { columns, type Frame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { describeContext, describeUnknown, type Remedies, visible } from './describe.ts';
import type { Belief, SampleEvent, SampleParams, StepEvent } from './params.ts';

export interface SampleState {
  readonly params: SampleParams;
  readonly read: number;
  readonly learned?: Extract<SampleEvent, { kind: 'learned' }>;
  readonly step?: StepEvent;
  /** What has been written so far. */
  readonly text: string;
  readonly steps: number;
}

/** In a lab a corpus is a knob. */
const knobs: Remedies = {
  take: (corpus) => `turn the knob corpus to ${corpus}`,
  own: 'give the knob corpus the name of a file',
};

export function viewSample(state: SampleState, { width, height }: Size): Frame {
  const { params, learned, step } = state;
  const notes = describeUnknown(learned?.unknown ?? [], params.corpus, knobs);
  const noted = notes.reduce((lines, note) => lines + Math.ceil(note.length / width), 0);
  // borders, the two lines of the prompt, the line over the bars, the two lines of the text
  const room = Math.max(3, (Number.isFinite(height) ? height : 24) - 12 - noted);
  const model = step
    ? rows(text(describeContext(step, [` · drew ${step.u.toFixed(3)}`])), bars(step, room, step.pick))
    : text(describeReading(state), 'muted');
  const head = panel(
    'prompt',
    text(params.prompt === '' ? [{ text: '(the beginning of a line)', tone: 'muted' }] : params.prompt),
  );
  const source = panel('corpus', text(describeCorpus(state)));
  return rows(
    width >= 60 ? { ...columns(head, source), shares: [3, 2] } : head,
    ...notes.map((note) => text(note, 'warn')),
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
export function bars({ candidates, others, total }: Belief, room: number, pick?: StepEvent['pick']): Frame {
  const note = (p: number, count: number): string => `${p.toFixed(2)}  ${count} of ${total}`;
  const shown = candidates.slice(
    0,
    candidates.length + Math.min(1, others.number) > room ? room - 1 : candidates.length,
  );
  const hidden = candidates.slice(shown.length);
  const number = others.number + hidden.length;
  const rest = others.p + hidden.reduce((sum, { p }) => sum + p, 0);
  const drawn = pick && pick.index >= shown.length;
  const list = shown.map(({ token, p, count }, i) => ({
    label: visible(token),
    value: p,
    note: note(p, count),
    tone: i === pick?.index ? ('accent' as const) : undefined,
    mark: i === pick?.index,
  }));
  if (number > 0) {
    list.push({
      label: drawn ? `${visible(pick.token)} (among ${number} more)` : `${number} more`,
      value: rest,
      note: rest.toFixed(2),
      tone: drawn ? ('accent' as const) : undefined,
      mark: Boolean(drawn),
    });
  }
  return { kind: 'bars', bars: list };
}

function describeCorpus({ params, learned }: SampleState): Rich {
  if (!learned) return params.corpus;
  return `${params.corpus}: ${learned.tokens} tokens, ${learned.types} different`;
}

function describeReading({ read, learned }: SampleState): string {
  return learned ? 'learned' : read > 0 ? `reading: ${(read / 1e6).toFixed(1)} MB` : 'reading';
}
