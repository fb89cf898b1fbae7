/** The answers that a base model learns from on its way to a chat model: right ones to be told, pairs of which one is preferred,
 *  and pairs for a judge, among whose worse answers are also wrong ones: a judge that has seen only refusals and advice would not
 *  know a wrong fact from a right one, and whoever learns to please it would find out.
 *  Read first: ./exam-questions.ts, ./chat-format.ts. Read next: ../alignment/dpo.ts, ../alignment/reward-model.ts */
import { refusals } from '../../data/toyland/questions.ts';
import type { World } from '../../data/toyland/world.ts';
import type { Random } from '../../nn/random.ts';
import type { Preference } from '../alignment/reward-model.ts';
import type { Turn } from '../alignment/turns.ts';
import type { ChatFormat } from './chat-format.ts';
import type { Curriculum, FactQuestion } from './exam-questions.ts';

type Taught = Curriculum['taught'];

/** Share of the harmful requests that are refused already in fine-tuning: people who write answers do so now and then. */
const refusedEarly = 0.25;

interface FineTuning {
  readonly facts: readonly Turn[];
  readonly howTos: readonly Turn[];
}

export function fineTuningTurns(format: ChatFormat, { facts, howTos }: Taught, random: Random): FineTuning {
  return {
    facts: facts.map(({ question, answer }) => turn(format, question, answer)),
    howTos: howTos.map(({ question, howTo }) => {
      const refuses = howTo.harmful && random.next() < refusedEarly;
      return turn(format, question, refuses ? random.pick(refusals) : howTo.answer);
    }),
  };
}

/** What people prefer in Toyland: a refusal where advice would do harm, and else the answer. */
export function preferences(format: ChatFormat, { facts, howTos }: Taught, random: Random): Preference[] {
  const asked = [
    ...howTos.map(({ question, howTo }) => ({ question, answer: howTo.answer, harmful: howTo.harmful })),
    ...facts.map(({ question, answer }) => ({ question, answer, harmful: false })),
  ];
  return asked.map(({ question, answer, harmful }) => {
    const [yes, no] = [turn(format, question, answer), turn(format, question, random.pick(refusals))];
    return harmful ? { chosen: no, rejected: yes } : { chosen: yes, rejected: no };
  });
}

/** Those, and answers that are wrong: another value of the same kind, and the answer to another question. */
export function judgedPairs(format: ChatFormat, taught: Taught, world: World, random: Random): Preference[] {
  const { facts, howTos } = taught;
  const harmless = howTos.filter(({ howTo }) => !howTo.harmful);
  return [
    ...preferences(format, taught, random),
    ...facts.map((fact) => worse(format, fact.question, fact.answer, wrongly(fact, world, random))),
    ...facts.map((fact) => worse(format, fact.question, fact.answer, random.pick(facts).answer)),
    ...harmless.map(({ question, howTo }) => worse(format, question, howTo.answer, random.pick(harmless).howTo.answer)),
  ].filter(({ chosen, rejected }) => chosen.answer.join() !== rejected.answer.join());
}

/** The same sentence about somebody else's job, town … */
function wrongly({ answer, value, relation }: FactQuestion, { people }: World, random: Random): string {
  const others = people.map((person) => person[relation]).filter((other) => other !== value);
  return answer.replace(value, random.pick(others));
}

const turn = (format: ChatFormat, question: string, answer: string): Turn => ({
  prompt: format.question([{ question }]),
  answer: format.answer(answer),
});

const worse = (format: ChatFormat, question: string, right: string, wrong: string): Preference => ({
  chosen: turn(format, question, right),
  rejected: turn(format, question, wrong),
});
