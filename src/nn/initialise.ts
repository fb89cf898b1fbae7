/** Where weights begin. Too large and the network saturates, too small and it falls silent. */
import type { Weight } from './graph.ts';
import type { Random } from './random.ts';

export type Initialiser = (weight: Weight, random: Random) => void;

export const constant =
  (number: number): Initialiser =>
  ({ value }) => {
    value.data.fill(number);
  };

export const zeros = constant(0);
export const ones = constant(1);

/** Evenly in ±bound. */
export const uniform =
  (bound: number): Initialiser =>
  ({ value: { data } }, random) => {
    for (let i = 0; i < data.length; i++) data[i] = bound * (2 * random.next() - 1);
  };

export const normal =
  (deviation: number): Initialiser =>
  ({ value: { data } }, random) => {
    for (let i = 0; i < data.length; i++) data[i] = deviation * random.normal();
  };

/** Evenly in ±1/√inputs, as PyTorch begins its linear layers: sums of many inputs stay of the size of one, or a little below
 *  (LeCun et al. 1998 give the weights that deviation, here it is their bound). */
export const fanIn = (inputs: number): Initialiser => uniform(1 / Math.sqrt(inputs));
