/** Data → model → output: the points and the curve that bends towards them, the loss, and how well it ended. */
import { columns, type Frame, panel, rows, type Size, type Span, text } from '../../render/frame.ts';
import { shortNumber } from '../../render/scale.ts';
import { curves } from './data.ts';
import type { DataEvent, FrameEvent, Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly data?: DataEvent;
  readonly frame?: FrameEvent;
  readonly history: readonly Pick<FrameEvent, 'step' | 'loss' | 'held_out_loss'>[];
}

/** Below so many rows there are no boxes; from so many on, single neurons are drawn too. */
const roomy = 19;
const spacious = 30;

export function viewState(state: State, { height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const boxed = tall >= roomy;
  const apart = tall >= spacious && state.frame !== undefined;
  // data, output in two lines, the edges of the boxes
  const room = Math.max(4, tall - (boxed ? 9 : 4));
  const plot = apart ? Math.ceil(room * 0.6) : room;
  const plots: Frame = { ...columns(bentLine(state, plot), losses(state, plot)), shares: [3, 2], least: 16 };
  const model = apart ? rows(plots, neurons(state, room - plot)) : plots;
  const head = text([muted('data: '), describe(state), muted(' · model: '), shape(state)]);
  if (!boxed) return rows(head, model, text([muted('output: '), ...output(state)]));
  return rows(
    panel('data', text(describe(state))),
    panel(`model: ${shape(state)}`, model),
    panel('output', text(output(state))),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });

function describe({ params, data }: State): string {
  const { noise } = params;
  const named = Object.hasOwn(curves, params.data.trim());
  const count = data ? `${data.x.length} points` : 'points';
  return named
    ? `${count} of ${params.data.trim()}${noise > 0 ? `, noise ${shortNumber(noise)}` : ''}`
    : `your ${count}`;
}

function shape({ params: { hidden, layers, activation }, data }: State): string {
  const neurons = `${layers > 1 ? `${layers} × ` : ''}${hidden} ${hidden === 1 && layers === 1 ? 'neuron' : 'neurons'}`;
  return `${neurons}, ${activation === 'none' ? 'no bend' : activation}${data ? `, ${data.parameters} weights` : ''}`;
}

function bentLine({ data, frame }: State, height: number): Frame {
  const { x = [], y = [], grid = [] } = data ?? {};
  const [low, high] = [Math.min(0, ...y), Math.max(0, ...y)];
  const margin = (high - low) * 0.1 || 1;
  return {
    kind: 'line',
    series: [{ name: '', tone: 'accent', x: grid, y: frame?.curve ?? [] }],
    points: [{ name: '', tone: 'd', x, y }],
    x: { label: 'x', min: grid[0], max: grid[grid.length - 1] },
    y: { label: frame ? `step ${frame.step}` : 'y', min: low - margin, max: high + margin },
    height,
  };
}

function losses({ history }: State, height: number): Frame {
  const x = history.map(({ step }) => step);
  const held = history.map(({ held_out_loss }) => held_out_loss ?? Number.NaN);
  const heldOut = held.some(Number.isFinite) ? [{ name: 'held out', tone: 'b' as const, x, y: held }] : [];
  return {
    kind: 'line',
    series: [{ name: 'loss', tone: 'a', x, y: history.map(({ loss }) => loss) }, ...heldOut],
    x: { label: 'step', min: 0 },
    // Below this, a fit is a fit; above it, overfitting has to be seen.
    y: { log: true, ...(heldOut.length > 0 ? { min: 1e-3 } : {}) },
    height,
  };
}

function neurons({ data, frame, params }: State, height: number): Frame {
  const { hidden, layers } = params;
  const shown = frame!.neurons;
  const which = shown.length < hidden ? `the ${shown.length} strongest of ${hidden} neurons` : 'every neuron';
  return {
    kind: 'line',
    series: shown.map((y, i) => ({ name: String(i + 1), x: data!.grid, y })),
    x: { label: 'x' },
    y: { label: `added by ${which}${layers > 1 ? ' of the last layer' : ''}` },
    height,
  };
}

function output({ data, frame, history, params }: State): (string | Span)[] {
  if (!data || !frame) return [' '];
  const { loss, held_out_loss, turns, step } = frame;
  const held = held_out_loss === null ? '' : `, held out ${shortNumber(held_out_loss)}`;
  const spans: (string | Span)[] = [{ text: `loss ${shortNumber(loss)}${held}.`, bold: true }];
  if (data.turns !== null) {
    const same = turns === data.turns;
    const told = ` Turns: ${turns}, of the data: ${data.turns}.`;
    spans.push(same || step < params.steps ? told : { text: told, tone: 'warn' });
  }
  if (step === params.steps) spans.push(...overfit(loss, held_out_loss, history));
  return spans;
}

/** Said when the held-out loss has been clearly better before, and the loss on what it sees has not. */
function overfit(loss: number, held: number | null, history: State['history']): Span[] {
  if (held === null) return [];
  const best = history.reduce((a, b) => (b.held_out_loss! < a.held_out_loss! ? b : a));
  if (held < 1.2 * best.held_out_loss! || loss > 0.9 * best.loss) return [];
  const was = `${shortNumber(best.held_out_loss!)} at step ${best.step}`;
  return [{ text: ` Overfitting: held out was ${was}.`, tone: 'bad', bold: true }];
}
