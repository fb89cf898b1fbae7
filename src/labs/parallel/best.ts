/** The best time of each, in milliseconds a pass. */
import { type NetworkName, type Pass, type SetName, sets } from './params.ts';

type Key = `${NetworkName} ${SetName} ${Pass} ${number}`;
export type Best = Readonly<Record<Key, number>>;

export const keyOf = (network: NetworkName, set: SetName, pass: Pass, length: number): Key =>
  `${network} ${set} ${pass} ${length}`;

export const withTime = (best: Best, key: Key, milliseconds: number): Best => ({
  ...best,
  [key]: Math.min(best[key] ?? Number.POSITIVE_INFINITY, milliseconds),
});

/** With whatever arithmetic is faster; undefined before the first time. */
export function bestOf(best: Best, network: NetworkName, pass: Pass, length: number): number | undefined {
  const times = sets.flatMap((set) => best[keyOf(network, set, pass, length)] ?? []);
  return times.length > 0 ? Math.min(...times) : undefined;
}
