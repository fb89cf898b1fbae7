/** The learner's own numbers as a target. Nothing is assumed about them: the numbers themselves are the distribution. */
import { InputError } from '../input-error.ts';
import type { Target } from './targets.ts';

const largest = 1e15;
/** Of the deviation: what is measured in it has to stay a number. */
const least = 1e-30;

/** Numbers from a text, one a line; empty lines are passed over.
 *  @throws InputError naming the line */
export function parseNumbers(text: string, where: string): Float64Array {
  const numbers: number[] = [];
  text.split('\n').forEach((line, i) => {
    const word = line.trim();
    if (word === '') return;
    const number = Number(word);
    if (!Number.isFinite(number)) {
      const shown = JSON.stringify(word.slice(0, 30));
      throw new InputError(`${shown} is not a number`, `${where}:${i + 1}`, 'Give one number a line, such as 4.2.');
    }
    if (Math.abs(number) > largest) {
      throw new InputError('this number is too large', `${where}:${i + 1}`, `Stay within ±${largest}.`);
    }
    numbers.push(number);
  });
  return Float64Array.from(numbers);
}

/** @throws InputError when there are no two different numbers */
export function ownNumbers(numbers: Float64Array, where: string): Target {
  const sorted = numbers.slice().sort();
  const n = sorted.length;
  if (n < 2 || sorted[0] === sorted[n - 1]) {
    throw new InputError(
      'a distribution needs at least two different numbers',
      where,
      'Give more numbers, one a line.',
    );
  }
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n;
  const std = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n);
  if (std < least) {
    throw new InputError('these numbers differ too little', where, `Give some that are at least ${least} apart.`);
  }
  const spread = sorted[n - 1] - sorted[0];
  const quantile = (u: number): number => sorted[Math.min(n - 1, Math.floor(u * n))];
  const cdf = (x: number): number => countUpTo(sorted, x) / n;
  // Silverman's rule of thumb for how wide to look
  const reach = (1.84 * std) / fifthRoot(n);
  return {
    name: 'own',
    mean,
    std,
    range: [sorted[0] - 0.1 * spread, sorted[n - 1] + 0.1 * spread],
    density: (x) => (cdf(x + reach) - cdf(x - reach)) / (2 * reach),
    cdf,
    quantile,
    sample: (random) => sorted[random.below(n)],
  };
}

/** How many of the sorted numbers are at most x. */
function countUpTo(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const fifthRoot = (n: number): number => Math.exp(Math.log(n) / 5);
