/** Numbers on an axis: from a value to a place between 0 and 1, and round numbers to write beside it. */
import type { Axis } from './frame.ts';

export interface Tick {
  /** 0 to 1. */
  readonly at: number;
  readonly text: string;
}

export interface Scale {
  /** 0 at the low end, 1 at the high end, outside beyond; NaN for what the axis cannot show. */
  at(value: number): number;
  /** About as many as asked for. */
  ticks(number: number): Tick[];
}

/** Beyond this, differences overflow. */
const huge = 1e300;
const bounded = (value: number): number => Math.max(-huge, Math.min(huge, value));

/** The scale of the values on an axis; what the axis says about its ends counts first. */
export function scaleOf(values: Iterable<number>, axis: Axis = {}): Scale {
  const [low, high] = endsOf(values, axis);
  return axis.log ? logarithmic(Math.log10(low), Math.log10(high)) : linear(low, high);
}

/** What a plot reaches beyond the middles of its first and last row, in rows: one dot and a half of four. */
const beyond = 0.375;

/** The same for the rows of a plot: round numbers stand in the middles of rows, at even distances, for which the scale
 *  reaches a little further than the values.
 *  @param marks values that should stand in middles of rows too, where that costs little height */
export function scaleOfRows(values: Iterable<number>, axis: Axis, rows: number, marks: readonly number[] = []): Scale {
  if (axis.log || rows < 2) return scaleOf(values, axis);
  const [low, high] = widened(...endsOf(values, axis));
  const least = (high - low) / (rows - 1 + 2 * beyond);
  let best: { readonly row: number; readonly step: number; readonly top: number; readonly cost: number } | undefined;
  for (const step of roundSteps(least, rows)) {
    for (let each = 1; each < rows; each++) {
      const row = step / each;
      // The uppermost row's middle lies `top` rows above 0.
      const needed = Math.ceil(high / row - beyond - 1e-9);
      // Room that is left is above, where all is above 0: no axis of losses goes below.
      const top = low >= 0 ? Math.max(needed, rows - 1) : needed;
      const holds = row >= least * (1 - 1e-9) && (top - rows + 1 - beyond) * row <= low + 1e-9 * row;
      if (!holds) continue;
      const astray = marks.some((mark) => Math.abs(mark / row - Math.round(mark / row)) > 1e-6);
      const crowded = rows / each > 6;
      const cost = row * (astray ? 1.7 : 1) * (each > 4 || crowded ? 1.3 : 1);
      if (!best || cost < best.cost * (1 - 1e-9)) best = { row, step, top, cost };
    }
  }
  if (!best) return linear(low, high);
  const { row, step, top } = best;
  const within = (value: number): boolean =>
    value >= (axis.min ?? Number.NEGATIVE_INFINITY) - 1e-9 * step &&
    value <= (axis.max ?? Number.POSITIVE_INFINITY) + 1e-9 * step;
  return linear((top - rows + 1 - beyond) * row, (top + beyond) * row, { step, within });
}

/** Steps between round numbers, from one that fits several into a row to one that spans all rows. */
function* roundSteps(row: number, rows: number): Generator<number> {
  for (let step = roundStep(row / 2); step <= row * rows * 4; step = roundStep(step * 1.01)) yield step;
}

/** What the values and the axis say about its two ends. */
function endsOf(values: Iterable<number>, axis: Axis): [low: number, high: number] {
  const log = axis.log ?? false;
  const fits = (value: number | undefined): value is number =>
    value !== undefined && Number.isFinite(value) && (!log || value > 0);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!fits(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = log ? [1, 10] : [0, 1];
  if (fits(axis.min)) low = axis.min;
  if (fits(axis.max)) high = axis.max;
  if (low > high)
    [low, high] = fits(axis.min) === fits(axis.max) ? [high, low] : fits(axis.min) ? [low, low] : [high, high];
  return log ? [low, high] : [bounded(low), bounded(high)];
}

interface Steps {
  readonly step: number;
  /** Which round numbers are written. */
  readonly within: (value: number) => boolean;
}

/** @param steps where they are chosen already; else as many numbers as asked for */
function linear(low: number, high: number, steps?: Steps): Scale {
  const [from, to] = widened(low, high);
  const span = to - from;
  return {
    at: (value) => (Number.isFinite(value) ? (bounded(value) - from) / span : Number.NaN),
    ticks: (number) => {
      const step = steps?.step ?? roundStep(span / Math.max(1, number));
      const first = Math.ceil(from / step - 1e-9);
      const last = Math.floor(to / step + 1e-9);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step)
        .filter((value) => steps?.within(value) ?? true)
        .map((value) => ({ at: (value - from) / span, text: numberText(value, step) }));
    },
  };
}

function logarithmic(low: number, high: number): Scale {
  const [from, to] = widened(low, high);
  const span = to - from;
  return {
    at: (value) => (value > 0 && Number.isFinite(value) ? (Math.log10(value) - from) / span : Number.NaN),
    ticks: (number) => {
      const every = Math.max(1, Math.ceil(span / Math.max(1, number)));
      // Powers of ten; with few of them also 2 and 5 in between.
      const factors = span < 1.5 ? [1, 2, 5] : [1];
      const ticks: Tick[] = [];
      for (let power = Math.floor(from); power <= Math.ceil(to); power++) {
        if (power % every !== 0) continue;
        for (const factor of factors) {
          const at = (power + Math.log10(factor) - from) / span;
          if (at >= -1e-9 && at <= 1 + 1e-9) ticks.push({ at, text: powerText(factor, power) });
        }
      }
      return ticks;
    },
  };
}

/** A range that has a width. */
function widened(low: number, high: number): [number, number] {
  if (high - low > 1e-300 && high - low > Math.abs(high) * 1e-12) return [low, high];
  const by = Math.abs(low) * 0.1 || 1;
  return [low - by, low + by];
}

/** The next of 1, 2, 2.5, 5, 10, … from this on. */
function roundStep(least: number): number {
  const power = Math.floor(Math.log10(least));
  const ten = Number(`1e${power}`);
  for (const factor of [1, 2, 2.5, 5]) if (factor * ten >= least * (1 - 1e-9)) return factor * ten;
  return 10 * ten;
}

/** A number with as many digits as the step between numbers needs. `numberText(0.5, 0.05)` → `'0.50'` */
function numberText(value: number, step: number): string {
  if (Math.abs(value) < step * 1e-6) return '0';
  if (Math.abs(value) >= 1e6 || step < 1e-5) {
    const digits = Math.max(0, Math.min(15, Math.ceil(Math.log10(Math.abs(value) / step) - 1e-9)));
    return value.toExponential(digits).replace(/\.?0*e\+?/, 'e');
  }
  const power = Math.floor(Math.log10(step) + 1e-9);
  const quarter = Math.abs(step / Number(`1e${power}`) - 2.5) < 1e-6 ? 1 : 0;
  return value.toFixed(Math.max(0, Math.min(7, quarter - power)));
}

const powerText = (factor: number, power: number): string =>
  power < -3 || power > 5 ? `${factor}e${power}` : String(Number(`${factor}e${power}`));

/** A measured number, short: `shortNumber(0.123456)` → `'0.123'` */
export function shortNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(digits - 2).replace('e+', 'e');
  return String(Number(value.toPrecision(digits)));
}
