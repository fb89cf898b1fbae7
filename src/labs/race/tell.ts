/** How the race went, in words. */
import type { NetworkName, Params, Result, Standing } from './params.ts';

type By = Params['by'];

/** What there is to say something about. */
export type Raced = Pick<Result, 'winner' | 'second' | 'clear' | 'networks' | 'ngram' | 'by' | 'budget'>;

export const gramName = (order: number): string => ['bigram', 'trigram'][order - 2] ?? `${order}-gram`;

/** "1.91 ± 0.02" */
export const lossSaid = ({ loss, spread }: { loss: number | null; spread?: number | null }): string =>
  `${loss?.toFixed(2) ?? 'none'}${spread == null ? '' : ` ± ${spread.toFixed(2)}`}`;

const units: Readonly<Record<By, string>> = { time: 's', flops: 'GFLOP', steps: 'steps' };

/** "2.4 s", "53 GFLOP", "120 steps" */
export const amount = (x: number, by: By): string =>
  `${by === 'steps' ? Math.round(x) : x < 10 ? x.toFixed(1) : Math.round(x)} ${units[by]}`;

const named = (name: NetworkName): string => (name === 'GPT' ? 'the GPT' : `the ${name} network`);

/** Who won, and by how much. */
export function verdictSaid({ winner, second, clear, networks, ngram }: Raced): string {
  const all: { name: string; loss: number | null; spread?: number | null }[] = [
    ...networks,
    { ...ngram, name: 'n-gram' },
  ];
  const said = (name: string): string => `${name} ${lossSaid(all.find((one) => one.name === name)!)}`;
  const how = clear ? '' : clear === null ? ' by a single seed' : ', too close to call';
  return `${said(winner)} before ${said(second)}${how}`;
}

/** When the first one overtook the best n-gram; if nobody did, the best that was overtaken. */
export function overtakingSaid({ networks, ngram, by, budget }: Raced): string {
  const best = firstBeyond(networks, ngram.order);
  if (best) return `${named(best.name)} overtook the ${gramName(ngram.order)} after ${amount(best.at, by)}`;
  const beaten = [...ngram.orders]
    .sort((a, b) => (a.loss ?? 0) - (b.loss ?? 0))
    .map(({ order }) => ({ order, first: firstBeyond(networks, order) }))
    .find(({ first }) => first);
  const none = `nobody overtook the ${gramName(ngram.order)} in ${amount(budget, by)}`;
  if (!beaten) return none;
  const { order, first } = beaten;
  return `${none}; the ${gramName(order)} was overtaken by ${named(first!.name)} after ${amount(first!.at, by)}`;
}

function firstBeyond(networks: readonly Standing[], order: number): { name: NetworkName; at: number } | undefined {
  return networks
    .flatMap(({ name, overtook }) => {
      const at = overtook.find((one) => one.order === order)?.at ?? null;
      return at === null ? [] : [{ name, at }];
    })
    .sort((a, b) => a.at - b.at)[0];
}

export const tellRace = (result: Raced): string =>
  `nats a token on unseen text: ${verdictSaid(result)}; ${overtakingSaid(result)}`;
