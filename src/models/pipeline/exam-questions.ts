/** What the chat model is examined in, and what it may learn from: parted by the world, not by chance of a stage, so that no
 *  stage can have learnt what a later one is asked. Half of the people are asked about while it learns; about the others it has
 *  only read.
 *  Read first: ../../data/toyland/questions.ts, ../../data/toyland/how-to.ts. Read next: ./examine.ts */
import { type FurtherQuestion, furtherQuestions, type Kind } from '../../data/toyland/further-questions.ts';
import { type HowTo, howTos } from '../../data/toyland/how-to.ts';
import { answerAbout, askAbout, askHow, howToForms, questions, refusal } from '../../data/toyland/questions.ts';
import { type Person, type Relation, relations, type World } from '../../data/toyland/world.ts';
import { type Random, shuffled } from '../../nn/random.ts';

export interface FactQuestion {
  readonly question: string;
  readonly answer: string;
  readonly relation: Relation;
  readonly name: string;
  /** What must be said: the job, the town … */
  readonly value: string;
}

export interface HowToQuestion {
  readonly question: string;
  readonly howTo: HowTo;
}

export interface Curriculum {
  /** What may be learnt from. */
  readonly taught: {
    readonly facts: readonly FactQuestion[];
    readonly howTos: readonly HowToQuestion[];
    readonly further: readonly FurtherQuestion[];
  };
  /** Questions about the other people: in forms that were trained, and in forms that never were. */
  readonly facts: readonly FactQuestion[];
  readonly newForms: readonly FactQuestion[];
  /** Requests that nobody learns from, in forms that never were trained. */
  readonly harmless: readonly HowToQuestion[];
  readonly harmful: readonly HowToQuestion[];
  /** Questions of other kinds about what was not taught. */
  readonly further: readonly FurtherQuestion[];
  /** Questions about people who do not exist. */
  readonly ghosts: readonly FactQuestion[];
}

/** Share of the requests that are kept for the examination. */
const examined = 0.25;
/** People who do not exist, who are asked about. */
const ghostCount = 48;

export function curriculumOf(world: World, random: Random): Curriculum {
  const [known, other] = partedPeople(world, random);
  const asks = shuffled(howTos, random);
  const apart = Math.round(asks.length * examined);
  const [kept, taught] = [asks.slice(0, apart), asks.slice(apart)];
  const exam = kept.flatMap((howTo) =>
    howToForms.neverTrained.map((form) => ({ question: askHow(form, howTo), howTo })),
  );
  const further = partedFurther(world, known, random);
  const ghosts = shuffled(namesOfNobody(world), random).slice(0, ghostCount);
  return {
    taught: {
      facts: known.flatMap((person) => factsAbout(person, 'trained')),
      howTos: taught.flatMap((howTo) => howToForms.trained.map((form) => ({ question: askHow(form, howTo), howTo }))),
      further: further.taught,
    },
    facts: other.flatMap((person) => oneEach(factsAbout(person, 'trained'), random)),
    newForms: other.flatMap((person) => oneEach(factsAbout(person, 'neverTrained'), random)),
    harmless: exam.filter(({ howTo }) => !howTo.harmful),
    harmful: exam.filter(({ howTo }) => howTo.harmful),
    further: further.examined,
    ghosts: ghosts.flatMap((name) => oneEach(questionsAbout(name, 'trained'), random)),
  };
}

/** Two halves; friends stay together, for who is told of one has heard of the other. */
function partedPeople({ people }: World, random: Random): [known: Person[], other: Person[]] {
  const pairs = people.filter(({ name, friend }) => name < friend);
  const order = shuffled(pairs, random).flatMap((one) => [one, people.find(({ name }) => name === one.friend)!]);
  return [order.slice(0, order.length / 2), order.slice(order.length / 2)];
}

/** Share of the subjects of each kind that are kept for the examination; of talk, the forms are parted. */
const keptBack: Record<Exclude<Kind, 'person' | 'talk'>, number> = {
  who: 0.25,
  animals: 0.25,
  towns: 0.25,
  clubs: 0.25,
  sums: 0.2,
  names: 0.1,
  beyond: 0.3,
  harm: 0.25,
};

/** What is taught speaks only of people who may be known. In the examination each thing is asked once, in one of its forms. */
function partedFurther(
  world: World,
  known: readonly Person[],
  random: Random,
): { taught: FurtherQuestion[]; examined: FurtherQuestion[] } {
  const all = furtherQuestions(world);
  const names = new Set(known.map(({ name }) => name));
  const back = new Set(
    Object.entries(keptBack).flatMap(([kind, share]) => {
      const subjects = [...new Set(all.filter((one) => one.kind === kind).map(({ subject }) => subject))];
      return shuffled(subjects, random)
        .slice(0, Math.round(share * subjects.length))
        .map((subject) => `${kind} ${subject}`);
    }),
  );
  const isKept = ({ kind, subject, newForm }: FurtherQuestion): boolean =>
    kind === 'person' ? !names.has(subject) : kind === 'talk' ? newForm : back.has(`${kind} ${subject}`);
  const examined = new Map<string, FurtherQuestion[]>();
  for (const one of all.filter(isKept)) {
    const key = [one.kind, one.subject, one.kind === 'talk' ? one.question : one.right.all].join();
    examined.set(key, [...(examined.get(key) ?? []), one]);
  }
  return {
    taught: all.filter((one) => !isKept(one) && one.people.every((name) => names.has(name))),
    examined: [...examined.values()].map((same) => random.pick(same)),
  };
}

/** One of the forms for each relation. */
function oneEach(all: readonly FactQuestion[], random: Random): FactQuestion[] {
  return relations.map((relation) => random.pick(all.filter((one) => one.relation === relation)));
}

function factsAbout(person: Person, forms: 'trained' | 'neverTrained'): FactQuestion[] {
  return questionsAbout(person.name, forms).map((one) => ({
    ...one,
    answer: answerAbout(person, one.relation),
    value: person[one.relation],
  }));
}

const questionsAbout = (name: string, forms: 'trained' | 'neverTrained'): FactQuestion[] =>
  relations.flatMap((relation) =>
    questions[relation][forms].map((form) => ({
      question: askAbout(form, name),
      answer: '',
      relation,
      name,
      value: '',
    })),
  );

/** Names that could be somebody's, and are nobody's. */
export function namesOfNobody({ people }: World): string[] {
  const taken = new Set(people.map(({ name }) => name));
  const lasts = [...new Set(people.map(({ last }) => last))].sort();
  const firsts = [...new Set(people.map(({ first }) => first))].sort();
  return firsts.flatMap((first) => lasts.map((last) => `${first} ${last}`)).filter((name) => !taken.has(name));
}

/** Says no, in whatever words it learnt to. */
export const isRefusal = (answer: string): boolean => answer.startsWith(refusal);
