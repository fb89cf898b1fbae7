/** Where the leash leads, in closed form: the policy that gains the most reward, less β times its distance (KL) from where it
 *  began, is π(a) ∝ π₀(a)·exp(r(a)/β). Papers: Korbak et al. 2022; Rafailov et al. 2023, section 4. */

/** @param before π₀ of each answer
 *  @param rewards of each
 *  @returns π of each
 *
 *  optimum([0.5, 0.5], [0, ln 3], 1) → [0.25, 0.75] */
export function optimum(before: ArrayLike<number>, rewards: ArrayLike<number>, leash: number): number[] {
  const most = Math.max(...Array.from(rewards));
  const weights = Array.from(before, (p, a) => p * Math.exp((rewards[a] - most) / leash));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
