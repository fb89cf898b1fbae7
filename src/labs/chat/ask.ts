/** A question to one of the models, and its answer as it comes.
 *  Read first: ./shelf.ts, ../../models/pipeline/talk.ts */
import { InputError } from '../../data/input-error.ts';
import { beginning, speak } from '../../models/pipeline/talk.ts';
import { toyland } from '../../models/pipeline/texts.ts';
import { tidied } from '../../models/pipeline/tidy.ts';
import { tokenText } from '../../models/tokenizer/shown.ts';
import { Random } from '../../nn/random.ts';
import { unknownWords } from './notes.ts';
import type { Answer, Params, Token, TokenEvent } from './params.ts';
import type { Staged } from './shelf.ts';

/** Share of the context that an answer has at least. */
const forAnswer = 4;

/** The token that ends an answer, by its name. */
const end = '<end>';

/** What the model reads.
 *  @throws InputError when nothing is asked, or too much for its context */
export function promptFor({ model, goesOn }: Staged, question: string): Int32Array {
  if (question.trim() === '') throw new InputError('there is no question', undefined, 'Ask something.');
  const { format, network } = model;
  const prompt = goesOn ? beginning(format, question) : format.question([{ question: readAs(question) }]);
  const most = network.context - Math.floor(network.context / forAnswer);
  if (prompt.length <= most) return prompt;
  const what = `a question of ${prompt.length} tokens is too long for this model, which reads ${most} before it answers`;
  throw new InputError(what, undefined, 'Ask in fewer words; words that it has read take the fewest tokens.');
}

/** What was typed in a hurry, as a model knows it that was taught to answer: it has only seen tidy questions. */
const readAs = (question: string): string => tidied(question, toyland());

type Settings = Pick<Params, 'temperature' | 'max_tokens'>;

/** @throws InputError as `promptFor`, before anything is said */
export function* ask(
  staged: Staged,
  question: string,
  { temperature, max_tokens }: Settings,
  seed: number,
): Generator<TokenEvent, Answer> {
  const { stage, model } = staged;
  const { format, origin } = model;
  const { tokenizer } = format;
  const shownAs = (token: number): string => (token === tokenizer.mark ? end : tokenText(tokenizer.bytes(token)));
  const prompt = promptFor(staged, question);
  const said = speak(model, format, prompt, { temperature, most: max_tokens }, new Random(seed));
  const tokens: Token[] = [];
  for (;;) {
    const { value, done } = said.next();
    if (done) {
      return {
        question,
        answer: textOf(tokens),
        stage,
        tokens,
        confidence: tokens.reduce((product, { p }) => product * p, 1),
        seed,
        unknown_words: unknownWords(question, origin.words),
        finish_reason: value,
      };
    }
    const { token, piece, p } = value;
    tokens.push({ token: piece, p });
    const likeliest = value.likeliest.map(({ token, p }) => ({ token: shownAs(token), p }));
    yield { kind: 'token', stage, token: piece, p, shown: shownAs(token), likeliest };
  }
}

const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ token }) => token)
    .join('')
    .trim();
