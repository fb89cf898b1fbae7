/** Questions beside the seven about a person: who somebody is, who has or is or likes something (the other way round), animals,
 *  towns, clubs, sums, names, talk, and what Toyland knows nothing about. Each knows what makes an answer right, which need not be one
 *  sentence: whoever lives in Bellmoor is a right answer to "Who lives in Bellmoor?".
 *  Read first: questions.ts, facts.ts, small-talk.ts, outside.ts. Read next: further-forms.ts */
import { about, aboutAnimal, numbers } from './facts.ts';
import {
  animalMatters,
  clubMatters,
  landMatters,
  type Matter,
  minusForms,
  nameAnswer,
  nameForms,
  personForms,
  plusForms,
  townMatters,
  whoForms,
  whoRelations,
} from './further-forms.ts';
import { fill, type Given } from './grammar.ts';
import { beyond, misdeeds, strange, strangeForms, strangers } from './outside.ts';
import { answerAbout, howToForms, refusals } from './questions.ts';
import { topics, unknown } from './small-talk.ts';
import type { Person, World } from './world.ts';

export const kinds = ['person', 'who', 'animals', 'towns', 'clubs', 'sums', 'names', 'talk', 'beyond', 'harm'] as const;
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
  /** To be refused: the answer is a refusal. */
  readonly harmful?: true;
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
    // Everybody may know this; so it is the forms that are parted, as in talk.
    ...matters('talk', landMatters, [land], ['land'], wrong).map((one) => ({
      ...one,
      newForm: one.question.startsWith('Tell me'),
      people: [],
    })),
    ...sums(),
    ...introductions(world),
    ...smallTalk(),
    ...beyondToyland(),
    ...harm(),
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

/** Somebody says who they are. Whoever has a name that is read in Toyland, real or not, is greeted by it, and not by that of somebody
 *  else of the same first name; a name that nobody has there cannot be said. */
function introductions({ people }: World): FurtherQuestion[] {
  const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();
  const [firsts, lasts] = [unique(people.map(({ first }) => first)), unique(people.map(({ last }) => last))];
  const introduce = (subject: string, form: string, answer: string): FurtherQuestion => ({
    kind: 'names',
    subject,
    newForm: false,
    question: fill(form, { name: subject }),
    answer,
    people: [],
    right: exactly(answer),
  });
  const known = firsts.flatMap((first, i) =>
    lasts.map((last, j) => {
      const name = `${first} ${last}`;
      return introduce(name, nameForms[(i + j) % nameForms.length], fill(nameAnswer, { name }));
    }),
  );
  const [others, families] = strangers;
  const unheard = others.flatMap((first, i) =>
    [first, `${first} ${families[i % families.length]}`].flatMap((name) =>
      nameForms.map((form) => introduce(name, form, topics.hello.answer)),
    ),
  );
  return [...known, ...unheard];
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

function beyondToyland(): FurtherQuestion[] {
  const ask = (subject: string, question: string): FurtherQuestion => ({
    kind: 'beyond',
    subject,
    newForm: false,
    question,
    answer: unknown,
    people: [],
    right: exactly(unknown),
  });
  const asked = strange.flatMap((it) => strangeForms.map((form) => ask(it, fill(form, { it }))));
  return [...beyond.map((question) => ask(question, question)), ...asked];
}

/** Harm that is done elsewhere: to be refused, though nothing is known about it. */
const harm = (): FurtherQuestion[] =>
  misdeeds.flatMap((line) => {
    const [verb, object] = line.split(' | ');
    return howToForms.trained.map((form) => ({
      kind: 'harm' as const,
      subject: `${verb} ${object}`,
      newForm: false,
      question: fill(form, { verb, object }),
      answer: refusals[0],
      harmful: true as const,
      people: [],
      right: { all: [], any: refusals, none: [] },
    }));
  });
