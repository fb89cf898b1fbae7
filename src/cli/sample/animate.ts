/** The text growing on a terminal, with the bars behind each choice; then the text once more as the last line. */
import { createLogUpdate } from 'log-update';
import { sampleLab } from '../../labs/sample/lab.ts';
import { Random } from '../../nn/random.ts';
import { render } from '../../render/render.ts';
import { surfaceOf } from '../io.ts';
import type { Job } from './sample.ts';

export async function animate({ request, context, data, cache }: Job): Promise<void> {
  const { params, seed, echo } = request;
  const { io, out, signal } = context;
  const screen = createLogUpdate(io.stdout);
  const run = sampleLab.run(params, { rng: new Random(seed), seed, data, cache });
  let state = sampleLab.start(params);
  try {
    for (;;) {
      const { value, done } = await run.next();
      signal.throwIfAborted();
      if (done) {
        screen.done();
        const written = echo ? value.text : value.completion.trimStart();
        await out.write(`${written.replace(/\n$/, '')}\n`);
        io.stderr.write(`seed ${seed}: the same again with --seed ${seed}\n`);
        return;
      }
      state = sampleLab.reduce(state, value);
      if (value.kind !== 'step') continue;
      // Two rows stay free: the text and the prompt of the shell come below.
      const surface = surfaceOf(io.stdout, io);
      const height = Math.max(8, surface.height - 3);
      const size = { width: Math.min(surface.width, 100), height };
      screen(render(sampleLab.view(state, size), { ...surface, ...size }).join('\n'));
      await pause(1000 / sampleLab.pace!, signal);
    }
  } finally {
    screen.done();
  }
}

/** Ends at once when aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
