/** One step of the 1-D GAN (one of D, one of G), against the same game in other programs. Each draws its own numbers. */
import { type Effort, node, race, torch } from './rivals.ts';

export function benchGan(effort: Effort): void {
  const { seconds } = effort;
  const rivals = [
    { name: 'ours, simd', column: 'simd', command: node('gan-ours.ts', seconds, 'simd') },
    { name: 'ours, plain', column: 'plain', command: node('gan-ours.ts', seconds, 'plain') },
    { name: 'TensorFlow.js cpu', command: node('gan-tfjs.mjs', seconds, 'cpu') },
    { name: 'TensorFlow.js wasm', command: node('gan-tfjs.mjs', seconds, 'wasm') },
    { name: 'PyTorch, 1 thread', command: torch('gan-torch.py', seconds) },
  ];
  race('GAN: G 8-32-32-1, D 1-32-32-1, batch 128, one step of each', rivals, effort);
}
