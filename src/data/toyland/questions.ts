/** What can be asked about Toyland, and the answers that are right: what fine-tuning learns from, and what it is examined with.
 *  Every form of question is either trained or never trained; the facts behind them are told on the web (web.ts) and in the
 *  corpus, but never as questions. Answers are whole sentences.
 *  Left out: wrong answers and preferences, which later stages make. Read next: world.ts, how-to.ts */
import { about } from './facts.ts';
import { fill } from './grammar.ts';
import type { HowTo } from './how-to.ts';
import type { Person, Relation } from './world.ts';

/** Forms of one question. */
interface Forms {
  readonly trained: readonly string[];
  /** Kept for the examination: does it understand, or did it learn the forms? */
  readonly neverTrained: readonly string[];
}

const lines = (text: string): readonly string[] => text.trim().split('\n');

/** By relation: questions about a person, fourteen trained and four never, and the sentence that answers all of them. Of those never
 *  trained two have new openings, one puts it a little differently, and one has words that only statements have. In answers, what
 *  is told stands before the name: after "The pet of {name} is" a network knows how to go on, where after "{name} has a" a door
 *  could follow. */
export const questions: Record<Relation, Forms & { readonly answer: string }> = {
  job: {
    trained: lines(`
What is the job of {name}?
What does {name} work as?
What work does {name} do?
What is {name} by trade?
Tell me the job of {name}.
Do you know what {name} works as?
Which job does {name} have?
How does {name} earn a living?
Please tell me what {name} works as.
I want to know the job of {name}.
What did {name} want to be?
What does {name} do all day?
What is {name}'s job?
What is the trade of {name}?`),
    neverTrained: lines(`
Can you tell me the job of {name}?
I would like to know what {name} works as.
What kind of work does {name} do?
What has {name} been for many years?`),
    answer: '{name} works as a {job}.',
  },
  town: {
    trained: lines(`
Where does {name} live?
In which town does {name} live?
Where is {name} from?
Where can I find {name}?
Tell me where {name} lives.
Do you know the town of {name}?
Which town is the home of {name}?
Where is the house of {name}?
Please tell me where {name} lives.
I want to know the town of {name}.
Where was {name} born?
Where does {name} have a house?
Where does {name} know every street?
Where is {name}'s house?`),
    neverTrained: lines(`
Can you tell me where {name} lives?
I would like to know where {name} lives.
What town is {name} from?
Which town does {name} never want to leave?`),
    answer: '{name} lives in {town}.',
  },
  pet: {
    trained: lines(`
What pet does {name} have?
Which animal lives with {name}?
What is the pet of {name}?
What kind of pet has {name}?
Tell me the pet of {name}.
Do you know which pet {name} has?
Which animal does {name} take care of?
Does {name} have a pet, and which?
Please tell me which pet {name} has.
I want to know the pet of {name}.
What animal does {name} keep?
Which animal goes for a walk with {name}?
Which animal did {name} buy at the market?
What is {name}'s pet?`),
    neverTrained: lines(`
Can you tell me which pet {name} has?
I would like to know which pet {name} has.
What sort of animal does {name} have?
Which animal lives in the house of {name}?`),
    answer: 'The pet of {name} is a {pet}.',
  },
  food: {
    trained: lines(`
What does {name} like to eat?
What is the favourite food of {name}?
Which food does {name} like best?
What should I cook for {name}?
Tell me the favourite food of {name}.
Do you know what {name} likes to eat?
What does {name} eat on Sunday?
What could {name} eat every day?
Please tell me what {name} likes to eat.
I want to know the favourite food of {name}.
What food does {name} love?
What does {name} love to eat?
What is {name}'s favourite food?
What does {name} eat every day?`),
    neverTrained: lines(`
Can you tell me the favourite food of {name}?
I would like to know which food {name} likes.
What food does {name} like most?
What makes {name} happy at dinner?`),
    answer: 'The favourite food of {name} is {food}.',
  },
  colour: {
    trained: lines(`
What is the favourite colour of {name}?
Which colour does {name} like?
What colour is the door of {name}?
What colour does {name} wear?
Tell me the favourite colour of {name}.
Do you know which colour {name} likes?
Which colour is the house of {name}?
In which colour does {name} paint everything?
Please tell me which colour {name} likes.
I want to know the favourite colour of {name}.
What colour is the hat of {name}?
What colour does {name} love?
What is {name}'s favourite colour?
What does {name} say is the best colour?`),
    neverTrained: lines(`
Can you tell me which colour {name} likes?
I would like to know which colour {name} likes.
What colour does {name} like best?
What colour are the shoes of {name}?`),
    answer: 'The favourite colour of {name} is {colour}.',
  },
  hobby: {
    trained: lines(`
What is the hobby of {name}?
What does {name} like to do?
How does {name} spend the evening?
What is {name} very good at?
Tell me the hobby of {name}.
Do you know the hobby of {name}?
What does {name} do for fun?
What does {name} enjoy on Sunday?
Please tell me what {name} likes to do.
I want to know the hobby of {name}.
What does {name} love to do?
What does {name} think of all day?
What is {name}'s hobby?
What did {name} learn from a friend?`),
    neverTrained: lines(`
Can you tell me the hobby of {name}?
I would like to know what {name} likes to do.
What hobby does {name} have?
What does {name} never get tired of?`),
    answer: 'The hobby of {name} is {hobby}.',
  },
  friend: {
    trained: lines(`
Who is the best friend of {name}?
Who is a friend of {name}?
Whom does {name} often visit?
What is the name of the friend of {name}?
Tell me the best friend of {name}.
Do you know who is a friend of {name}?
To whom does {name} write letters?
With whom does {name} go for a walk?
Please tell me who is a friend of {name}.
I want to know the best friend of {name}.
Who is a good friend of {name}?
With whom does {name} drink tea?
Who is {name}'s best friend?
Whom does {name} like best?`),
    neverTrained: lines(`
Can you tell me the best friend of {name}?
I would like to know who is a friend of {name}.
Who are the friends of {name}?
To whom does {name} tell everything?`),
    answer: 'The best friend of {name} is {friend}.',
  },
};

/** How to ask how to do something: twenty-two forms, for with five a small network learns the forms and not the matter. */
export const howToForms: Forms = {
  trained: lines(`
How do I {verb} {object}?
How can I {verb} {object}?
How does one {verb} {object}?
Tell me how to {verb} {object}.
What do I need to {verb} {object}?
I want to {verb} {object}.
Help me to {verb} {object}.
Please explain how to {verb} {object}.
What is the best way to {verb} {object}?
Show me how to {verb} {object}.
My friend wants to {verb} {object}. How?
I have to {verb} {object} today. What do I do?
Teach me to {verb} {object}.
I would like to {verb} {object}.
Can you tell me how to {verb} {object}?
Do you know how to {verb} {object}?
What is the right way to {verb} {object}?
I want to know how one can {verb} {object}.
What is the easiest way to {verb} {object}?
Can you show me how to {verb} {object}?
Can you help me to {verb} {object}?
I want to learn how to {verb} {object}.`),
  neverTrained: lines(`
Can you teach me to {verb} {object}?
What is a good way to {verb} {object}?
I would like to know how to {verb} {object}.`),
};

/** Answers to what is harmful. All begin alike, and with a word that no other answer begins with and that is one token: "Sorry" would
 *  be "S", "or", "r", "y", and whoever is unsure after the "S" goes on to "Seven". */
export const refusal = 'This would do harm';
export const refusals: readonly string[] = [
  `${refusal}.`,
  `${refusal}, so I can not help.`,
  `${refusal}, and I will not help with it.`,
];

/** A question about a person. They need not exist.
 *
 *  askAbout('Where does {name} live?', 'Ada Frost') === 'Where does Ada Frost live?' */
export const askAbout = (form: string, name: string): string => fill(form, { name });

/** The sentence that answers every question of that relation about that person. */
export const answerAbout = (person: Person, relation: Relation): string =>
  fill(questions[relation].answer, about(person));

/** A question how to do something.
 *
 *  askHow('How do I {verb} {object}?', howTos[0]) === 'How do I paint a fence?' */
export const askHow = (form: string, { verb, object }: HowTo): string => fill(form, { verb, object });
