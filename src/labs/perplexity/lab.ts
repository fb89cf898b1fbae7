/** A model reads a text and is surprised, token by token; the average is its perplexity. The learner may guess along.
 *  Read first: ./sums.ts, ../../models/ngram/smoothing.ts */

import { score } from '../../models/language-model/score.ts';
import { ngramLanguageModel } from '../../models/ngram/language-model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { defineLab } from '../lab.ts';
import { documentsOf } from './documents.ts';
import { chanceOf, passes, readGuesses } from './guesses.ts';
import { type Counted, countedModels, type Parts, Place, partsOf } from './models.ts';
import { type Event, type Measured, params, type Result, result, type TokenEvent } from './params.ts';
import { begin, reduce } from './state.ts';
import { add, measure, noSums, type Sums, surprise } from './sums.ts';
import { viewState } from './view.ts';

/** Of a part of the corpus so many tokens are read one by one, the others at once. */
const oneByOne = 40;
/** Tokens of a text that the result lists. */
const listed = 200;
const mostLikely = 8;
/** Smaller chances are not listed. */
const leastListed = 0.001;
/** Tokens between two signs of life. */
const breath = 5000;

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
    const chosen = counted.length; // the uniform one comes before those that have counted
    const { model } = counted[chosen - 1];
    const names = ['uniform', ...counted.map(({ name }) => name)];
    const vocabulary = model.vocabulary.size;
    const lines = parts && { training: parts.training.length, held_out: parts.heldOut.length };
    yield { kind: 'learned', names, vocabulary, lines };

    const knows = (word: string): boolean => model.encode(word)[0] >= 0;
    const documents = documentsOf(given, parts, model);
    const place = new Place(counted);
    const readTokens: Result['read_tokens'] = [];
    let sums = noSums(names.length);
    let yours = noSums(names.length + 1);
    let last: Result['last'] = null;
    let [bytes, unknown, next, quiet] = [0, 0, 0, false];
    let asked = false;
    reading: for (const document of documents) {
      place.begin();
      for (const [at, id] of document.ids.entries()) {
        const word = document.words[at];
        if (guesses.length > 0 && id !== MARK && next === guesses.length) {
          asked = true;
          yield { kind: 'ask', context: document.words.slice(0, at) };
          break reading;
        }
        const chances = place.chances(id);
        sums = add(sums, chances);
        if (id < 0) unknown++;
        if (!quiet) {
          const guess = guesses.length > 0 && id !== MARK ? guesses[next++] : undefined;
          const own = guess && !passes(guess) ? chanceOf(guess, word, vocabulary, knows) : undefined;
          if (own !== undefined) yours = add(yours, [own, ...chances]);
          const likeliest = place.believed(chosen - 1, leastListed, id);
          const event: TokenEvent = {
            kind: 'token',
            token: word,
            known: id >= 0,
            context: document.words.slice(Math.max(0, at - given.order + 1), at),
            chances,
            likeliest: likeliest.slice(0, mostLikely),
            ...(own === undefined ? {} : { yours: own }),
          };
          const believed = () => counted.map(({ name }, which) => [name, place.believed(which, leastListed, id)]);
          last = { token: word, p: chances[chosen], believed: Object.fromEntries(believed()) };
          yield event;
        } else if (sums.tokens % breath === 0) yield { kind: 'scoring', tokens: sums.tokens };
        if (readTokens.length < listed) readTokens.push(told(word, chances[chosen]));
        quiet = parts !== undefined && guesses.length === 0 && sums.tokens >= oneByOne;
        place.advance(id);
      }
      bytes += document.bytes;
    }
    const whole = parts && guesses.length === 0 ? yield* wholeOf(counted[chosen - 1], parts) : undefined;
    if (whole) yield { kind: 'whole', sums, ...whole };
    const own = measure(sums, chosen);
    return {
      ...own,
      seed,
      read: given.read,
      corpus: given.corpus,
      order: given.order,
      unit: given.unit,
      smoothing: given.smoothing,
      vocabulary,
      bits_per_byte: asked || own.bits_per_token === null ? null : (own.bits_per_token * own.tokens) / bytes,
      unknown,
      models: names.map((name, at) => ({ name, ...measure(sums, at) })),
      training: whole?.training ?? null,
      held_out: whole?.held_out ?? null,
      you: yours.tokens === 0 ? null : scoreOf(yours, names),
      read_tokens: readTokens,
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
    return {
      ...told(token, chances[chances.length - 1]),
      ...(yours === undefined ? {} : { yours: told(token, yours) }),
    };
  },
});

function told(token: string, p: number): { token: string; p: number; bits: number | null } {
  const bits = surprise(p);
  return { token, p, bits: Number.isFinite(bits) ? bits : null };
}

function scoreOf(yours: Sums, names: readonly string[]): NonNullable<Result['you']> {
  const { tokens, ...own } = measure(yours, 0);
  return { guesses: tokens, ...own, models: names.map((name, at) => ({ name, ...measure(yours, at + 1) })) };
}

/** The chosen model on all that it learned from, and on all that it never saw. */
function* wholeOf(
  { model, smoothed }: Counted,
  { training, heldOut }: Parts,
): Generator<Event, { training: Measured; held_out: Measured }> {
  const reader = ngramLanguageModel(model, smoothed);
  const scored = function* (lines: readonly string[]): Generator<Event, Measured> {
    const steps = score(reader, lines, 0);
    let said = 0;
    for (;;) {
      const { value, done } = steps.next();
      if (done) {
        const { tokens, nats_per_token, perplexity, unseen } = value;
        const bits_per_token = nats_per_token === null ? null : nats_per_token / Math.LN2;
        return { tokens, nats_per_token, bits_per_token, perplexity, unseen };
      }
      if (value - said < breath) continue;
      said = value;
      yield { kind: 'scoring', tokens: value };
    }
  };
  return { training: yield* scored(training), held_out: yield* scored(heldOut) };
}
