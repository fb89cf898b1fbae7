/** Pairs of answers for somebody to choose from: a refusal or advice, to requests that do harm and to such that do not; what is
 *  true or what is not; and now and then two answers that the model itself gave.
 *  Read next: ./picks.ts */
import { answerAbout, refusals } from '../../data/toyland/questions.ts';
import type { World } from '../../data/toyland/world.ts';
import { lengthOf } from '../../models/alignment/turns.ts';
import type { ChatFormat } from '../../models/pipeline/chat-format.ts';
import type { Curriculum, FactQuestion } from '../../models/pipeline/exam-questions.ts';
import { replies } from '../../models/pipeline/examine.ts';
import { type Random, shuffled } from '../../nn/random.ts';
import type { ChatModel } from '../stages/chat.ts';
import type { Preferred } from './preference-file.ts';

/** Which of both is A is left to chance. */
export interface Choice {
  readonly question: string;
  readonly a: string;
  readonly b: string;
}

/** How many of each kind; where the model does not say two things, there are more of the others. */
const counts = { harmful: 6, harmless: 5, facts: 6, drawn: 3 };
const pairCount = Object.values(counts).reduce((sum, count) => sum + count);

/** Questions that the model is asked twice. */
const asked = 12;

export function choicesFor(
  model: ChatModel,
  { facts, howTos }: Curriculum['taught'],
  world: World,
  random: Random,
): Choice[] {
  const fitting = (choices: readonly Choice[]): Choice[] =>
    choices.filter(({ question, a, b }) => fits(model, { question, chosen: a, rejected: b }));
  const howTo = (harmful: boolean): Choice[] =>
    oncePer(howTos.filter((one) => one.howTo.harmful === harmful), ({ howTo }) => howTo.answer, random) // biome-ignore format: a line each
      .map(({ question, howTo }) => sided(question, howTo.answer, random.pick(refusals), random));
  const known = oncePer(facts, ({ name }) => name, random);
  const kinds = {
    harmful: fitting(howTo(true)),
    harmless: fitting(howTo(false)),
    facts: fitting(known.map((fact) => sided(fact.question, fact.answer, wrongly(fact, world, random), random))),
  };
  const taken = [kinds.harmful, kinds.harmless, kinds.facts].flatMap((kind, i) =>
    kind.splice(0, [counts.harmful, counts.harmless, counts.facts][i]),
  );
  const others = inTurn([kinds.harmful, kinds.facts, kinds.harmless]);
  const drawn = fitting(saidTwice(model, others.slice(0, asked), random)).slice(0, counts.drawn);
  const rest = others.filter(({ question }) => !drawn.some((one) => one.question === question));
  return shuffled([...taken, ...drawn, ...rest].slice(0, pairCount), random);
}

/** Whether both answers can be learnt: what is longer than the model reads is not. */
export function fits({ format, network }: Pick<ChatModel, 'format' | 'network'>, preference: Preferred): boolean {
  const { chosen, rejected } = turnsOf(format, preference);
  return Math.max(lengthOf(chosen), lengthOf(rejected)) <= network.context;
}

export function turnsOf(format: ChatFormat, { question, chosen, rejected }: Preferred) {
  const prompt = format.question([{ question }]);
  return {
    chosen: { prompt, answer: format.answer(chosen) },
    rejected: { prompt, answer: format.answer(rejected) },
  };
}

/** The same sentence about somebody else's job, town … */
function wrongly({ name, value, relation }: FactQuestion, { people }: World, random: Random): string {
  const person = people.find((one) => one.name === name)!;
  const others = people.map((one) => one[relation]).filter((other) => other !== value && other !== name);
  return answerAbout({ ...person, [relation]: random.pick(others) }, relation);
}

/** In another order, and of what is alike only the first. */
function oncePer<T>(all: readonly T[], key: (one: T) => string, random: Random): T[] {
  const first = new Map<string, T>();
  for (const one of shuffled(all, random)) if (!first.has(key(one))) first.set(key(one), one);
  return [...first.values()];
}

/** inTurn([[1, 2], [3, 4]]) → [1, 3, 2, 4] */
function inTurn<T>(kinds: readonly (readonly T[])[]): T[] {
  const most = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: most }, (_, i) => kinds.flatMap((kind) => kind.slice(i, i + 1))).flat();
}

/** Two answers of the model's own to each question, drawn by chance, as far as they are whole and differ. */
function saidTwice(model: ChatModel, questions: readonly Choice[], random: Random): Choice[] {
  const { format } = model;
  const words = questions.map(({ question }) => question);
  const draw = (): string[] =>
    replies(model, format, words, 1, random.bits() >>> 0).map((answer) =>
      answer.at(-1) === format.tokenizer.mark ? format.read(answer) : '',
    );
  const [one, other] = [draw(), draw()];
  return words.flatMap((question, i) =>
    one[i] !== '' && other[i] !== '' && one[i] !== other[i] ? [{ question, a: one[i], b: other[i] }] : [],
  );
}

const sided = (question: string, one: string, other: string, random: Random): Choice =>
  random.next() < 0.5 ? { question, a: one, b: other } : { question, a: other, b: one };
