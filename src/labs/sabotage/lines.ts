/** Little text, so that a small network soon knows it by heart: lines from all over Toyland. */
import { partLines } from '../../models/text-network/prepare.ts';

export interface Lines {
  readonly learnt: readonly string[];
  /** Every tenth, put aside. */
  readonly heldOut: readonly string[];
  /** Others that nobody has seen yet. */
  readonly fresh: readonly string[];
}

/** Of learnt and held-out lines together, and of fresh ones. */
const [most, mostFresh] = [250, 50];

/** @param corpus at least a few thousand lines, all different */
export function pickLines(corpus: string): Lines {
  const { learnt: all } = partLines(corpus);
  const stride = Math.floor(all.length / most);
  const from = (start: number, count: number): string[] => all.filter((_, i) => i % stride === start).slice(0, count);
  return { ...partLines(from(0, most).join('\n')), fresh: from(Math.floor(stride / 2), mostFresh) };
}
