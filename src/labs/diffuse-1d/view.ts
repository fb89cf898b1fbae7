/** Data → model → output: real and made numbers on one axis, what noisy numbers are taken for, the way of a few numbers out of
 *  the noise, and the loss. */
import { columns, type Frame, type LineFrame, panel, rows, type Size, text } from '../../render/frame.ts';
import { densities, describeNearness, describeTarget, muted } from '../imitate/view.ts';
import { type FrameEvent, levels, type TargetEvent } from './params.ts';

type Picture = Omit<FrameEvent, 'moment'>;

export interface State {
  /** What `frame` was measured against; `next` is what the one after it will be. */
  readonly target?: TargetEvent;
  readonly next?: TargetEvent;
  readonly frame?: Picture;
  readonly losses: readonly Pick<FrameEvent, 'step' | 'loss'>[];
}

/** Below so many rows the second pair of plots goes; below so many columns plots stand below each other. */
const roomy = 20;
const wide = 56;
/** A plot with its axis says something from so many rows on. */
const leastPlot = 5;

export function viewState({ target, frame, losses }: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  if (!target || !frame) return panel('data', text('drawing the first numbers', 'muted'));
  const head = text([...describeTarget(target), muted(` · step ${frame.step} of ${frame.of}`)]);
  const foot = text(describeNearness(frame, target));
  const linesOf = (letters: number): number => Math.ceil(letters / width);
  const room = tall - linesOf(70) - linesOf(85) - (frame.modes.length > 0 ? 1 : 0);
  const out = (height: number): LineFrame => densities(target, frame.made, height);
  if (width < wide) {
    if (room < 2 * leastPlot) return rows(head, out(Math.max(4, room)), foot);
    const second = Math.floor(room / 2);
    return rows(head, out(room - second), fan(frame, target, second, onTheirWay), foot);
  }
  const twoRows = tall >= roomy;
  const each = Math.max(4, Math.floor(room / (twoRows ? 2 : 1)) - (twoRows ? 2 : 0));
  const box = (title: string, body: Frame): Frame => (twoRows ? panel(title, body) : body);
  const pair = (left: Frame, right: Frame): Frame => ({ ...columns(left, right), least: 20 });
  const first = pair(
    box('output: real and made numbers', out(each)),
    twoRows ? panel(`output: ${onTheirWay}`, fan(frame, target, each)) : fan(frame, target, each, onTheirWay),
  );
  if (!twoRows) return rows(head, first, foot);
  const second = pair(
    box('model: what is under the noise?', guesses(frame, target, each)),
    box('how the error falls', loss(losses, each)),
  );
  return rows(head, first, second, foot);
}

const onTheirWay = 'a few on their way out';

/** Each line is one number, from pure noise at the left to a made one at the right; gaps keep them apart, and in a low plot
 *  there are fewer, or they would fill it. */
function fan({ paths }: Picture, { range }: TargetEvent, height: number, label?: string): LineFrame {
  const some = paths[0].slice(0, Math.max(3, height - 2));
  const ways = some.map((_, i) => paths.map((numbers) => numbers[i]));
  return {
    kind: 'line',
    series: [
      {
        name: '',
        tone: 'b',
        x: ways.flatMap((way) => [...way.keys(), Number.NaN]),
        y: ways.flatMap((way) => [...way, Number.NaN]),
      },
    ],
    x: { min: 0, max: paths.length - 1, label: 'step' },
    y: { min: range[0], max: range[1], label },
    height,
  };
}

function guesses({ guesses }: Picture, { xs, range }: TargetEvent, height: number): LineFrame {
  const tones = ['d', 'c', 'b'] as const;
  return {
    kind: 'line',
    series: guesses.map((y, i) => ({ name: String(levels[i]), tone: tones[i], x: xs, y })),
    x: { min: range[0], max: range[1], label: 'noisy' },
    y: { min: range[0], max: range[1] },
    height,
  };
}

function loss(losses: State['losses'], height: number): LineFrame {
  return {
    kind: 'line',
    series: [{ name: '', tone: 'b', x: losses.map(({ step }) => step), y: losses.map(({ loss }) => loss) }],
    x: { label: 'step', min: 0 },
    marks: [{ y: 1, name: 'says 0' }],
    height,
  };
}
