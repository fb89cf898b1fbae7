/** What a head does, measured: which share of its attention goes where, over many lines that the transformer never learnt from.
 *  A share says something only beside what looking evenly at all would give.
 *  Papers: Clark et al. 2019, What does BERT look at?; Olsson et al. 2022, In-context learning and induction heads.
 *  Read first: ../../models/gpt/open.ts
 *  Shapes: T time, H heads. */
import type { Squares } from '../../models/gpt/open.ts';
import { figures } from '../text-model.ts';

/** Where a head may look, and how a person says it. */
export const habits = {
  previous: 'the token before',
  itself: 'the token itself',
  start: 'the mark at the start',
  word: 'earlier pieces of the word',
  name: 'the last name before',
  same: 'the same token, earlier',
  followed: 'what once followed the same token',
} as const;

export type Habit = keyof typeof habits;
export const habitNames = Object.keys(habits) as Habit[];

/** A line as it is read: the mark, then its tokens. */
export interface Line {
  readonly ids: readonly number[];
  /** For each token the number of its word, or -1, and whether that word is a name. */
  readonly words: readonly number[];
  readonly named: readonly boolean[];
}

// #region habits
/** The places at which a token would look that had nothing but this habit; none where it does not apply.
 *  @param t its place: it sees 0 to t */
export function aims(habit: Habit, t: number, { ids, words, named }: Line): number[] {
  const before = Array.from({ length: t }, (_, s) => s);
  switch (habit) {
    case 'previous':
      return t > 1 ? [t - 1] : []; // at 1 it would be the start
    case 'itself':
      return t > 0 ? [t] : [];
    case 'start':
      return t > 1 ? [0] : [];
    case 'same':
      return before.filter((s) => ids[s] === ids[t]);
    case 'followed':
      return before.filter((s) => s > 0 && ids[s - 1] === ids[t]);
    case 'word':
      return words[t] < 0 ? [] : before.filter((s) => words[s] === words[t]);
    case 'name':
      // Where a name ends all of it has been read; the one just before would be `previous`.
      return named[t] ? [] : before.filter((s) => s < t - 1 && named[s] && !named[s + 1]).slice(-1);
  }
}
// #endregion

export interface Measured {
  readonly habit: Habit;
  /** Tokens for which it applied. */
  readonly tokens: number;
  /** Mean share that looking evenly would give; null where it never applied. */
  readonly even: number | null;
  /** Mean share of the attention: [layer][head]; null where it never applied. */
  readonly shares: readonly (readonly (number | null)[])[];
}

/** Shares so far; lines are added one by one. */
export class HabitCounter {
  private readonly sums: Record<Habit, { tokens: number; even: number; shares: number[][] }>;

  constructor(layers: number, heads: number) {
    const none = () => ({ tokens: 0, even: 0, shares: Array.from({ length: layers }, () => Array(heads).fill(0)) });
    this.sums = Object.fromEntries(habitNames.map((habit) => [habit, none()])) as typeof this.sums;
  }

  /** @param weights of each layer */
  add(line: Line, weights: readonly Squares[]): void {
    for (const habit of habitNames) {
      const sum = this.sums[habit];
      for (let t = 0; t < line.ids.length; t++) {
        const places = aims(habit, t, line);
        if (places.length === 0) continue;
        sum.tokens++;
        sum.even += places.length / (t + 1);
        for (const [layer, heads] of weights.entries()) {
          for (const [head, rows] of heads.entries()) for (const s of places) sum.shares[layer][head] += rows[t][s];
        }
      }
    }
  }

  result(): Measured[] {
    return habitNames.map((habit) => {
      const { tokens, even, shares } = this.sums[habit];
      const mean = (sum: number): number | null => (tokens === 0 ? null : figures(sum / tokens));
      return { habit, tokens, even: mean(even), shares: shares.map((heads) => heads.map(mean)) };
    });
  }
}

/** The head that does it most; of equals the first; undefined where nothing was measured. */
export function strongest({ shares }: Measured): { layer: number; head: number; share: number } | undefined {
  let best: { layer: number; head: number; share: number } | undefined;
  for (const [layer, heads] of shares.entries()) {
    for (const [head, share] of heads.entries()) {
      if (share !== null && (best === undefined || share > best.share)) best = { layer, head, share };
    }
  }
  return best;
}

/** A habit counts from so many times what looking evenly would give. */
const notable = 1.5;

/** What a head does most beyond looking evenly, if anything. */
export function habitOf(measured: readonly Measured[], layer: number, head: number): Measured | undefined {
  const times = ({ even, shares }: Measured): number => (even ? (shares[layer][head] ?? 0) / even : 0);
  const best = measured.reduce<Measured | undefined>(
    (most, each) => (most === undefined || times(each) > times(most) ? each : most),
    undefined,
  );
  return best && times(best) >= notable ? best : undefined;
}
