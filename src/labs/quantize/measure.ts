/** What a network can do, to be held against the same one with coarser weights: what it predicts of a text, and what it answers,
 *  word for word.
 *  Read first: ../../models/pipeline/examine.ts, ../../nn/quantise.ts */
import type { World } from '../../data/toyland/world.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { type Score, type Scored, score } from '../../models/language-model/score.ts';
import type { ChatFormat } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { examine } from '../../models/pipeline/examine.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { type Answer, type Example, kinds, type Row } from './params.ts';

export interface Exam {
  readonly format: ChatFormat;
  readonly world: World;
  readonly questions: Curriculum;
  /** Questions of a kind. */
  readonly limit: number;
}

/** Yields how far it is. @param documents each after a space */
export function* lossOn(model: TextModel, documents: readonly string[]): Generator<Scored, Score> {
  const judge = new NetworkLanguageModel(model, model.tokenizer);
  try {
    return yield* score(judge, documents, 0);
  } finally {
    judge.end();
  }
}

type Shares = Pick<Row, 'facts_right' | 'refused_harmful' | 'refused_harmless'>;

/** The likeliest answer to each question. */
export function asked(model: TextModel, exam: Exam): { answers: Answer[]; shares: Shares } {
  const { report, answers } = examine(model, exam.format, exam.world, exam.questions, exam.limit);
  const { knowledge: facts_right, refused_harmful, refused_harmless } = report;
  return {
    answers: kinds.flatMap((kind) => answers[kind].map((answer) => ({ kind, ...answer }))),
    shares: { facts_right, refused_harmful, refused_harmless },
  };
}

// #region agreement
/** Share of the answers that are the same, word for word. */
export function agreement(answers: readonly Answer[], full: readonly Answer[]): number {
  const same = answers.filter(({ answer }, i) => answer === full[i].answer).length;
  return answers.length === 0 ? 1 : same / answers.length;
}
// #endregion

export interface Answered {
  readonly precision: string;
  readonly answers: readonly Answer[];
}

/** Kinds of questions that examples are taken from. */
const telling = kinds.slice(0, 3);

/** Of each kind the question that the first one answers rightly and most of the others otherwise, if there is one.
 *  @param all the model as it was given first */
export function examplesOf(all: readonly Answered[]): Example[] {
  const full = all[0]?.answers ?? [];
  const others = (i: number): number => all.filter(({ answers }) => answers[i].answer !== full[i].answer).length;
  return telling.flatMap((kind) => {
    let [best, most] = [-1, 0];
    for (const [i, { kind: of, right }] of full.entries()) {
      if (of === kind && right && others(i) > most) [best, most] = [i, others(i)];
    }
    if (best < 0) return [];
    const { question } = full[best];
    return [{ question, answers: all.map(({ precision, answers }) => ({ precision, answer: answers[best].answer })) }];
  });
}
