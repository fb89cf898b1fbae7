import { gpt } from './gpt.ts';
import { mlp } from './mlp.ts';
import type { Network } from './network.ts';
import { unet } from './unet.ts';

export const networks = { gpt, mlp, unet } satisfies Record<string, Network>;
export type NetworkName = keyof typeof networks;
