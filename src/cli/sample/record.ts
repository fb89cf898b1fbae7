/** Tells an open challenge of the course what has been run. Costs one look at the disk where none is open. */
import { Random } from '../../nn/random.ts';
import { recordRun } from '../../store/challenge.ts';
import { dataFolder } from '../../store/folders.ts';
import { interruptible } from '../interruptible.ts';
import type { Job } from './job.ts';

export async function record({ request, context, data, cache }: Job): Promise<void> {
  const { params, seed } = request;
  const problem = await recordRun(await dataFolder(context.io.env), async () => {
    const { sampleLab } = await import('../../labs/sample/lab.ts');
    const run = sampleLab.run(params, { rng: new Random(seed), seed, data, cache });
    const step = interruptible(context.signal);
    for (;;) {
      const { value, done } = await run.next();
      await step();
      if (done) return { lab: sampleLab.id, params, seed, result: value };
    }
  });
  if (problem) context.io.stderr.write(`hint: ${problem}\n`);
}
