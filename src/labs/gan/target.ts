/** The distribution to imitate, by name or from the learner's own numbers. */
import type { CorpusSource } from '../../data/corpus.ts';
import { ownNumbers, parseNumbers } from '../../models/gan/own-numbers.ts';
import { type Target, targets } from '../../models/gan/targets.ts';
import { textOf } from '../own-file.ts';
import type { Params, TargetEvent } from './params.ts';

/** Points at which densities and curves are drawn. */
const points = 61;
/** More numbers than anybody waits for. */
const mostBytes = 256 << 20;

/** @throws InputError when the file is not there or holds no numbers */
export async function targetOf({ target, data }: Pick<Params, 'target' | 'data'>, from: CorpusSource): Promise<Target> {
  if (data === undefined) return targets[target];
  return ownNumbers(parseNumbers(await textOf(data, from, mostBytes), data), data);
}

export function targetEvent(
  { name, mean, std, range, density, modes }: Target,
  game: Pick<TargetEvent, 'loss' | 'anew'>,
): TargetEvent {
  const width = (range[1] - range[0]) / points;
  const xs = Array.from({ length: points }, (_, i) => range[0] + (i + 0.5) * width);
  const weights = modes?.map(({ weight }) => weight) ?? [];
  return { kind: 'target', name, mean, std, range, xs, density: xs.map(density), modes: weights, ...game };
}
