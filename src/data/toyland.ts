/** The corpus `toyland`: some five thousand lines about an invented little world, for everything people type that is
 *  not about a cat on a mat. Facts come from the world (true in Toyland, decided by the seed); small talk and stories
 *  come from word banks; sums are true everywhere.
 *  Left out: questions about people, markup, near-duplicates, everything that a later stage of training needs; that is in
 *  toyland/web.ts and toyland/questions.ts.
 *  Read next: toyland/world.ts (what is true), toyland/grammar.ts (how it is told). */
import { Random } from '../nn/random.ts';
import {
  about,
  aboutAnimal,
  animalLines,
  clubLines,
  numbers,
  presidentLines,
  statements,
  sumLines,
  townLines,
} from './toyland/facts.ts';
import { type Given, type Group, pickCommon, readGrammar, Teller } from './toyland/grammar.ts';
import { tales } from './toyland/tales.ts';
import { talk } from './toyland/talk.ts';
import { words } from './toyland/words.ts';
import { makeWorld, type Person, relations, type World } from './toyland/world.ts';

export { makeWorld } from './toyland/world.ts';

/** How many of the eight statements about a person and a relation are told. */
const told = 2;

/** Make the corpus: all lines different, each ending in . or ! or ?
 *
 *  makeToyland(7) === makeToyland(7) */
export function makeToyland(seed = 1): string {
  const random = new Random(seed);
  const world = makeWorld(seed);
  const { banks, groups } = readGrammar(words + tales + talk);
  banks.set(
    'town',
    world.towns.map((town) => town.name),
  );
  banks.set('capital', [world.capital]);
  banks.set('first', [...new Set(world.people.map((person) => person.first))]);
  const teller = new Teller(banks, random);
  const lines = new Set<string>();
  tellFacts(world, teller, random, lines);
  const speakers = world.people.map(speaker);
  for (const group of groups) tellGroup(group, speakers, teller, random, lines);
  return [...lines].join('\n') + '\n';
}

/** Everything that is true of the world and of numbers. */
function tellFacts(world: World, teller: Teller, random: Random, lines: Set<string>): void {
  const say = (pattern: string, given: Given): unknown => lines.add(teller.tell(pattern, given));
  const facts = new Map(world.people.map((person) => [person.name, about(person)]));
  for (const person of facts.values())
    for (const relation of relations)
      for (let i = 0; i < told; i++) say(pickCommon(statements[relation], random), person);
  for (const { name, ...town } of world.towns) for (const pattern of townLines) say(pattern, { ...town, town: name });
  for (const club of world.clubs) {
    const given = { ...facts.get(club.president), ...club };
    for (const pattern of clubLines) say(pattern, given);
  }
  for (const pattern of presidentLines) say(pattern, facts.get(world.president.name)!);
  for (const animal of world.animals) for (const pattern of animalLines) say(pattern, aboutAnimal(animal));
  for (let a = 1; a <= 10; a++)
    for (let b = 1; b <= 10; b++) {
      const sum = { a: numbers[a], b: numbers[b], c: numbers[a + b] };
      for (let i = 0; i < told; i++) say(pickCommon(sumLines, random), sum);
    }
}

/** Small talk and stories: as many different lines as the group asks for. */
function tellGroup(
  { lines, patterns }: Group,
  speakers: readonly Given[],
  teller: Teller,
  random: Random,
  all: Set<string>,
): void {
  const goal = all.size + lines;
  // A pattern without choices soon says nothing new, hence more tries than lines; each pattern is told once at least.
  for (let tries = 0; all.size < goal && tries < lines * 4; tries++) {
    const pattern = tries < patterns.length ? patterns[tries] : pickCommon(patterns, random);
    all.add(teller.tell(pattern, random.pick(speakers)));
  }
}

/** What the one who speaks can say truthfully: `{@job}` is the speaker's own. */
const speaker = (person: Person): Given =>
  Object.fromEntries(Object.entries(person).map(([key, value]) => ['@' + key, value]));
