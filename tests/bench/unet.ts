/** The denoiser that comes with the program: a step of its training as such and as its trainer takes it, and a picture. */
import { join } from 'node:path';
import { makePictureCase } from './networks/picture.ts';
import { type Effort, node, race, torch } from './rivals.ts';
import { benchTraining } from './training.ts';

export function benchUnet(folder: string, effort: Effort): void {
  const { seconds } = effort;
  benchTraining('unet', 'the denoiser that comes with the program', folder, effort, {
    substitutes: ['cpu', 'wasm'],
    isParallel: true,
  });

  const trainer = (...words: string[]) => node('unet-trainer.ts', seconds, ...words);
  const trainers = [
    { name: 'simd', column: 'simd', command: trainer('simd', '1') },
    { name: 'plain', column: 'plain', command: trainer('plain', '1') },
    { name: 'simd, 2 threads', column: '2 threads', command: trainer('simd', '2') },
  ];
  race('the same by its trainer, who draws 16 new pictures for it and keeps an average', trainers, effort);

  const file = join(folder, 'picture');
  makePictureCase(file);
  const pictures = [
    { name: 'ours, simd', column: 'simd', command: node('picture-ours.ts', file, seconds, 'simd') },
    { name: 'ours, plain', column: 'plain', command: node('picture-ours.ts', file, seconds, 'plain') },
    { name: 'TensorFlow.js cpu', command: node('picture-tfjs.mjs', file, seconds, 'cpu') },
    { name: 'TensorFlow.js wasm', command: node('picture-tfjs.mjs', file, seconds, 'wasm') },
    { name: 'PyTorch, 1 thread', command: torch('picture-torch.py', file, seconds) },
  ];
  // Fifty steps on one another make small differences larger.
  race('a picture of 50 steps with guidance', pictures, effort, 1e-2);
}
