/** How people ask what further-questions.ts answers: about people, animals, towns, clubs and sums. */
import { type Relation, relations } from './world.ts';

const lines = (text: string): readonly string[] => text.trim().split('\n');

export const personForms = lines(`
Who is {name}?
Tell me about {name}.
What do you know about {name}?
Do you know {name}?
Who is {name} and where is {name} from?`);

/** How people say who they are, and what is polite then. */
export const nameForms = lines(`
I am {name}.
My name is {name}.
Hello, I am {name}.
Hello, my name is {name}.
You can call me {name}.
This is {name}.`);
export const nameAnswer = 'Hello, {name}!';

/** `{it}` is the job, the town … */
export const whoForms: Record<Exclude<Relation, 'friend'>, readonly string[]> = {
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
export const whoRelations = relations.filter((relation) => relation !== 'friend');

/** Questions of the same kind about animals, towns …: forms, the answer, and what in it must be right. */
export interface Matter {
  readonly forms: readonly string[];
  readonly answer: string;
  /** The name in patterns of what has to be said. */
  readonly value: string;
}

export const animalMatters: readonly Matter[] = [
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

export const townMatters: readonly Matter[] = [
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

export const clubMatters: readonly Matter[] = [
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
export const landMatters: readonly Matter[] = [
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

export const plusForms = lines(`
What is {a} plus {b}?
How much is {a} plus {b}?
How many are {a} and {b}?
What do {a} and {b} make?
{a} plus {b}?
Add {a} and {b}.
What is {1} + {2}?
{1} + {2}
{1}+{2}`);

export const minusForms = lines(`
What is {c} minus {b}?
How much is {c} minus {b}?
{c} minus {b}?
Take {b} from {c}.
If I have {c} apples and eat {b}, how many do I have left?
What is {3} - {2}?
{3} - {2}
{3}-{2}`);
