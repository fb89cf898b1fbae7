/** The text growing on a terminal, with the bars behind each choice; then the text once more as the last line. */
import { setTimeout } from 'node:timers/promises';
import { sampleLab } from '../../labs/sample/lab.ts';
import { Random } from '../../nn/random.ts';
import { tellSeed } from '../flags.ts';
import { surfaceOf } from '../io.ts';
import { LivePicture } from '../live-picture.ts';
import type { Job } from './job.ts';

export async function animate({ request, context, data, cache }: Job): Promise<void> {
  const { params, seed, echo } = request;
  const { io, out, signal } = context;
  const picture = new LivePicture({ width: 100, height: Number.POSITIVE_INFINITY });
  const run = sampleLab.run(params, { rng: new Random(seed), seed, data, cache });
  const end = picture.begin();
  let state = sampleLab.start(params);
  try {
    for (;;) {
      const { value, done } = await run.next();
      signal.throwIfAborted();
      if (done) {
        tellSeed(context, seed);
        const written = echo ? value.text : value.completion.trimStart();
        await out.write(`${written.replace(/\n$/, '')}\n`);
        return;
      }
      state = sampleLab.reduce(state, value);
      if (value.kind !== 'step') continue;
      const seen = state;
      await out.write(picture.draw((size) => sampleLab.view(seen, size), surfaceOf(io.stdout, io)));
      await setTimeout(1000 / sampleLab.pace!, undefined, { signal });
    }
  } finally {
    end();
  }
}
