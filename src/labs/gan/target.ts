/** The distribution to imitate, by name or from the learner's own numbers. */
import type { Corpus } from '../../data/corpus.ts';
import { ownNumbers, parseNumbers } from '../../data/numbers/own-numbers.ts';
import { type Target, targets } from '../../data/numbers/targets.ts';
import type { Context } from '../lab.ts';
import type { Params, TargetEvent } from './params.ts';

/** Points at which densities and curves are drawn. */
const points = 61;

/** @throws InputError when the file is not there or holds no numbers */
export async function targetOf(
  { target, data }: Pick<Params, 'target' | 'data'>,
  from: Context['data'],
): Promise<Target> {
  if (data === undefined) return targets[target];
  return ownNumbers(parseNumbers(await textOf(from.open(fileNamed(data))), data), data);
}

/** Never a corpus on board, which holds no numbers: "./cat" is always a file. */
const fileNamed = (data: string): string => (data === '-' || /[/\\]/.test(data) ? data : `./${data}`);

async function textOf(corpus: Corpus): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of corpus.chunks()) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
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
