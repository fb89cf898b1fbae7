/** Lines that were held out go through the transformer, with its mask and without. */
import { InputError } from '../../data/input-error.ts';
import { OpenTransformer } from '../../models/gpt/open.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { logProbability } from '../../models/text-network/language-model.ts';
import { partLines } from '../../models/text-network/prepare.ts';
import type { NeuralContext } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { figures, tokenOf } from '../text-model.ts';
import { HabitCounter, type Line, type Measured } from './habits.ts';
import type { Event, Loss, Params } from './params.ts';
import { namesIn, wordsOf } from './words.ts';

export interface Measurement {
  readonly habits: readonly Measured[];
  readonly loss: Loss;
}

/** A measurement on its way: whoever turns a knob meanwhile need not begin anew. */
interface Job {
  readonly lines: readonly Line[];
  readonly counter: HabitCounter;
  /** Lines that are done, and what they came to. */
  done: number;
  tokens: number;
  causal: number;
  none: number;
}

/** Largest text that lines are taken from. */
const largest = 16 << 20;
/** Lines between two words of how far it is. */
const breath = 20;

/** Measured once a session. */
export async function* measureHeads(
  model: TextModel,
  { lines, corpus, weights }: Params,
  { data, cache, kernels }: Pick<NeuralContext, 'data' | 'cache' | 'kernels'>,
): AsyncGenerator<Event, Measurement> {
  const key = `attention ${kernels.name} ${lines} ${corpus} ${weights ?? ''}`;
  let job = cache.get(key) as Job | undefined;
  if (!job) {
    const text = new TextDecoder().decode(await bytesOf(corpus, data, largest, true));
    const { config } = model.network;
    const counter = new HabitCounter(config.layers, config.heads);
    job = { lines: linesOf(text, lines, model, corpus), counter, done: 0, tokens: 0, causal: 0, none: 0 };
    cache.set(key, job);
  }
  yield* work(job, model);
  const { counter, tokens } = job;
  const mean = (nats: number): number | null => (Number.isFinite(nats) ? figures(nats / tokens) : null);
  return { habits: counter.result(), loss: { tokens, causal: mean(job.causal), none: mean(job.none) } };
}

function* work(job: Job, model: TextModel): Generator<Event> {
  const [masked, bare] = [new OpenTransformer(model), new OpenTransformer(model, 'none')];
  try {
    for (; job.done < job.lines.length; job.done++) {
      if (job.done % breath === 0) yield { kind: 'measuring', line: job.done, of: job.lines.length };
      const line = job.lines[job.done];
      const [inside, without] = [masked.read(line.ids), bare.read(line.ids)];
      job.counter.add(
        line,
        inside.layers.map(({ weights }) => weights),
      );
      for (const [t, logits] of inside.logits.entries()) {
        const next = line.ids[t + 1] ?? model.tokenizer.mark;
        job.tokens++;
        job.causal -= logProbability(logits, next);
        job.none -= logProbability(without.logits[t], next);
      }
    }
  } finally {
    masked.end();
    bare.end();
  }
}

/** So many of the lines that were held out, evenly over all that fit into the context.
 *  @throws InputError when there are none */
function linesOf(text: string, most: number, { tokenizer, network }: TextModel, corpus: string): Line[] {
  const names = namesIn(text);
  const fitting = partLines(text).heldOut.flatMap((line): Line[] => {
    const ids = [tokenizer.mark, ...tokenizer.encode(line)];
    if (ids.length > network.context || ids.length < 2 || ids.some((id) => id < 0)) return [];
    const pieces = ids.slice(1).map((id) => tokenOf(tokenizer, id).text);
    const { words, named } = wordsOf(pieces, names);
    return [{ ids, words: [-1, ...words], named: [false, ...named] }];
  });
  if (fitting.length === 0) {
    const what = 'no line of it is held out, short enough and made of known tokens';
    throw new InputError(what, corpus, 'Give a text that is more like what was learnt from, ten lines at least.');
  }
  const count = Math.min(most, fitting.length);
  return Array.from({ length: count }, (_, i) => fitting[Math.floor((i * fitting.length) / count)]);
}
