/** What there is before the first request comes: questions, a decoder that is laid out, and how long a request takes alone. */
import type { Decoder } from '../../models/gpt/decoder.ts';
import { curriculum } from '../../models/pipeline/texts.ts';
import { type Random, shuffled } from '../../nn/random.ts';
import type { ChatModel } from '../stages/chat.ts';
import { requestsAt, serve } from './queue.ts';
import type { Server } from './servers.ts';

/** Requests that are tried alone; of each the best of so many times counts. */
const tried = 12;
const times = 6;

/** Of all kinds, so that answers are short and long. */
export function questionsFor({ origin, format, network }: ChatModel, many: number, rng: Random): string[] {
  const { facts, further, harmless, harmful } = curriculum(origin.seed);
  const kinds: string[][] = [];
  for (const kind of [facts, further, harmless, harmful]) {
    const asked = kind.map(({ question }) => question);
    kinds.push(
      shuffled(
        asked.filter((question) => format.question([{ question }]).length < network.context),
        rng,
      ),
    );
  }
  return Array.from({ length: many }, (_, i) => {
    const kind = kinds[i % kinds.length];
    return kind[Math.floor(i / kinds.length) % kind.length];
  });
}

/** Lays out a step for each number of texts, before the watch runs. */
export function warm(decoder: Decoder, most: number): void {
  const places = Array.from({ length: most }, () => decoder.open());
  for (let texts = 1; texts <= most; texts++) {
    for (const place of places) decoder.rewind(place, 0);
    decoder.step(places.slice(0, texts), new Int32Array(texts));
  }
  for (const place of places) decoder.close(place);
}

/** Milliseconds that a request takes alone, on average. */
export function aloneTime(server: () => Server, prompts: readonly Int32Array[], clock: () => number): number {
  const took = (prompt: Int32Array): number => {
    const steps = serve(server(), requestsAt([prompt]), true, clock);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value.busy;
  };
  const some = prompts.slice(0, tried);
  const best = some.map(() => Number.POSITIVE_INFINITY);
  for (let time = 0; time < times; time++) {
    for (const [i, prompt] of some.entries()) best[i] = Math.min(best[i], took(prompt));
  }
  return best.reduce((sum, time) => sum + time, 0) / some.length;
}
