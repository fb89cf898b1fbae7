/** Turning a knob by one press, typing a value, and showing it. Pure; whether a value is possible is for the lab's schema. */
import type { Knob } from '../labs/knobs.ts';

/** Twelve figures: enough for any knob, and 0.1 + 0.2 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The value after one press to the left (-1) or to the right (1). Past an end, a knob that may be left out is off. */
export function turn(knob: Knob, value: unknown, by: 1 | -1): unknown {
  switch (knob.kind) {
    case 'switch':
      return !value;
    case 'number':
    case 'integer':
      return turnNumber(knob, value as number | undefined, by);
    default:
      return turnChoice(knob, value, by);
  }
}

function turnChoice({ choices = [], optional }: Knob, value: unknown, by: 1 | -1): unknown {
  if (choices.length === 0) return value;
  const all: unknown[] = optional ? [undefined, ...choices] : [...choices];
  const at = all.indexOf(value);
  if (at < 0) return all[by > 0 ? 0 : all.length - 1];
  return all[(at + by + all.length) % all.length];
}

function turnNumber(knob: Knob, value: number | undefined, by: 1 | -1): number | undefined {
  const { min, max, above, optional } = knob;
  if (value === undefined) return by > 0 ? (min ?? 0) : (max ?? min ?? 0);
  const next = knob.log ? multiplied(knob, value, by) : tidy(value + by * stepOf(knob));
  if (above && next <= min!) return value;
  if (min !== undefined && next < min) return optional && value === min ? undefined : min;
  if (max !== undefined && next > max) return optional && value === max ? undefined : max;
  return next;
}

/** ×step; a whole number moves by one at least, and 0 is left by the smallest step up. */
function multiplied(knob: Knob, value: number, by: 1 | -1): number {
  const factor = knob.step ?? 2;
  const next = tidy(by > 0 ? value * factor : value / factor);
  if (knob.kind === 'integer') {
    const whole = Math.round(next);
    return whole === value ? value + by : whole;
  }
  return value === 0 ? by * 0.01 : next;
}

function stepOf({ kind, step, min, max }: Knob): number {
  if (step !== undefined) return step;
  if (kind === 'integer') return 1;
  if (min === undefined || max === undefined) return 0.1;
  return 10 ** Math.floor(Math.log10((max - min) / 10));
}

/** What was typed, as a value of the knob's kind; text that is no such value stays text, for the schema to refuse. */
export function typedValue({ kind, optional }: Knob, typed: string): unknown {
  const word = typed.trim();
  if (kind === 'text') return typed === '' && optional ? undefined : typed;
  if (optional && (word === '' || word === 'off')) return undefined;
  if (kind === 'switch') {
    if (/^(on|true|yes)$/i.test(word)) return true;
    return /^(off|false|no)$/i.test(word) ? false : typed;
  }
  if (kind === 'choice') return word;
  const number = Number(/^-?\d+,\d+$/.test(word) ? word.replace(',', '.') : word);
  return word === '' || Number.isNaN(number) ? typed : number;
}

/** What a value looks like in the panel and in the field where it is typed. */
export function shownValue({ kind }: Pick<Knob, 'kind'>, value: unknown): string {
  if (value === undefined) return 'off';
  if (kind === 'switch') return value ? 'on' : 'off';
  return typeof value === 'number' ? String(tidy(value)) : String(value);
}

/** top_k → top k */
export const knobLabel = (name: string): string => name.replaceAll('_', ' ');
