/** What a speed means: how long large trainings would take with it. Sources: 6 operations for each weight and token, Kaplan
 *  et al. 2020; 4 million tokens a step, Touvron et al. 2023 (Llama 2); GPT-3, Brown et al. 2020, appendix D; H100 SXM in 16
 *  bits, dense, with HBM3, NVIDIA 2022. */

/** Operations (FLOP). */
export const work = {
  step7b: 6 * 7e9 * 4e6,
  gpt3: 3.14e23,
  run: 1e24,
} as const;

/** Operations a second, at most, of one graphics processor of a data centre. */
export const h100 = 989e12;
/** Bytes a second that it fetches from its memory, at most. */
export const h100Memory = 3.35e12;

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
export const year = 365.25 * day;
export const month = 30 * day;

/** "19 days", "2.8 minutes", "323,000 years" */
export function span(seconds: number): string {
  const units: readonly (readonly [name: string, seconds: number])[] = [
    ['year', year],
    ['day', day],
    ['hour', hour],
    ['minute', minute],
  ];
  const [name, unit] = units.find(([, unit]) => seconds >= unit) ?? ['second', 1];
  const count = grouped(seconds / unit);
  return `${count} ${name}${count === '1' ? '' : 's'}`;
}

/** Two figures, which is as much as a measured speed is worth: "2.8", "323,000" is "320,000", "3.9 million". */
export function grouped(x: number): string {
  const rounded = Number(x.toPrecision(2));
  if (rounded >= 1e9) return `${rounded / 1e9} billion`;
  if (rounded >= 1e6) return `${rounded / 1e6} million`;
  return String(rounded).replace(/\B(?=(\d{3})+$)/g, rounded >= 1000 ? ',' : '');
}
