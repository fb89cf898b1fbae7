/** Who stands where: means over the seeds, how far they scatter, and when who overtook whom. */
import { meanAndStd } from '../../data/numbers/measure.ts';
import type { BeginEvent, LookEvent, NetworkName, Point, Result, Standing } from './params.ts';

type Ngram = Result['ngram'];

/** Mean over the runs that have got so far; a network that is no number any more has none. */
export function curveOf(looks: readonly LookEvent[], name: NetworkName): Point[] {
  const own = looks.filter((look) => look.name === name);
  const last = Math.max(-1, ...own.map(({ at }) => at));
  return Array.from({ length: last + 1 }, (_, i) => {
    const there = own.filter(({ at }) => at === i);
    return { x: mean(there.map(({ x }) => x))!, loss: mean(there.map(({ loss }) => loss)) };
  });
}

/** @param looks with the last one of each run among them */
export function standingOf(
  { name, parameters, flops_a_token }: BeginEvent['networks'][number],
  looks: readonly LookEvent[],
  ngram: Ngram,
): Standing {
  const curve = curveOf(looks, name);
  const ends = looks.filter((look) => look.name === name && look.at === curve.length - 1);
  const losses = ends.map(({ loss }) => loss);
  return {
    name,
    parameters,
    flops_a_token,
    steps: mean(ends.map(({ steps }) => steps))!,
    gflop: mean(ends.map(({ gflop }) => gflop))!,
    seconds: mean(ends.map(({ seconds }) => seconds)),
    loss: mean(losses),
    spread: spreadOf(losses),
    losses,
    curve,
    overtook: ngram.orders.map(({ order, loss: mark }) => ({
      order,
      at: curve.find(({ loss }) => loss !== null && mark !== null && loss < mark)?.x ?? null,
    })),
  };
}

const far = (loss: number | null): number => loss ?? Number.POSITIVE_INFINITY;

export function verdictOf(networks: readonly Standing[], ngram: Ngram): Pick<Result, 'winner' | 'second' | 'clear'> {
  const all = [...networks, { name: 'n-gram', loss: ngram.loss, spread: null }];
  const [first, second] = all.sort((a, b) => far(a.loss) - far(b.loss));
  const gap = far(second.loss) - far(first.loss);
  // Counting has no spread.
  const isMeasured = [first, second].every(({ name, spread }) => name === 'n-gram' || spread !== null);
  const scatter = (first.spread ?? 0) + (second.spread ?? 0);
  return { winner: first.name, second: second.name, clear: isMeasured ? gap > scatter : null };
}

function mean(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  if (known.length === 0 || known.length < numbers.length) return null;
  return known.reduce((sum, number) => sum + number, 0) / known.length;
}

/** Of a sample: n − 1 below the line. */
function spreadOf(losses: readonly (number | null)[]): number | null {
  const known = losses.filter((loss) => loss !== null);
  if (known.length < 2 || known.length < losses.length) return null;
  const { std } = meanAndStd(Float64Array.from(known));
  return std * Math.sqrt(known.length / (known.length - 1));
}
