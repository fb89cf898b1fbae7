/** The distribution to imitate, by name or from the learner's own numbers: what labs that learn numbers have in common. */
import * as z from 'zod';
import type { CorpusSource } from '../../data/corpus.ts';
import { ownNumbers, parseNumbers } from '../../data/numbers/own-numbers.ts';
import { type Target, type TargetName, targets } from '../../data/numbers/targets.ts';
import { textOf } from '../own-file.ts';

const names = Object.keys(targets) as [TargetName, ...TargetName[]];

/** The knobs that say what to imitate. */
export const targetKnob = z.enum(names).default('normal').meta({ description: 'The numbers to imitate.' });
export const dataKnob = z.string().min(1).optional().meta({
  description: 'Your own numbers to imitate, one a line, instead of a target.',
  placeholder: 'FILE|-',
});

/** More numbers than anybody waits for. */
const mostBytes = 256 << 20;

/** @throws InputError when the file is not there or holds no numbers */
export async function targetOf(
  { target, data }: { readonly target: TargetName; readonly data?: string },
  from: CorpusSource,
): Promise<Target> {
  if (data === undefined) return targets[target];
  return ownNumbers(parseNumbers(await textOf(data, from, mostBytes), data), data);
}

/** What a target looks like where pictures are drawn. */
export interface Drawing {
  readonly name: string;
  readonly mean: number;
  readonly std: number;
  readonly range: readonly [from: number, to: number];
  readonly xs: readonly number[];
  /** Density of the target at each of `xs`. */
  readonly density: readonly number[];
  /** Of its modes, what each should have. */
  readonly modes: readonly number[];
}

/** Points at which densities and curves are drawn. */
const points = 61;

export function drawingOf({ name, mean, std, range, density, modes }: Target): Drawing {
  const width = (range[1] - range[0]) / points;
  const xs = Array.from({ length: points }, (_, i) => range[0] + (i + 0.5) * width);
  return { name, mean, std, range, xs, density: xs.map(density), modes: modes?.map(({ weight }) => weight) ?? [] };
}
