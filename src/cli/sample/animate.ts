/** The text growing on a terminal, with the bars behind each choice; then the text once more as the last line. */
import { setTimeout } from 'node:timers/promises';
import { speak } from '../../labs/sample/collect.ts';
import { Random } from '../../nn/random.ts';
import { tellSeed } from '../flags.ts';
import { surfaceOf } from '../io.ts';
import { LivePicture } from '../live-picture.ts';
import type { Job } from './job.ts';

export async function animate(job: Job): Promise<void> {
  const { params, seed, echo } = job.request;
  const { io, out, signal } = job.context;
  const lab = await job.lab();
  const picture = new LivePicture({ width: 100, height: Number.POSITIVE_INFINITY });
  const steps = speak(job.sampler, params, new Random(seed));
  const end = picture.begin();
  let state = lab.reduce(lab.start(params), job.begun);
  try {
    for (;;) {
      const { value, done } = steps.next();
      signal.throwIfAborted();
      if (done) {
        tellSeed(job.context, seed);
        const written = echo ? params.prompt + value.completion : value.completion.trimStart();
        await out.write(`${written.replace(/\n$/, '')}\n`);
        return;
      }
      state = lab.reduce(state, value.event);
      const seen = state;
      await out.write(picture.draw((size) => lab.view(seen, size), surfaceOf(io.stdout, io)));
      await setTimeout(1000 / lab.pace!, undefined, { signal });
    }
  } finally {
    end();
  }
}
