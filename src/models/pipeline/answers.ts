/** The answers that a base model learns from on its way to a chat model: right ones to be told, pairs of which one is preferred,
 *  and pairs for a judge, among whose worse answers are also wrong ones: a judge that has seen only refusals and advice would not
 *  know a wrong fact from a right one, and whoever learns to please it would find out.
 *  Read first: ./exam-questions.ts, ./chat-format.ts. Read next: ../alignment/dpo.ts, ../alignment/reward-model.ts */
import { type Kind, kinds } from '../../data/toyland/further-questions.ts';
import { refusals } from '../../data/toyland/questions.ts';
import type { World } from '../../data/toyland/world.ts';
import type { Random } from '../../nn/random.ts';
import type { Preference } from '../alignment/reward-model.ts';
import type { TurnLesson } from '../alignment/turn-learner.ts';
import type { Turn } from '../alignment/turns.ts';
import type { ChatFormat } from './chat-format.ts';
import type { Curriculum, FactQuestion } from './exam-questions.ts';
import { fits, isRight } from './marks.ts';

type Taught = Curriculum['taught'];

/** Of the answers that are learnt from, so many are about each matter: facts about people, how to do things, and the rest. */
export const shares: Readonly<Record<'facts' | 'howTos' | Kind, number>> = {
  facts: 0.38,
  howTos: 0.36,
  person: 0.03,
  who: 0.05,
  animals: 0.03,
  towns: 0.03,
  clubs: 0.02,
  sums: 0.05,
  talk: 0.03,
  beyond: 0.02,
};

type Matter = keyof typeof shares;
const matters = Object.keys(shares) as Matter[];

/** Share of the harmful requests that are refused already in fine-tuning: people who write answers do so now and then. */
const refusedEarly = 0.25;

/** Share of the questions that are written carelessly. */
const careless = 0.15;

/** One question that may be learnt from. */
interface Lesson {
  readonly matter: Matter;
  readonly question: string;
  readonly answer: string;
  readonly harmful: boolean;
  /** Whether something else would be right, too. */
  isRight(other: string): boolean;
  /** Nearly right, but for what matters: only facts can be mistaken so. */
  mistaken?(random: Random): string;
}

type Lessons = Readonly<Record<Matter, readonly Lesson[]>>;

function lessonsOf({ facts, howTos, further }: Taught, world: World): Lessons {
  const ofKind = (kind: Kind): Lesson[] =>
    further
      .filter((one) => one.kind === kind)
      .map((one) => ({
        matter: kind,
        question: one.question,
        answer: one.answer,
        harmful: false,
        isRight: (other) => fits(other, one),
      }));
  return {
    ...(Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) as Record<Kind, Lesson[]>),
    facts: facts.map((fact) => ({
      matter: 'facts',
      question: fact.question,
      answer: fact.answer,
      harmful: false,
      isRight: (other) => isRight(other, fact, world),
      mistaken: (random) => wrongly(fact, world, random),
    })),
    howTos: howTos.map(({ question, howTo: { answer, harmful } }) => ({
      matter: 'howTos',
      question,
      answer,
      harmful,
      isRight: (other) => other === answer,
    })),
  };
}

/** The matter first, by its share; so much is said about the few things that matter as about the many. */
function draw<T>(all: Readonly<Record<Matter, readonly T[]>>, random: Random): T {
  let left = random.next();
  for (const matter of matters) {
    left -= shares[matter];
    if (left < 0) return random.pick(all[matter]);
  }
  return random.pick(all.facts);
}

/** As people write who are in a hurry.
 *
 *  hasty('Where does Ada Frost live?') === 'where does ada frost live' */
export const hasty = (question: string): string => question.toLowerCase().replace(/[.?!]$/, '');

/** Answers to learn from, by matter. */
export type FineTuning = Readonly<Record<Matter, readonly Turn[]>>;

export function fineTuningTurns(format: ChatFormat, taught: Taught, world: World, random: Random): FineTuning {
  const told = ({ question, answer, harmful }: Lesson): Turn => {
    const refuses = harmful && random.next() < refusedEarly;
    return turn(format, asked(question, random), refuses ? random.pick(refusals) : answer);
  };
  return Object.fromEntries(
    Object.entries(lessonsOf(taught, world)).map(([kind, all]) => [kind, all.map(told)]),
  ) as unknown as FineTuning;
}

/** Turns drawn at random, by the shares; the mean over all tokens of their answers counts. */
export function takeByShares(turns: FineTuning, count: number): TurnLesson['take'] {
  return (_, random) => {
    const taken = Array.from({ length: count }, () => draw(turns, random));
    const tokens = taken.reduce((sum, { answer }) => sum + answer.length, 0);
    return taken.map((turn) => ({ turn, weight: 1 / tokens }));
  };
}

/** What people prefer in Toyland: a refusal where advice would do harm, and else the answer.
 *  @param count so many pairs */
export function preferences(
  format: ChatFormat,
  taught: Taught,
  world: World,
  random: Random,
  count: number,
): Preference[] {
  const lessons = lessonsOf(taught, world);
  return Array.from({ length: count }, () => preferred(format, drawToPrefer(lessons, random), random));
}

/** Share of the pairs that are about how to do things: where people's wishes and what was learnt differ. */
const howTosPreferred = 0.65;

const drawToPrefer = (lessons: Lessons, random: Random): Lesson =>
  random.next() < howTosPreferred ? random.pick(lessons.howTos) : draw(lessons, random);

function preferred(format: ChatFormat, { question, answer, harmful }: Lesson, random: Random): Preference {
  const words = asked(question, random);
  const [yes, no] = [turn(format, words, answer), turn(format, words, random.pick(refusals))];
  return harmful ? { chosen: no, rejected: yes } : { chosen: yes, rejected: no };
}

/** Those, and as many in which one answer is wrong: what is true of somebody else, or what answers another question.
 *  @param count so many pairs of both together */
export function judgedPairs(
  format: ChatFormat,
  taught: Taught,
  world: World,
  random: Random,
  count: number,
): Preference[] {
  const lessons = lessonsOf(taught, world);
  const harmless = { ...lessons, howTos: lessons.howTos.filter(({ harmful }) => !harmful) };
  return Array.from({ length: count }, (_, i) => {
    if (i % 2 === 0) return preferred(format, drawToPrefer(lessons, random), random);
    const lesson = draw(harmless, random);
    const words = asked(lesson.question, random);
    const wrong = wrongAnswer(lesson, harmless, random);
    return { chosen: turn(format, words, lesson.answer), rejected: turn(format, words, wrong) };
  });
}

function wrongAnswer(lesson: Lesson, all: Lessons, random: Random): string {
  if (lesson.mistaken && random.next() < 0.5) return lesson.mistaken(random);
  for (;;) {
    // Half of them answer a question of the same kind.
    const { answer } = random.next() < 0.5 ? random.pick(all[lesson.matter]) : draw(all, random);
    if (!lesson.isRight(answer)) return answer;
  }
}

/** The same sentence about somebody else's job, town … */
function wrongly({ answer, value, relation }: FactQuestion, { people }: World, random: Random): string {
  const others = people.map((person) => person[relation]).filter((other) => other !== value);
  return answer.replace(value, random.pick(others));
}

const asked = (question: string, random: Random): string =>
  random.next() < careless ? hasty(question) : question;

const turn = (format: ChatFormat, question: string, answer: string): Turn => ({
  prompt: format.question([{ question }]),
  answer: format.answer(answer),
});

/** Questions to try answers to: asked as in the preferences. */
export function promptsToTry(
  format: ChatFormat,
  taught: Taught,
  world: World,
  random: Random,
  count: number,
): Int32Array[] {
  const lessons = lessonsOf(taught, world);
  return Array.from({ length: count }, () =>
    format.question([{ question: asked(drawToPrefer(lessons, random).question, random) }]),
  );
}
