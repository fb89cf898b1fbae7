/** A model reads a text and is surprised, token by token; the average is its perplexity. The learner may guess along.
 *  Read first: ./read.ts, ./sums.ts, ../../models/ngram/smoothing.ts */
import { score } from '../../models/language-model/score.ts';
import { ngramLanguageModel } from '../../models/ngram/language-model.ts';
import { defineLab } from '../lab.ts';
import { documentsOf } from './documents.ts';
import { readGuesses } from './guesses.ts';
import { type Counted, countedModels, type Parts, partsOf } from './models.ts';
import { type Event, params, type Result, result } from './params.ts';
import { breath, read, told } from './read.ts';
import { begin, reduce } from './state.ts';
import { type Measured, measure, type Sums } from './sums.ts';
import { viewState } from './view.ts';

/** Of a part of the corpus so many tokens are read one by one, the others at once. */
const oneByOne = 20;

export const perplexityLab = defineLab({
  id: 'perplexity',
  title: 'How surprised is the model?',
  about:
    'A model reads a text, and each token surprises it by so much as it held it unlikely. Watch the average: it says between ' +
    'how many equally likely tokens the model might as well have chosen. Guess along, and you are scored beside it.',
  params,
  result,
  chance: false,
  pace: 4,

  async *run(given, { data, cache, seed }): AsyncGenerator<Event, Result> {
    const guesses = readGuesses(given.guess, given.sure);
    const parts = given.read === 'text' ? undefined : await partsOf(given.corpus, data, cache);
    const counted = yield* countedModels(given, { data, cache }, parts);
    const chosen = counted[counted.length - 1];
    const names = ['uniform', ...counted.map(({ name }) => name)];
    const vocabulary = chosen.model.vocabulary.size;
    yield { kind: 'learned', names, vocabulary };
    const all = parts !== undefined && guesses.length === 0 && given.max_tokens === undefined;
    const documents = documentsOf(given, parts, chosen.model);
    const reading = yield* read(documents, counted, guesses, given, all ? oneByOne : Number.POSITIVE_INFINITY);
    const { sums, yours, bytes, tokens, hardest, last, unknown } = reading;
    const whole = all ? yield* wholeOf(chosen, parts) : undefined;
    if (whole) yield { kind: 'whole', sums, ...whole };
    const own = measure(sums, counted.length);
    const bits = own.bits_per_token;
    return {
      ...own,
      seed,
      read: given.read,
      corpus: given.corpus,
      order: given.order,
      unit: given.unit,
      smoothing: given.smoothing,
      vocabulary,
      bits_per_byte: bits === null || bytes === undefined ? null : (bits * own.tokens) / bytes,
      unknown,
      models: names.map((name, at) => ({ name, ...measure(sums, at) })),
      training: whole?.training ?? null,
      held_out: whole?.held_out ?? null,
      you: yours.tokens === 0 ? null : scoreOf(yours, names),
      read_tokens: tokens,
      hardest,
      last,
    };
  },

  start: begin,
  reduce,
  view: viewState,

  line(event) {
    if (event.kind === 'ask') return { next: { context: event.context } };
    if (event.kind !== 'token') return undefined;
    const { token, chances, yours } = event;
    const line = told(token, chances[chances.length - 1]);
    return yours === undefined ? line : { ...line, yours: told(token, yours) };
  },
});

function scoreOf(yours: Sums, names: readonly string[]): NonNullable<Result['you']> {
  const { tokens, ...own } = measure(yours, 0);
  return { guesses: tokens, ...own, models: names.map((name, at) => ({ name, ...measure(yours, at + 1) })) };
}

/** The model on all that it learned from, and on all that it never saw. */
function* wholeOf(
  { model, smoothed }: Counted,
  { training, heldOut }: Parts,
): Generator<Event, { training: Measured; held_out: Measured }> {
  const reader = ngramLanguageModel(model, smoothed);
  const scored = function* (lines: readonly string[]): Generator<Event, Measured> {
    const steps = score(reader, lines, 0);
    for (let said = 0; ; ) {
      const { value, done } = steps.next();
      if (done) {
        const { tokens, nats_per_token, perplexity, unseen } = value;
        const bits_per_token = nats_per_token === null ? null : nats_per_token / Math.LN2;
        return { tokens, nats_per_token, bits_per_token, perplexity, unseen };
      }
      if (value.tokens - said < breath) continue;
      said = value.tokens;
      yield { kind: 'scoring', tokens: said };
    }
  };
  return { training: yield* scored(training), held_out: yield* scored(heldOut) };
}
