/** Learning by trying: the network answers each question several times, a judge gives each answer a number, and what was better
 *  than the other answers to the same question becomes likelier. A leash keeps it near to where it began: whatever makes an
 *  answer likelier than it was costs, for the judge knows nothing about answers that nobody ever gave.
 *  Left out: clipping and reuse of answers (PPO, Schulman et al. 2017), a network that predicts the reward. The mean of the other
 *  answers is the baseline (Kool et al. 2019, "leave one out").
 *  Papers: Williams 1992; Ziegler et al. 2019 (leash). Read first: ./turn-learner.ts, ./reward-model.ts */
import type { WeightedTurn } from './turn-learner.ts';
import type { Turn } from './turns.ts';

export interface Tried {
  readonly turn: Turn;
  /** The judge's number. */
  readonly reward: number;
  /** ln p of the answer, now and where it began. */
  readonly now: number;
  readonly before: number;
}

// #region advantage
/** How much better each answer was than the others to the same question, the leash included: reward − β·ln(π/π₀).
 *  @param groups answers to one question stand together, at least two */
export function advantages(groups: readonly (readonly Tried[])[], leash: number): WeightedTurn[] {
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  return groups.flatMap((group) => {
    const worth = group.map(({ reward, now, before }) => reward - leash * (now - before));
    const total = worth.reduce((sum, x) => sum + x, 0);
    return group.map(({ turn }, i) => {
      const others = (total - worth[i]) / (group.length - 1);
      // Less surprise, the better it was: the gradient of −advantage · ln p.
      return { turn, weight: (worth[i] - others) / count };
    });
  });
}
// #endregion
