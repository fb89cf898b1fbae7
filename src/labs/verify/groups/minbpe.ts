import { BytePairs } from '../../../models/bpe/codec.ts';
import { learnMerges } from '../../../models/bpe/train.ts';
import type { Group } from '../group.ts';

/** Three merges of a text; how many tokens it then has, and which. */
function example(): number[] {
  const text = 'aaabdaaabac';
  const merges: [number, number][] = [];
  for (const { left, right } of learnMerges(new TextEncoder().encode(text), 'none')) {
    if (merges.push([left, right]) === 3) break;
  }
  const tokens = new BytePairs('none', merges).encode(text);
  return [tokens.length, ...tokens];
}

export const minbpe: Group = {
  topic: 'minbpe',
  figures: [5, 258, 100, 258, 97, 99].map((published, at) => ({
    name: at === 0 ? 'minbpe example: tokens' : `minbpe example: token ${at}`,
    published,
    tolerance: 0,
    source: 'minbpe, README (Karpathy 2024)',
  })),
  *compute() {
    yield 0;
    return example();
  },
};
