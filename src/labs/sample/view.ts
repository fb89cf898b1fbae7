/** Prompt → model → output: the sampler's picture. */
import { columns, type Frame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { corpusName, describeContext, describeSize, describeUnknown, type Remedies, visible } from './describe.ts';
import type { Belief, SampleEvent, SampleParams, SamplingParams, StepEvent } from './params.ts';

export interface SampleState {
  readonly params: SampleParams;
  readonly read: number;
  readonly learned?: Extract<SampleEvent, { kind: 'learned' }>;
  readonly step?: StepEvent;
  /** What has been written so far. */
  readonly text: string;
  readonly steps: number;
}

/** Below so many rows the prompt has no box, so that there are more bars. */
const roomy = 16;

/** In a lab a corpus is a knob. */
const knobs: Remedies = {
  take: (corpus) => `turn the knob corpus to ${corpus}`,
  own: 'give the knob corpus the name of a file',
};

export function viewSample(state: SampleState, size: Size): Frame {
  const { params, learned } = state;
  const { corpus, smoothing, unit } = params;
  return viewWriting(
    {
      ...state,
      unit,
      notes: describeUnknown(learned?.unknown ?? [], corpusName(corpus), knobs),
      source: ['corpus', learned ? `${corpus}: ${describeSize(learned.tokens, learned.types, unit)}` : corpus],
      model: smoothing === 'none' ? 'what came next in the corpus' : `what came next, smoothed: ${smoothing}`,
      waiting: describeReading(state),
    },
    size,
  );
}

/** A text as it is written, by any model. */
export interface Writing {
  readonly params: Pick<SamplingParams, 'prompt' | 'temperature'>;
  readonly unit: string;
  readonly step?: StepEvent<Belief>;
  /** What has been written so far. */
  readonly text: string;
  /** What a person should know about the prompt. */
  readonly notes: readonly string[];
  /** Where the model comes from. */
  readonly source: readonly [title: string, text: string];
  /** What its bars mean. */
  readonly model: string;
  /** Said before the first step. */
  readonly waiting: string;
}

export function viewWriting(writing: Writing, { width, height }: Size): Frame {
  const { params, unit, step, notes, source, waiting } = writing;
  const noted = notes.reduce((lines, note) => lines + Math.ceil(note.length / width), 0);
  // borders, the two lines of the prompt, the line over the bars, the two lines of the text
  const tall = Number.isFinite(height) ? height : 24;
  const begin = params.prompt === '' ? '(the beginning of a line)' : params.prompt;
  const compact = tall < roomy;
  const room = Math.max(3, tall - (compact ? 8 : 12) - noted);
  const drew = step && (params.temperature === 0 ? ' · takes the likeliest' : ` · drew ${step.u.toFixed(3)}`);
  const model = step
    ? rows(text(describeContext(step, unit, [drew!])), bars(step, room, step.pick))
    : text(waiting, 'muted');
  const head = compact ? text([{ text: 'prompt: ', tone: 'muted' }, begin]) : panel('prompt', text(begin));
  return rows(
    width >= 60 && !compact ? { ...columns(head, panel(source[0], text(source[1]))), shares: [3, 2] } : head,
    ...notes.map((note) => text(note, 'warn')),
    panel(`model: ${writing.model}`, model),
    panel('output', output(writing)),
  );
}

function output({ params, text: written, step }: Writing): Frame {
  const before = step ? written.slice(0, written.length - step.piece.length) : written;
  const rich: Rich = [
    { text: params.prompt, tone: 'muted' },
    before,
    { text: step?.piece.replace('\n', ' ⏎\n') ?? '', tone: 'accent', bold: true },
  ];
  return text(rich);
}

/** One bar a candidate; the one drawn is pointed at and has a bar of its own, also when it is none of the likeliest. */
export function bars({ candidates, others, total }: Belief, room: number, pick?: StepEvent<Belief>['pick']): Frame {
  const all = candidates.length + others.number;
  const likeliest = all <= room && others.number === 0 ? all : Math.min(candidates.length, room - 1);
  const apart = pick !== undefined && pick.index >= likeliest;
  const shown = candidates.slice(0, apart ? Math.max(1, likeliest - 1) : likeliest);
  const list = [...shown, ...(apart ? [pick] : [])].map((candidate, i) => {
    const drawn = apart ? i === shown.length : i === pick?.index;
    const { token, p, count } = candidate;
    const note = count === undefined ? p.toFixed(2) : `${p.toFixed(2)}  ${count} of ${total}`;
    return { label: visible(token), value: p, note, tone: drawn ? ('accent' as const) : undefined, mark: drawn };
  });
  const number = all - list.length;
  if (number > 0) {
    const rest = Math.max(0, 1 - list.reduce((sum, { value }) => sum + value, 0));
    list.push({ label: `${number} more`, value: rest, note: rest.toFixed(2), tone: undefined, mark: false });
  }
  return { kind: 'bars', bars: list };
}

function describeReading({ read, learned }: SampleState): string {
  return learned ? 'learned' : read > 0 ? `reading: ${(read / 1e6).toFixed(1)} MB` : 'reading';
}
