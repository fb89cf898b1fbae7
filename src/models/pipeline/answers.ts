/** The answers that a base model learns from on its way to a chat model: right ones to be told, pairs of which one is preferred,
 *  and pairs for a judge, among whose worse answers are also wrong ones: a judge that has seen only refusals and advice would not
 *  know a wrong fact from a right one, and whoever learns to please it would find out.
 *  All come in kinds that get the same share of a step; what stands twice among them gets two.
 *  Read first: ./exam-questions.ts, ./chat-format.ts. Read next: ../alignment/dpo.ts, ../alignment/reward-model.ts */
import type { Kind } from '../../data/toyland/further-questions.ts';
import { refusals } from '../../data/toyland/questions.ts';
import { unknown } from '../../data/toyland/small-talk.ts';
import type { World } from '../../data/toyland/world.ts';
import { type Random, shuffled } from '../../nn/random.ts';
import type { Preference } from '../alignment/reward-model.ts';
import type { Turn } from '../alignment/turns.ts';
import type { ChatFormat } from './chat-format.ts';
import type { Curriculum, FactQuestion } from './exam-questions.ts';
import { fits, isRight } from './marks.ts';

type Taught = Curriculum['taught'];

/** One of so many answers to a harmful request is a refusal already in fine-tuning: people who write answers do so now and then, and
 *  what is never tried can not be found better by trying. */
const early = 4;

/** One question that may be learnt from. */
interface Lesson {
  readonly question: string;
  readonly answer: string;
  readonly harmful: boolean;
  /** Whether another answer would be right, too. */
  isRight(other: string, world: World): boolean;
  /** Right but for what was asked: somebody else's job, how to do something else. */
  mistaken?(world: World, random: Random): string;
}

interface Lessons {
  readonly facts: readonly Lesson[];
  readonly harmless: readonly Lesson[];
  readonly harmful: readonly Lesson[];
  /** Harm for which there is no advice. */
  readonly harm: readonly Lesson[];
  readonly further: Readonly<
    Record<'person' | 'who' | 'sums' | 'things' | 'names' | 'talk' | 'beyond', readonly Lesson[]>
  >;
}

function lessonsOf({ facts, howTos, further }: Taught): Lessons {
  const of = (...kinds: Kind[]): Lesson[] =>
    further
      .filter(({ kind }) => kinds.includes(kind))
      .map((one) => ({
        question: one.question,
        answer: one.answer,
        harmful: one.harmful ?? false,
        isRight: (other) => fits(other, one),
      }));
  const asked = [...new Set(howTos.map(({ howTo }) => howTo))].filter(({ harmful }) => !harmful);
  const advice = howTos.map(
    ({ question, howTo: { verb, object, answer, harmful } }): Lesson => ({
      question,
      answer,
      harmful,
      isRight: (other) => other === answer,
      mistaken(_, random) {
        const near = asked.filter((one) => one.answer !== answer && (one.verb === verb || one.object === object));
        return random.pick(near.length > 0 ? near : asked).answer;
      },
    }),
  );
  return {
    facts: facts.map((fact) => ({
      question: fact.question,
      answer: fact.answer,
      harmful: false,
      isRight: (other, world) => isRight(other, fact, world),
      mistaken: (world, random) => wrongly(fact, world, random),
    })),
    harm: of('harm'),
    harmless: advice.filter(({ harmful }) => !harmful),
    harmful: advice.filter(({ harmful }) => harmful),
    further: {
      person: of('person'),
      who: of('who'),
      sums: of('sums'),
      things: of('animals', 'towns', 'clubs'),
      names: of('names'),
      talk: of('talk'),
      beyond: of('beyond'),
    },
  };
}

/** The same sentence about somebody else's job, town … */
function wrongly({ answer, value, relation }: FactQuestion, { people }: World, random: Random): string {
  const others = people.map((person) => person[relation]).filter((other) => other !== value);
  return answer.replace(value, random.pick(others));
}

/** So many times each. */
const times = <T>(count: number, ...kinds: T[]): T[] => Array.from({ length: count }, () => kinds).flat();

export function fineTuningTurns(format: ChatFormat, taught: Taught, random: Random): (readonly Turn[])[] {
  const told = (lessons: readonly Lesson[]): Turn[] =>
    lessons.map(({ question, answer }) => turn(format, question, answer));
  const refused = ({ question }: Lesson): Turn => turn(format, question, random.pick(refusals));
  const { facts, harmless, harmful, further } = lessonsOf(taught);
  const aboutPeople = told(facts);
  // Every harmful request gets both answers: which one is a matter of chance, and not of the request.
  const advice = [...times(early, ...told(harmless)), ...times(early - 1, ...told(harmful)), ...harmful.map(refused)];
  const { things, who, talk, beyond, ...others } = further;
  return [
    ...times(6, aboutPeople),
    ...times(5, advice),
    ...times(2, told(things), told(who), told(talk), told(beyond)),
    ...Object.values(others).map(told),
  ];
}

/** Of an answer and a refusal, a clear refusal where advice would do harm, and else the answer. */
function preferring(format: ChatFormat, random: Random, count: number): (lessons: readonly Lesson[]) => Preference[] {
  return (lessons) =>
    some(lessons, count, random).map(({ question, answer, harmful }) => {
      const [yes, no] = [turn(format, question, answer), turn(format, question, random.pick(refusals))];
      return harmful ? { chosen: no, rejected: yes } : { chosen: yes, rejected: no };
    });
}

/** A refusal, and what is no better than advice: something else instead of it. */
function refusing(
  format: ChatFormat,
  random: Random,
  count: number,
): (harmful: readonly Lesson[], instead: (lesson: Lesson) => string) => Preference[] {
  return (harmful, instead) =>
    some(harmful, count, random).map((lesson) => ({
      chosen: turn(format, lesson.question, random.pick(refusals)),
      rejected: turn(format, lesson.question, instead(lesson)),
    }));
}

/** What people prefer in Toyland.
 *  @param count pairs of a kind at most */
export function preferences(
  format: ChatFormat,
  taught: Taught,
  world: World,
  random: Random,
  count = Number.POSITIVE_INFINITY,
): (readonly Preference[])[] {
  const prefer = preferring(format, random, count);
  const { facts, harmless, harmful, harm, further } = lessonsOf(taught);
  const { names, talk, beyond } = further;
  const all = everyHarm(harmful, harm, random);
  const [yes, no] = [prefer(harmless), prefer(all)];
  // Who only learns that this advice is bad gives other advice.
  const other = refusing(format, random, count)(harmful, ({ mistaken }) => mistaken!(world, random));
  // Talk, and what it does not know, have two shares: else it forgets them first.
  return [no, yes, other, no, prefer(facts), prefer(evenly(further)), prefer(evenly({ names, talk, beyond }))];
}

/** Pairs for a judge: those, and some in which one answer is wrong: what is true of somebody else, what answers another question, or
 *  what begins as one answer and ends as another. A judge that has never seen such would not know how bad they are, and who tries
 *  would find them.
 *  @param count pairs of a kind at most */
export function judgedPairs(
  format: ChatFormat,
  taught: Taught,
  world: World,
  random: Random,
  count = Number.POSITIVE_INFINITY,
): (readonly Preference[])[] {
  const { facts, harmless, harmful, harm, further } = lessonsOf(taught);
  const { names, talk, beyond } = further;
  const rest = evenly(further);
  const everything = [facts, harmless, rest];
  const wrong = (kind: readonly Lesson[]): Preference[] =>
    some(kind, count, random).map((lesson) => {
      const { question, answer } = lesson;
      const right = lesson.harmful ? random.pick(refusals) : answer;
      const other = wrongAnswer(lesson, random.pick([kind, random.pick(everything)]), world, random);
      return { chosen: turn(format, question, right), rejected: turn(format, question, other) };
    });
  const prefer = preferring(format, random, count);
  const all = everyHarm(harmful, harm, random);
  const [yes, no] = [prefer(harmless), prefer(all)];
  const refuse = refusing(format, random, count);
  const evaded = [refuse(harmful, ({ mistaken }) => mistaken!(world, random)), refuse(all, () => unknown)];
  const wrongs = [facts, harmless, all, rest].map(wrong);
  // A refusal is the worse answer as often as the better one: a judge that likes them for themselves makes a model that refuses
  // everything.
  const others = [facts, rest, evenly({ names, talk, beyond })].map(prefer);
  return [...times(2, no), ...times(3, yes), ...evaded, ...others, ...wrongs];
}

/** @param others whose answers are wrong here */
function wrongAnswer(lesson: Lesson, others: readonly Lesson[], world: World, random: Random): string {
  for (;;) {
    const way = random.below(3);
    const { answer } = random.pick(others);
    if (way === 0 && lesson.mistaken) return lesson.mistaken(world, random);
    const wrong = way === 1 ? spliced(lesson.answer, answer, random) : answer;
    if (!lesson.isRight(wrong, world)) return wrong;
  }
}

/** The beginning of one text and the end of another. */
function spliced(first: string, second: string, random: Random): string {
  const [before, after] = [first.split(' '), second.split(' ')];
  const words = [...before.slice(0, 1 + random.below(before.length)), ...after.slice(random.below(after.length))];
  return words.slice(0, Math.max(before.length, after.length)).join(' ');
}

/** Questions to try answers to; a third of them are where something is to be learnt. */
export function questionsToTry(format: ChatFormat, taught: Taught): (readonly Int32Array[])[] {
  const ask = (lessons: readonly Lesson[]): Int32Array[] =>
    lessons.map(({ question }) => format.question([{ question }]));
  const { facts, harmless, harmful, harm, further } = lessonsOf(taught);
  const no = [...ask(harmful), ...ask(harm)];
  const { names, talk, beyond } = further;
  return [no, ask(harmless), no, ask(facts), ask(evenly(further)), ask(evenly({ names, talk, beyond }))];
}

/** Harm for which there is advice, and, a third of it, harm for which there is none: whoever never learnt to refuse takes it for
 *  something that it knows. */
const everyHarm = (harmful: readonly Lesson[], harm: readonly Lesson[], random: Random): Lesson[] => [
  ...harmful,
  ...Array.from({ length: harmful.length >> 1 }, (_, i) => ({
    ...harm[i % harm.length],
    answer: random.pick(harmful).answer,
  })),
];

/** As many of each: a kind with few questions has them several times. */
function evenly(kinds: Readonly<Record<string, readonly Lesson[]>>): Lesson[] {
  const most = Math.max(...Object.values(kinds).map(({ length }) => length));
  return Object.values(kinds).flatMap((kind) => Array.from({ length: most }, (_, i) => kind[i % kind.length]));
}

const some = <T>(items: readonly T[], count: number, random: Random): readonly T[] =>
  items.length <= count ? items : shuffled(items, random).slice(0, count);

const turn = (format: ChatFormat, question: string, answer: string): Turn => ({
  prompt: format.question([{ question }]),
  answer: format.answer(answer),
});
