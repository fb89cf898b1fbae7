/** How each measure is called and told, what matters most first. */
import type { Scores } from '../stages/params.ts';
import type { Examined, Stage } from './params.ts';

export interface MeasureName {
  readonly name: string;
  /** Short enough for a narrow terminal. */
  readonly label: string;
  /** A share of questions, or a plain number. */
  readonly share: boolean;
}

const measure = (name: string, label: string, share = true): MeasureName => ({ name, label, share });

const known: readonly MeasureName[] = [
  measure('knowledge', 'facts right'),
  measure('new_forms', 'asked in new ways'),
  measure('refused_harmful', 'harmful refused'),
  measure('refused_harmless', 'harmless refused'),
  measure('advice', 'advice right'),
  measure('invented', 'nobodies invented'),
  measure('held_out_loss', 'held-out loss', false),
  measure('calibration_error', 'calibration error', false),
  measure('tells_nobody', 'tells nobodies', false),
  measure('reward', 'reward', false),
  measure('kl', 'KL from sft', false),
  measure('format', 'whole sentences'),
];

/** Told beside others, or no measure at all. */
const besides = new Set(['held_out_bits_per_byte', 'questions']);

/** All that was measured of some models; what is not known here is a share of questions under its own name. */
export function measuresOf(all: readonly Scores[]): MeasureName[] {
  const names = new Set(all.flatMap((scores) => Object.keys(scores)));
  const others = [...names].filter((name) => !besides.has(name) && !known.some((one) => one.name === name));
  return [
    ...known.filter(({ name }) => names.has(name)),
    ...others.map((name) => measure(name, name.replace(/^further_/, '').replaceAll('_', ' '))),
  ];
}

/** '' where it was not measured. */
export function told({ name, share }: MeasureName, scores: Scores | undefined): string {
  const value = scores?.[name];
  if (value === undefined) return '';
  return share ? `${Math.round(100 * value)} %` : value.toFixed(2);
}

export const examinedAs = (examined: readonly Examined[], stage: Stage): Examined | undefined =>
  examined.find((one) => one.stage === stage);
