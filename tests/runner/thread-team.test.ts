import { describe, expect, test } from 'vitest';
import { smallAlbum } from '../../src/data/scenes/scene.ts';
import { DiffusionConfigSchema } from '../../src/models/diffusion/config.ts';
import { sceneSource } from '../../src/models/diffusion/scenes.ts';
import { Trainer } from '../../src/models/diffusion/train.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { partWorker, ThreadTeam } from '../../src/runner/thread-team.ts';

const config = DiffusionConfigSchema.parse({ size: 16, widths: [8, 16], embedding: 16, batch: 4, parts: 4, steps: 6 });

/** The weights after six steps, and the losses on the way. */
async function train(kernels: string, threads: number): Promise<{ losses: number[]; weights: number[] }> {
  const source = sceneSource(smallAlbum);
  const spec = { learner: 'diffusion', kernels, config, album: 'small', seed: 3 } as const;
  const trainer = new Trainer(
    config,
    source,
    3,
    kernelsNamed(kernels),
    (parts, learner) => new ThreadTeam(parts, learner, partWorker(spec), threads),
  );
  const losses: number[] = [];
  // The threads come late: the first steps are done by this one alone.
  for (let i = 0; i < 6; i++) {
    losses.push(trainer.step().loss);
    await new Promise((resolve) => setTimeout(resolve, threads === 1 ? 0 : 300));
  }
  const weights = Array.from(trainer.weights.values.data);
  trainer.free();
  return { losses, weights };
}

describe('a team of threads', () => {
  test.each(['plain', 'simd'])('gives the numbers of one thread, to the last bit (%s)', async (kernels) => {
    const source = sceneSource(smallAlbum);
    const alone = new Trainer(config, source, 3, kernelsNamed(kernels));
    const losses = Array.from({ length: 6 }, () => alone.step().loss);
    const weights = Array.from(alone.weights.values.data);
    for (const threads of [1, 2, 3]) expect(await train(kernels, threads)).toEqual({ losses, weights });
    alone.free();
  });
});
