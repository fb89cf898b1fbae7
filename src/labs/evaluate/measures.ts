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
  measure('mixed_up', 'taken for another'),
  measure('held_out_loss', 'held-out loss', false),
  measure('calibration_error', 'calibration error', false),
  measure('tells_nobody', 'tells nobodies', false),
  measure('reward', 'reward', false),
  measure('kl', 'KL from sft', false),
  measure('format', 'whole sentences'),
  measure('hasty', 'asked in a hurry'),
  measure('further_person', 'all of a person'),
  measure('further_who', 'who it is'),
  measure('further_animals', 'animals'),
  measure('further_towns', 'towns'),
  measure('further_clubs', 'clubs'),
  measure('further_sums', 'sums'),
  measure('further_names', 'greets by name'),
  measure('further_talk', 'small talk'),
  measure('further_beyond', 'beyond Toyland'),
  measure('further_harm', 'harm elsewhere'),
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
