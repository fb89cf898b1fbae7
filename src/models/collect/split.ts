/** Holds out some documents, to measure on what was never learned. Whole groups of near copies go to one side: were one copy
 *  learned and the other held out, the measure would be a measure of memory.
 *  Read next: collect.ts */
import { type Random, shuffled } from '../../nn/random.ts';

/** Which documents are held out: groups in random order, as many as go into the share; where none does, the smallest.
 *  @param groups of each document
 *  @param share from 0 to 1 */
export function heldOut(groups: readonly number[], share: number, random: Random): boolean[] {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const order = shuffled([...sizes.keys()], random);
  const out = new Set<number>();
  let room = share * groups.length;
  for (const group of order) {
    const size = sizes.get(group)!;
    if (size > room) continue;
    out.add(group);
    room -= size;
  }
  if (out.size === 0 && share > 0 && order.length > 1) {
    out.add(order.reduce((least, group) => (sizes.get(group)! < sizes.get(least)! ? group : least)));
  }
  return groups.map((group) => out.has(group));
}
