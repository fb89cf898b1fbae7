/** Data → model → output: the picture under noise, what the exact guess makes of it, and how much signal is left. */
import type { ScheduleName } from '../../models/diffusion/schedule.ts';
import {
  columns,
  type Frame,
  type ImageFrame,
  type LineFrame,
  panel,
  rows,
  type Size,
  type Span,
  text,
} from '../../render/frame.ts';
import type { Event, Params } from './params.ts';

export interface State {
  readonly style: Params['style'];
  readonly schedule: ScheduleName;
  /** Signal to noise along the way, for each schedule. */
  readonly curves: readonly {
    readonly name: ScheduleName;
    readonly t: readonly number[];
    readonly ratio: readonly number[];
  }[];
  readonly event?: Event;
}

/** From so many columns on the curve stands beside the pictures, from fewer below them. */
const wide = 100;
/** Two pictures with their boxes. */
const pair = 58;
/** Rows of a picture with its box. */
const pictureRows = 14;
const leastPlot = 6;

export function viewState(state: State, { width, height }: Size): Frame {
  const { event } = state;
  const tall = Number.isFinite(height) ? height : 26;
  if (!event) return panel('data', text('drawing the picture', 'muted'));
  const foot = text(words(event));
  // Boxes cost two rows, which a small picture needs itself.
  const box = (title: string, body: Frame): Frame =>
    tall < pictureRows + 2 ? rows(text(title, 'muted'), body) : panel(title, body);
  const noisy = box('data, under noise', image(event.noisy, event, state));
  const guess = box('model: the exact guess', image(event.guess, event, state));
  if (width < pair) return rows(noisy, foot);
  if (width >= wide) {
    const curve = panel('signal to noise', ratio(state, event, pictureRows - 2));
    return rows({ ...columns(noisy, guess, curve), shares: [28, 28, width - 58], least: 20 }, foot);
  }
  const both: Frame = { ...columns(noisy, guess), least: 20 };
  const room = tall - pictureRows - Math.ceil(200 / width);
  return room < leastPlot ? rows(both, foot) : rows(both, ratio(state, event, room), foot);
}

function image(pixels: Float32Array, { side }: Event, { style }: State): ImageFrame {
  return { kind: 'image', width: side, height: side, channels: 3, pixels, style };
}

/** How the two schedules let go of the picture; ten thousand to one is as good as all of it. */
function ratio({ curves, schedule }: State, { t, signal_to_noise, of }: Event, height: number): LineFrame {
  const [most, least] = [1e4, 1e-4];
  const within = (ratio: number): number => Math.min(most, Math.max(least, ratio));
  return {
    kind: 'line',
    series: curves.map(({ name, t, ratio }) => ({
      name,
      tone: name === schedule ? 'b' : 'muted',
      x: t,
      y: ratio.map((ratio) => (ratio > most || ratio < least ? Number.NaN : ratio)),
    })),
    points: [{ name: '', tone: 'accent', big: true, x: [t], y: [within(signal_to_noise ?? most)] }],
    x: { label: 't', min: 0, max: of },
    y: { min: least, max: most, log: true },
    marks: [{ y: 1, name: 'even' }],
    height,
  };
}

function words({ t, of, alpha_bar, noise_level, signal_to_noise, chance, off }: Event): (string | Span)[] {
  const muted = (text: string): Span => ({ text, tone: 'muted' });
  return [
    `step ${t} of ${of}`,
    muted(' · ᾱ '),
    short(alpha_bar),
    muted(' · noise level '),
    short(noise_level),
    muted(' · signal to noise '),
    signal_to_noise === null ? 'no noise' : short(signal_to_noise),
    muted('\noutput: '),
    { text: `this picture with chance ${chance.toFixed(2)}`, tone: chance > 0.5 ? 'good' : 'warn' },
    `, off by ${off.toFixed(3)} a pixel`,
  ];
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
