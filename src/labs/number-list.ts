/** A few numbers in one knob: "0 0.5 1". */
import { InputError, quoted } from '../data/input-error.ts';

export interface NumberList {
  /** The knob. */
  readonly name: string;
  /** Numbers from 0, or another least one, to this, and how many of them. */
  readonly least?: number;
  readonly largest: number;
  /** No halves. */
  readonly whole?: true;
  readonly most: number;
  /** The same in words: what help and the error say. */
  readonly form: string;
}

/** @throws InputError when they are no such numbers, too many, or none */
export function numbersIn(list: string, { name, least = 0, largest, most, form, whole }: NumberList): number[] {
  const numbers = list
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const fits = (x: number): boolean => x >= least && x <= largest && (!whole || Number.isInteger(x));
  if (numbers.length >= 1 && numbers.length <= most && numbers.every(fits)) return numbers;
  throw new InputError(`${quoted(list)} is not possible here`, name, `Give ${form}.`);
}
