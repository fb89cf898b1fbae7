/** Tells an open challenge of the course what has been run. Costs one look at the disk where none is open. */
import { recordRun } from '../../store/challenge.ts';
import { dataFolder } from '../../store/folders.ts';
import { interruptible } from '../interruptible.ts';
import type { Job } from './job.ts';

export async function record({ request, context, ...job }: Job): Promise<void> {
  const { params, seed } = request;
  const problem = await recordRun(await dataFolder(context.io.env), async () => {
    const lab = await job.lab();
    const run = job.run(lab, seed);
    const step = interruptible(context.signal);
    for (;;) {
      const { value, done } = await run.next();
      await step();
      if (done) return { lab: lab.id, params: { ...params }, seed, result: value };
    }
  });
  if (problem) context.io.stderr.write(`hint: ${problem}\n`);
}
