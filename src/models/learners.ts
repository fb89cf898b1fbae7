/** Whoever can learn a part of a batch, made anew on any thread from a few words. */

import { kernelsNamed } from '../nn/kernels/choose.ts';
import type { PartLearner } from '../nn/parts.ts';
import type { AnswerSpec, DiffusionSpec, GptSpec, LearnerSpec } from './learner-spec.ts';

export async function makeLearner(spec: LearnerSpec): Promise<PartLearner> {
  if (spec.learner === 'diffusion') return pictureLearner(spec);
  if (spec.learner === 'gpt') return textLearner(spec);
  return (await import('./alignment/learner.ts')).answerLearner(spec satisfies AnswerSpec);
}

async function pictureLearner({ kernels, config, album, seed }: DiffusionSpec): Promise<PartLearner> {
  const { PictureLearner } = await import('./diffusion/train.ts');
  const { sceneSource } = await import('./diffusion/scenes.ts');
  const { fullAlbum, smallAlbum } = await import('../data/scenes/scene.ts');
  const source = sceneSource(album === 'full' ? fullAlbum : smallAlbum);
  return new PictureLearner(config, source, seed, kernelsNamed(kernels));
}

async function textLearner({ kernels, config, training, tokens, vocabulary, seed }: GptSpec): Promise<PartLearner> {
  const { TextLearner } = await import('./text-network/train.ts');
  const { GptNetwork } = await import('./gpt/network.ts');
  const { streamSource } = await import('./text-network/text.ts');
  const source = streamSource(tokens, vocabulary);
  return new TextLearner(new GptNetwork(config), training, source, seed, kernelsNamed(kernels));
}
