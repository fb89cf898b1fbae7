/** Every group of figures, in the order in which they are shown. */
import type { Group } from './group.ts';
import { diffusion } from './groups/diffusion.ts';
import { gan } from './groups/gan.ts';
import { gptNames, gptShakespeare, gptSizes } from './groups/gpt.ts';
import { kneserNey } from './groups/kneser-ney.ts';
import { micrograd } from './groups/micrograd.ts';
import { minbpe } from './groups/minbpe.ts';
import { names } from './groups/names.ts';

export const groups: readonly Group[] = [
  micrograd,
  minbpe,
  kneserNey,
  names,
  gan,
  diffusion,
  gptSizes,
  gptNames,
  gptShakespeare,
];
