/** Whoever can learn a part of a batch, made anew on any thread from a few words. */

import type { DiffusionConfig } from '../models/diffusion/config.ts';
import { kernelsNamed } from '../nn/kernels/choose.ts';
import type { PartLearner } from '../nn/parts.ts';

export interface LearnerSpec {
  readonly learner: 'diffusion';
  readonly kernels: string;
  readonly config: DiffusionConfig;
  readonly album: 'full' | 'small';
  readonly seed: number;
}

export async function makeLearner({ kernels, config, album, seed }: LearnerSpec): Promise<PartLearner> {
  const { PictureLearner } = await import('../models/diffusion/train.ts');
  const { sceneSource } = await import('../models/diffusion/scenes.ts');
  const { fullAlbum, smallAlbum } = await import('../data/scenes/scene.ts');
  const source = sceneSource(album === 'full' ? fullAlbum : smallAlbum);
  return new PictureLearner(config, source, seed, kernelsNamed(kernels));
}
