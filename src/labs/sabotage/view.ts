/** Data → model → output: the same curves of both runs side by side, what they have come to, and what both write. */
import {
  columns,
  type Frame,
  type LineFrame,
  panel,
  rows,
  type Size,
  type TableFrame,
  text,
} from '../../render/frame.ts';
import type { Event, Fault, LookEvent, Params, Seen } from './params.ts';
import { signOf, verdict } from './sign.ts';

type Begin = Extract<Event, { kind: 'begin' }>;

export interface State {
  readonly params: Params;
  readonly begin?: Begin;
  readonly step?: number;
  readonly looks: readonly LookEvent[];
}

const names: Readonly<Record<Fault | 'hidden', string>> = {
  hidden: 'fault hidden',
  none: 'healthy too',
  labels: 'labels too far',
  mask: 'no mask',
  rate: 'rate × 100',
  leak: 'a leak',
};

/** Rows from which there are curves, and boxes around them; columns from which there are boxes and long words, and from which
 *  both runs have curves. */
const [roomy, boxed] = [15, 20];
const [wide, both] = [60, 50];
const leastPlot = 5;

export function viewState(state: State, { width, height }: Size): Frame {
  const { params, begin, step = 0, looks } = state;
  const last = looks.at(-1);
  if (!begin || !last) return text('data: reading the text', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const data = text([
    { text: 'data: ', tone: 'muted' },
    `${begin.learnt} lines of toyland, ${begin.held_out} put aside`,
    { text: ' · model: ', tone: 'muted' },
    `${Math.round(begin.parameters / 1000)}k numbers, step ${step} of ${last.of}`,
  ]);
  const foot = footOf(state, begin, last);
  const meaning = [table(last, width), ...texts(last), ...(foot ? [text(foot, 'muted')] : [])];
  const lines = (letters: number): number => Math.ceil(letters / width);
  const room = tall - lines(75) - 5 - (foot ? lines(foot.length) : 0);
  if (tall < roomy || looks.length < 2 || room < leastPlot) return rows(data, ...meaning);
  const framed = (title: string, pick: (look: LookEvent) => Seen): Frame =>
    tall < boxed || width < wide
      ? rows(text(title), plot(looks, pick, room - 1))
      : panel(title, plot(looks, pick, room - 2));
  const own = framed(`this run: ${names[params.fault]}`, ({ run }) => run);
  const curves =
    width < both
      ? own
      : columns(
          own,
          framed('a healthy run', ({ healthy }) => healthy),
        );
  return rows(data, curves, ...meaning);
}

/** By what one sees it, when it is over; or what to do next, when nobody has said what was wrong. */
function footOf({ params, step }: State, { right }: Begin, { of, run, healthy }: LookEvent): string | undefined {
  if (params.fault !== 'hidden') {
    if (step !== of) return undefined;
    const answer = verdict(right === true);
    return `${answer[0].toUpperCase()}${answer.slice(1)}. What tells: ${signOf(params.fault, run, healthy)}.`;
  }
  if (step !== of) return 'Wait for the end, then say: none, labels, mask, rate or leak?';
  return 'none, labels, mask, rate or leak? Set fault to your answer, with the same seed: it says if you are right.';
}

/** The same height for the same loss on both sides. */
function plot(looks: readonly LookEvent[], pick: (look: LookEvent) => Seen, height: number): LineFrame {
  const all = looks.flatMap(({ run, healthy }) => [...lossesOf(run), ...lossesOf(healthy)]);
  const curve = (name: string, tone: 'a' | 'b' | 'c', of: (seen: Seen) => number | null) => ({
    name,
    tone,
    x: looks.map(({ step }) => step),
    y: looks.map((look) => of(pick(look)) ?? Number.NaN),
  });
  return {
    kind: 'line',
    series: [
      curve('learnt', 'c', ({ train_loss }) => train_loss),
      curve('aside', 'b', ({ held_out_loss }) => held_out_loss),
      curve('fresh', 'a', ({ fresh_loss }) => fresh_loss),
    ],
    x: { label: 'step', min: 0, max: looks[0].of },
    y: { min: 0, max: Math.max(1, ...all) },
    height: Math.max(leastPlot, height),
  };
}

const lossesOf = ({ train_loss, held_out_loss, fresh_loss }: Seen): number[] =>
  [train_loss, held_out_loss, fresh_loss].filter((loss) => loss !== null);

function table({ run, healthy }: LookEvent, width: number): TableFrame {
  const row = (name: string, seen: Seen): string[] => [name, ...lossNames.map((key) => seen[key]?.toFixed(2) ?? '-')];
  return {
    kind: 'table',
    columns: [
      { title: width < wide ? 'nats' : 'nats a token' },
      { title: 'learnt', align: 'right' },
      { title: 'put aside', align: 'right' },
      { title: width < wide ? 'fresh' : 'fresh, as it writes', align: 'right' },
    ],
    rows: [row('this run', run), row('healthy', healthy)],
  };
}

const lossNames = ['train_loss', 'held_out_loss', 'fresh_loss'] as const;

/** Cut at the edge: how it begins says enough. */
const texts = ({ run, healthy }: LookEvent): Frame[] =>
  [
    ['this run writes: ', run.text],
    ['healthy writes:  ', healthy.text],
  ].map(([who, words]) => ({ ...text([{ text: who, tone: 'muted' }, words]), wrap: false }));
