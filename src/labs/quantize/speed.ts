/** How fast a network is, kept in one precision or another. Whatever a file holds becomes float32 when it is loaded, so that the
 *  sums are the same: this is there to be seen, not believed. */
import type { Gpt } from '../../models/gpt/decoder.ts';
import { modelFromCheckpoint } from '../../models/gpt/weights.ts';
import type { ChatFormat } from '../../models/pipeline/chat-format.ts';
import { replies } from '../../models/pipeline/examine.ts';
import { decodeCheckpoint } from '../../nn/checkpoint-format.ts';
import type { Times } from './params.ts';

export interface Timed {
  readonly precision: string;
  readonly model: Gpt;
  /** Its bytes, if a file is made of it. */
  readonly file?: Uint8Array;
}

/** The best of so many rounds counts: what else the machine does can only slow it down. */
const rounds = 7;
/** No clock is finer. */
const least = 1e-3;

/** Yields after each turn. One after the other, again and again: what slows the machine down for a while slows down all. */
export function* timesOf(
  all: readonly Timed[],
  format: ChatFormat,
  questions: readonly string[],
  clock: () => number,
): Generator<void, (Times & { precision: string })[]> {
  const took = (work: () => void): number => {
    const begun = clock();
    work();
    return Math.max(least, clock() - begun);
  };
  const found = all.map(({ precision }) => ({ precision, load: Infinity, write: Infinity, tokens: 0 }));
  const prompts = questions.reduce((sum, question) => sum + format.question([{ question }]).length, 0);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { model, file }] of all.entries()) {
      const one = found[i];
      if (file) {
        const load = took(() =>
          modelFromCheckpoint(decodeCheckpoint(file), model.weights.kernels).weights.arena.free(),
        );
        one.load = Math.min(one.load, load);
      }
      let answers: readonly Int32Array[] = [];
      const write = took(() => {
        answers = replies(model, format, questions);
      });
      one.write = Math.min(one.write, write);
      one.tokens = prompts + answers.reduce((sum, { length }) => sum + length, 0);
      yield;
    }
  }
  return found.map(({ precision, load, write, tokens }) => ({
    precision,
    load_ms: load === Infinity ? null : load,
    tokens_per_second: (1000 * tokens) / write,
  }));
}
