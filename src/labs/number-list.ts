/** A few numbers in one knob: "0 0.5 1". */
import { InputError, quoted } from '../data/input-error.ts';

export interface NumberList {
  /** The knob. */
  readonly name: string;
  /** Numbers from 0 to this, and how many of them. */
  readonly largest: number;
  readonly most: number;
  /** The same in words: what help and the error say. */
  readonly form: string;
}

/** @throws InputError when they are no such numbers, too many, or none */
export function numbersIn(list: string, { name, largest, most, form }: NumberList): number[] {
  const numbers = list
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length >= 1 && numbers.length <= most && numbers.every((x) => x >= 0 && x <= largest)) return numbers;
  throw new InputError(`${quoted(list)} is not possible here`, name, `Give ${form}.`);
}
