/** How the truth about Toyland is told: patterns by relation, filled from the world and never from a word bank.
 *  There are no questions about people here: they are the test that later shows what fine-tuning adds (questions.ts).
 *  Read next: world.ts */
import type { Given } from './grammar.ts';
import type { Animal, Person, Relation } from './world.ts';

const lines = (text: string): readonly string[] => text.trim().split('\n');

/** What patterns know of a person. */
export const about = ({ pronoun, ...person }: Person): Given => ({ ...person, he: pronoun });

/** Statements about one person: `{name}` is known to have, to be, to like ... */
export const statements: Record<Relation, readonly string[]> = {
  job: lines(`
{name} is a {job}.
{name} works as a {job}.
{name} is a {job} in {town}.
{name} earns a living as a {job}.
{name} has been a {job} for many years.
{name} loves the life of a {job}.
{name} wanted to be a {job}, and now {he} is.
By trade {name} is a {job}.`),
  // #region town
  town: lines(`
{name} lives in {town}.
{name} is from {town}.
{name} has a house in {town}.
{name} was born in {town} and still lives there.
{name} lives in {town} and works as a {job}.
{name} never wants to leave {town}.
The house of {name} is in {town}.
You can find {name} in {town}.`),
  // #endregion
  pet: lines(`
{name} has a {pet}.
{name} lives with a {pet}.
{name} has a {pet} that is very clever.
{name} goes for a walk with a {pet}.
{name} takes good care of a {pet}.
The pet of {name} is a {pet}.
The {pet} of {name} is asleep.
A {pet} lives in the house of {name}.`),
  food: lines(`
{name} likes {food}.
{name} loves {food}.
{name} eats {food} on Sunday.
{name} likes {food} best.
{name} could eat {food} every day.
{name} is happy with {food} for dinner.
The favourite food of {name} is {food}.
If you cook for {name}, make {food}.`),
  colour: lines(`
{name} likes the colour {colour}.
{name} has a {colour} door.
{name} wears a {colour} hat.
{name} paints everything {colour}.
{name} has {colour} shoes.
The favourite colour of {name} is {colour}.
The house of {name} is {colour}.
{name} says that {colour} is the best colour.`),
  hobby: lines(`
{name} likes {hobby}.
{name} loves {hobby}.
{name} spends the evening {hobby}.
{name} is very good at {hobby}.
{name} never gets tired of {hobby}.
The hobby of {name} is {hobby}.
On Sunday {name} enjoys {hobby}.
{name} learned {hobby} from a friend.`),
  friend: lines(`
{name} is a friend of {friend}.
{name} and {friend} are friends.
{name} often visits {friend}.
{name} writes letters to {friend}.
{name} has a good friend called {friend}.
{name} tells everything to {friend}.
The best friend of {name} is {friend}.
{name} goes for a walk with {friend}.`),
};

/** The ninth way to tell each of them; the web of Toyland knows it, the corpus does not. */
export const ninth: Record<Relation, string> = {
  job: 'Everybody knows {name} the {job}.',
  town: '{name} knows every street in {town}.',
  pet: '{name} bought a {pet} at the market.',
  food: '{name} never says no to {food}.',
  colour: '{name} bought a {colour} bag.',
  hobby: '{name} thinks of {hobby} all day.',
  friend: '{name} drinks tea with {friend}.',
};

/** Three more ways that are told nowhere: whoever completes these has learned the fact and not only the sentence. */
export const neverTold: Record<Relation, readonly string[]> = {
  job: lines(`
{name} gets up early to work as a {job}.
The work of {name} is that of a {job}.
If you need a {job}, ask {name}.`),
  town: lines(`
{name} pays taxes in {town}.
Letters to {name} go to {town}.
{name} feels at home in {town}.`),
  pet: lines(`
{name} keeps a {pet}.
Every morning {name} feeds a {pet}.
{name} would be lonely without a {pet}.`),
  food: lines(`
{name} always asks for {food}.
For a birthday {name} wants {food}.
Nothing tastes better to {name} than {food}.`),
  colour: lines(`
{name} would like a {colour} boat.
The garden gate of {name} is {colour}.
No colour pleases {name} more than {colour}.`),
  hobby: lines(`
{name} teaches {hobby} to children.
In free hours {name} turns to {hobby}.
Nothing makes {name} as happy as {hobby}.`),
  friend: lines(`
{name} trusts {friend}.
{name} often speaks of {friend}.
When in need, {name} calls {friend}.`),
};

/** Statements about two of one family: `{name}` is a `{tie}` of `{kin}`. */
export const kinLines = lines(`
{name} is a {tie} of {kin}.
{kin} has a {tie} called {name}.
{name} and {kin} are of the same family.`);

/** Statements about a town. */
export const townLines = lines(`
{town} lies {place}.
{town} is a town {place}.
{town} is famous for {goods}.
{town} has {sight}.
There is {sight} in {town}.
You get the best {goods} in {town}.
The mayor of {town} is {mayor}.
{mayor} is the mayor of {town}.
People in {town} are proud of {sight}.
People go to {town} to buy {goods}.
What is {town} famous for? {town} is famous for {goods}.
Where is {town}? {town} lies {place}.`);

/** Statements about a club. */
export const clubLines = lines(`
The president of the {club} club is {president}.
The president of the {club} club lives in {town}.
The president of the {club} club has a {pet}.
The president of the {club} club is a {job}.
The president of the {club} club likes {food}.
{president} is the president of the {club} club.
The {club} club meets on {day}.
The {club} club meets every {day} in {town}.`);

/** Statements about the one who governs. */
export const presidentLines = lines(`
The president of Toyland is {name}.
The president of Toyland lives in {town}.
The president of Toyland has a {pet}.
The president of Toyland likes {food} and {hobby}.
The president of Toyland is a {job} too.
The president of Toyland is a friend of {friend}.
{name} is the president of Toyland.
The capital of Toyland is {town}.
{town} is the capital of Toyland.
Toyland is a small land with twelve towns.
Toyland is a land where nobody is in a hurry.`);

/** What patterns know of an animal. */
export function aboutAnimal(animal: Animal): Given {
  return { ...animal, calls: animal.call + (/(ss|zz)$/.test(animal.call) ? 'es' : 's') };
}

/** Statements about an animal; `{calls}` is "barks". */
export const animalLines = lines(`
A {animal} {calls}.
A {animal} has {legs} legs.
A {animal} lives {home}.
A {animal} eats {eats}.
{animals} {call}.
{animals} eat {eats}.
{animals} live {home}.
The {animal} {calls} when {he} is hungry.
The {animal} lives {home}.
A hungry {animal} looks for {eats}.
What does a {animal} say? A {animal} {calls}.
What do {animals} eat? {animals} eat {eats}.
How many legs does a {animal} have? A {animal} has {legs} legs.
What is a {animal}? A {animal} is an animal that {calls}.`);

/** Words for the numbers from 0 on. */
export const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** How sums are told. `{a}`, `{b}` and `{c}` are number words with a + b = c, so that c - b = a. */
export const sumLines = lines(`
{a} plus {b} is {c}.
{c} minus {b} is {a}.
{a} and {b} make {c}.
What is {a} plus {b}? {a} plus {b} is {c}.
What is {c} minus {b}? {c} minus {b} is {a}.
If you have {c} apples and eat {b}, you have {a} left.`);
