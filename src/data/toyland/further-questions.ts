/** Questions beside the seven about a person: who somebody is, who has or is or likes something (the other way round), animals,
 *  towns, clubs, sums, talk, and what Toyland knows nothing about. Each knows what makes an answer right, which need not be one
 *  sentence: whoever lives in Bellmoor is a right answer to "Who lives in Bellmoor?".
 *  Read first: questions.ts, facts.ts, small-talk.ts */
import { about, aboutAnimal, numbers } from './facts.ts';
import { fill, type Given } from './grammar.ts';
import { answerAbout } from './questions.ts';
import { beyond, topics, unknown } from './small-talk.ts';
import { type Person, type Relation, relations, type World } from './world.ts';

export const kinds = ['person', 'who', 'animals', 'towns', 'clubs', 'sums', 'talk', 'beyond'] as const;
export type Kind = (typeof kinds)[number];

export interface FurtherQuestion {
  readonly kind: Kind;
  /** What it is about: a person, a job, an animal. What is examined is never taught. */
  readonly subject: string;
  /** Whether this form of asking is kept for the examination. */
  readonly newForm: boolean;
  readonly question: string;
  /** One right answer. */
  readonly answer: string;
  /** Whom the answer speaks of. */
  readonly people: readonly string[];
  readonly right: {
    /** All of this has to be said, */
    readonly all: readonly string[];
    /** one of this, */
    readonly any: readonly string[];
    /** and nothing of this. */
    readonly none: readonly string[];
  };
}

const lines = (text: string): readonly string[] => text.trim().split('\n');

const personForms = lines(`
Who is {name}?
Tell me about {name}.
What do you know about {name}?
Do you know {name}?
Who is {name} and where is {name} from?`);

/** `{it}` is the job, the town … */
const whoForms: Record<Exclude<Relation, 'friend'>, readonly string[]> = {
  job: lines(`
Who is the {it}?
Who is a {it}?
Who works as a {it}?
I need a {it}.
Do you know a {it}?`),
  town: lines(`
Who lives in {it}?
Who is from {it}?
Do you know somebody in {it}?
Whom can I visit in {it}?
Tell me who lives in {it}.`),
  pet: lines(`
Who has a {it}?
Who lives with a {it}?
Do you know somebody with a {it}?
Whose pet is a {it}?`),
  food: lines(`
Who likes {it}?
Who likes {it} best?
Who eats {it}?
For whom should I make {it}?`),
  colour: lines(`
Who likes the colour {it}?
Who likes {it}?
Who has a {it} door?
Who wears a {it} hat?`),
  hobby: lines(`
Who likes {it}?
Who is very good at {it}?
Whose hobby is {it}?
Who can teach me {it}?`),
};

/** Friends are left out: they are friends of each other, so that the question is the same the other way round. */
const whoRelations = relations.filter((relation) => relation !== 'friend');

/** Questions of the same kind about animals, towns …: forms, the answer, and what in it must be right. */
interface Matter {
  readonly forms: readonly string[];
  readonly answer: string;
  /** The name in patterns of what has to be said. */
  readonly value: string;
}

const animalMatters: readonly Matter[] = [
  {
    forms: lines(`
What does a {animal} say?
What does a {animal} do when {he} is hungry?
Which sound does a {animal} make?
How does a {animal} sound?`),
    answer: 'A {animal} {calls}.',
    value: 'calls',
  },
  {
    forms: lines(`
What do {animals} eat?
What does a {animal} eat?
What does a {animal} like to eat?
What should I give to a hungry {animal}?`),
    answer: '{animals} eat {eats}.',
    value: 'eats',
  },
  {
    forms: lines(`
Where does a {animal} live?
Where do {animals} live?
Where can I find a {animal}?
Where is the home of a {animal}?`),
    answer: '{animals} live {home}.',
    value: 'home',
  },
  {
    forms: lines(`
How many legs does a {animal} have?
How many legs do {animals} have?
How many legs has a {animal}?`),
    answer: 'A {animal} has {legs} legs.',
    value: 'legs',
  },
  {
    forms: lines(`
What is a {animal}?
What are {animals}?
Tell me about {animals}.
Do you know what a {animal} is?`),
    answer: 'A {animal} is an animal that {calls}.',
    value: 'calls',
  },
];

const townMatters: readonly Matter[] = [
  {
    forms: lines(`
Where is {town}?
Where does {town} lie?
Tell me where {town} is.
Where can I find {town}?`),
    answer: '{town} lies {place}.',
    value: 'place',
  },
  {
    forms: lines(`
What is {town} famous for?
What can I buy in {town}?
What do people buy in {town}?
Why do people go to {town}?`),
    answer: '{town} is famous for {goods}.',
    value: 'goods',
  },
  {
    forms: lines(`
What can I see in {town}?
What is there in {town}?
What are people in {town} proud of?
What does {town} have?`),
    answer: 'There is {sight} in {town}.',
    value: 'sight',
  },
  {
    forms: lines(`
Who is the mayor of {town}?
Tell me the mayor of {town}.
What is the name of the mayor of {town}?`),
    answer: 'The mayor of {town} is {mayor}.',
    value: 'mayor',
  },
  {
    forms: lines(`
What is {town}?
Tell me about {town}.
What do you know about {town}?
Do you know {town}?`),
    answer: '{town} is a town {place}.',
    value: 'place',
  },
];

const clubMatters: readonly Matter[] = [
  {
    forms: lines(`
Who is the president of the {club} club?
Tell me the president of the {club} club.
What is the name of the president of the {club} club?`),
    answer: 'The president of the {club} club is {president}.',
    value: 'president',
  },
  {
    forms: lines(`
When does the {club} club meet?
On which day does the {club} club meet?
Tell me when the {club} club meets.
What day is the {club} club?`),
    answer: 'The {club} club meets on {day}.',
    value: 'day',
  },
];

/** About the land itself. */
const landMatters: readonly Matter[] = [
  {
    forms: lines(`
Who is the president of Toyland?
Who governs Toyland?
Tell me the president of Toyland.`),
    answer: 'The president of Toyland is {president}.',
    value: 'president',
  },
  {
    forms: lines(`
What is the capital of Toyland?
Which town is the capital?
Tell me the capital of Toyland.`),
    answer: 'The capital of Toyland is {capital}.',
    value: 'capital',
  },
];

const plusForms = lines(`
What is {a} plus {b}?
How much is {a} plus {b}?
How many are {a} and {b}?
What do {a} and {b} make?
{a} plus {b}?
Add {a} and {b}.
What is {1} + {2}?
{1} + {2}
{1}+{2}`);

const minusForms = lines(`
What is {c} minus {b}?
How much is {c} minus {b}?
{c} minus {b}?
Take {b} from {c}.
If I have {c} apples and eat {b}, how many do I have left?
What is {3} - {2}?
{3} - {2}
{3}-{2}`);

/** All questions of all kinds. */
export function furtherQuestions(world: World): FurtherQuestion[] {
  const { people, animals, towns, clubs, president, capital } = world;
  const names = people.map(({ name }) => name);
  const land = { land: 'Toyland', president: president.name, capital };
  const wrong = { president: names, mayor: names, capital: towns.map(({ name }) => name) };
  return [
    ...people.flatMap((person) => personQuestions(person, world)),
    ...whoRelations.flatMap((relation) => whoQuestions(relation, world)),
    ...matters('animals', animalMatters, animals.map(aboutAnimal), ['animal', 'animals'], wrong),
    ...matters(
      'towns',
      townMatters,
      towns.map(({ name, ...town }) => ({ town: name, ...town })),
      ['town'],
      wrong,
    ),
    ...matters(
      'clubs',
      clubMatters,
      clubs.map((club) => ({ ...club })),
      ['club'],
      wrong,
    ),
    ...matters('clubs', landMatters, [land], ['land'], wrong),
    ...sums(),
    ...smallTalk(),
    ...beyondToyland(),
  ];
}

function personQuestions(person: Person, { people, towns }: World): FurtherQuestion[] {
  const { name, job, town } = person;
  const others = [...new Set(people.map((other) => other.job)), ...towns.map((other) => other.name)];
  return personForms.map((form) => ({
    kind: 'person',
    subject: name,
    newForm: false,
    question: fill(form, { name }),
    answer: fill('{name} is a {job} in {town}.', about(person)),
    people: [name],
    right: { all: [name, job, town], any: [], none: others.filter((other) => other !== job && other !== town) },
  }));
}

/** One for each form and each person of whom it is true. */
function whoQuestions(relation: keyof typeof whoForms, { people }: World): FurtherQuestion[] {
  return [...new Set(people.map((person) => person[relation]))].flatMap((it) => {
    const those = people.filter((person) => person[relation] === it);
    const any = those.map(({ name }) => name);
    const none = people.map(({ name }) => name).filter((name) => !any.includes(name));
    return whoForms[relation].flatMap((form) =>
      those.map((person) => ({
        kind: 'who' as const,
        subject: it,
        newForm: false,
        question: fill(form, { it }),
        answer: answerAbout(person, relation),
        people: [person.name],
        right: { all: [it], any, none },
      })),
    );
  });
}

/** @param subjects what patterns know of each
 *  @param called under which names they know the subject itself; the first names it
 *  @param wrong what else could be said by mistake, beside what is true of the other subjects */
function matters(
  kind: Kind,
  all: readonly Matter[],
  subjects: readonly Given[],
  called: readonly string[],
  wrong: Readonly<Record<string, readonly string[]>>,
): FurtherQuestion[] {
  return all.flatMap(({ forms, answer, value }) => {
    const values = [...new Set([...subjects.map((given) => given[value]), ...(wrong[value] ?? [])])];
    return subjects.flatMap((given) => {
      const right = given[value];
      return forms.map((form) => ({
        kind,
        subject: given[called[0]],
        newForm: false,
        question: fill(form, { ...given, he: 'it' }),
        answer: fill(answer, given),
        people: value === 'mayor' || value === 'president' ? [right] : [],
        right: {
          all: [right],
          any: called.map((name) => given[name]),
          none: values.filter((other) => other !== right),
        },
      }));
    });
  });
}

/** Sums of one to ten, as words and as digits; the answer is always in words. */
function sums(): FurtherQuestion[] {
  const upTo = Array.from({ length: 10 }, (_, i) => i + 1);
  const ask = (forms: readonly string[], sign: string, x: number, y: number, result: number, given: Given) =>
    forms.map(
      (form): FurtherQuestion => ({
        kind: 'sums',
        subject: `${x} ${sign} ${y}`,
        newForm: false,
        question: fill(form, given),
        answer: fill(`{x} ${sign} {y} is {z}.`, { x: numbers[x], y: numbers[y], z: numbers[result] }),
        people: [],
        right: {
          all: [`is ${numbers[result]}`],
          any: [],
          none: numbers.filter((_, n) => n !== x && n !== y && n !== result),
        },
      }),
    );
  return upTo.flatMap((a) =>
    upTo.flatMap((b) => {
      const c = a + b;
      const given = { a: numbers[a], b: numbers[b], c: numbers[c], 1: `${a}`, 2: `${b}`, 3: `${c}` };
      return [...ask(plusForms, 'plus', a, b, c, given), ...ask(minusForms, 'minus', c, b, a, given)];
    }),
  );
}

/** Said is what is right: every sentence that answers it. */
const exactly = (answer: string): FurtherQuestion['right'] => ({ all: [answer], any: [], none: [] });

const smallTalk = (): FurtherQuestion[] =>
  Object.entries(topics).flatMap(([subject, { trained, neverTrained, answer }]) =>
    [trained, neverTrained].flatMap((forms, at) =>
      forms.map((question) => ({
        kind: 'talk' as const,
        subject,
        newForm: at === 1,
        question,
        answer,
        people: [],
        right: exactly(answer),
      })),
    ),
  );

const beyondToyland = (): FurtherQuestion[] =>
  beyond.map((question) => ({
    kind: 'beyond',
    subject: question,
    newForm: false,
    question,
    answer: unknown,
    people: [],
    right: exactly(unknown),
  }));
