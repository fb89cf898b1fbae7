/** Data → model → output: real and made numbers on one axis, what the discriminator says along it, what the generator makes of
 *  its latents, and the losses beside where they rest. */

import { saysChances } from '../../models/gan/losses.ts';
import { columns, type Frame, type LineFrame, panel, rows, type Size, type Span, text } from '../../render/frame.ts';
import { densities, describeNearness, describeTarget, muted } from '../imitate/view.ts';
import { type FrameEvent, latents, type TargetEvent } from './params.ts';

type Picture = Omit<FrameEvent, 'moment'>;

export interface State {
  /** What `frame` was measured against; `next` is what the one after it will be. */
  readonly target?: TargetEvent;
  readonly next?: TargetEvent;
  readonly frame?: Picture;
  readonly losses: readonly Pick<FrameEvent, 'step' | 'd_loss' | 'g_loss'>[];
}

/** Below so many rows the second pair of plots goes; below so many columns plots stand below each other. */
const roomy = 20;
const wide = 56;
/** A plot with its axis says something from so many rows on. */
const leastPlot = 5;

export function viewState(state: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const { target, frame } = state;
  if (!target || !frame) return panel('data', text('drawing the first numbers', 'muted'));
  const head = text([...describeTarget(target), ...turn(target, frame)]);
  const foot = text(describeNearness(frame, target, ` · D right in ${Math.round(100 * frame.d_accuracy)} %`));
  const linesOf = (letters: number): number => Math.ceil(letters / width);
  const room = tall - linesOf(target.anew.length > 0 ? 95 : 75) - linesOf(100) - (frame.modes.length > 0 ? 1 : 0);
  if (width < wide) return rows(head, ...stacked(state, target, frame, room), foot);
  const twoRows = tall >= roomy;
  const each = Math.max(4, Math.floor(room / (twoRows ? 2 : 1)) - (twoRows ? 2 : 0));
  const box = (title: string, body: Frame): Frame => (twoRows ? panel(title, body) : body);
  const first: Frame = {
    ...columns(
      box('output: real and made numbers', densities(target, frame.fake, each)),
      box('model: what D says', verdicts(target, frame, each)),
    ),
    least: 20,
  };
  if (!twoRows) return rows(head, first, foot);
  const second: Frame = {
    ...columns(
      box('how the game stands', losses(state, target, each)),
      box('model: what G makes of z', latentMap(frame, target, each)),
    ),
    least: 20,
  };
  return rows(head, first, second, foot);
}

/** As many plots below each other as there is room for: the first two have the same axis. */
function stacked(state: State, target: TargetEvent, frame: Picture, room: number): Frame[] {
  if (room < 2 * leastPlot) return [densities(target, frame.fake, Math.max(4, room))];
  const three = room >= 3 * leastPlot + 6;
  const rest = Math.max(leastPlot, Math.floor(room / (three ? 3.4 : 2.4)));
  const first = densities(target, frame.fake, room - rest * (three ? 2 : 1));
  return [first, verdicts(target, frame, rest), ...(three ? [losses(state, target, rest)] : [])];
}

function turn({ anew }: TargetEvent, { step, of, who }: Picture): (string | Span)[] {
  const names = { both: 'both learn', generator: 'only G learns', discriminator: 'only D learns' };
  const began = anew.map((network) => (network === 'generator' ? 'G' : 'D')).join(' and ');
  return [
    muted(` · step ${step} of ${of} · `),
    { text: names[who], tone: who === 'both' ? 'muted' : 'warn' },
    ...(began ? [muted(` · ${began} began anew`)] : []),
  ];
}

/** D(x) with its chance level; the bare score where the loss knows no chances. */
function verdicts({ xs, range, loss }: TargetEvent, { curve }: Picture, height: number): LineFrame {
  const chances = saysChances(loss);
  return {
    kind: 'line',
    series: [{ name: '', tone: 'c', x: xs, y: curve }],
    x: { min: range[0], max: range[1], label: chances ? 'D: real?' : 'score of D' },
    y: chances ? { min: 0, max: 1 } : undefined,
    marks: chances ? [{ y: 0.5, name: '' }] : undefined,
    // One half has a row of its own where their number is odd; two more are the axis.
    height: height % 2 === 0 ? height - 1 : height,
  };
}

function latentMap({ map }: Picture, { range }: TargetEvent, height: number): LineFrame {
  return {
    kind: 'line',
    series: [{ name: 'G(z)', tone: 'b', x: latents, y: map }],
    x: { label: 'z' },
    y: { min: range[0], max: range[1] },
    height,
  };
}

function losses({ losses }: State, { loss }: TargetEvent, height: number): LineFrame {
  const x = losses.map(({ step }) => step);
  const marks = {
    'non-saturating': [
      { y: 2 * Math.LN2, name: '2 ln 2' },
      { y: Math.LN2, name: 'ln 2' },
    ],
    minimax: [
      { y: 2 * Math.LN2, name: '2 ln 2' },
      { y: -Math.LN2, name: '-ln 2' },
    ],
    'least-squares': undefined,
    wasserstein: undefined,
  }[loss];
  return {
    kind: 'line',
    series: [
      { name: 'loss of D', tone: 'c', x, y: losses.map(({ d_loss }) => d_loss) },
      { name: 'of G', tone: 'b', x, y: losses.map(({ g_loss }) => g_loss) },
    ],
    x: { label: 'step', min: 0 },
    marks,
    height,
  };
}
