/** The truth about Toyland: who lives there, what they do, where the towns lie, what animals eat. All invented, all
 *  decided by one seed, so that whatever a model says about Toyland can be marked right or wrong.
 *  96 people carry two of 32 × 24 names; the 672 pairs that are left belong to nobody: ask a model about one of those.
 *  Left out: anything that changes with time. Read next: grammar.ts, which tells the world as sentences. */
import { Random, shuffled } from '../../nn/random.ts';

/** A person and the seven things one can know about them. */
export interface Person {
  readonly first: string;
  readonly last: string;
  /** First and last name; no two people share it. */
  readonly name: string;
  readonly pronoun: 'she' | 'he';
  readonly job: string;
  readonly town: string;
  readonly pet: string;
  readonly food: string;
  readonly colour: string;
  readonly hobby: string;
  /** The name of a person whose friend is this one. */
  readonly friend: string;
}

/** What one can know about a person, in the order in which it is told. */
export const relations = ['job', 'town', 'pet', 'food', 'colour', 'hobby', 'friend'] as const;
export type Relation = (typeof relations)[number];

interface Town {
  readonly name: string;
  /** "by the sea" */
  readonly place: string;
  /** What it is famous for: "cheese". */
  readonly goods: string;
  /** What stands there: "an old mill". */
  readonly sight: string;
  readonly mayor: string;
}

interface Club {
  readonly club: string;
  readonly president: string;
  readonly day: string;
}

export interface Animal {
  readonly animal: string;
  readonly animals: string;
  /** "bark" */
  readonly call: string;
  readonly eats: string;
  /** "in a kennel" */
  readonly home: string;
  readonly legs: string;
}

export interface World {
  readonly people: readonly Person[];
  readonly towns: readonly Town[];
  readonly clubs: readonly Club[];
  readonly animals: readonly Animal[];
  /** She or he lives in the capital. */
  readonly president: Person;
  readonly capital: string;
}

const list = (text: string): readonly string[] => text.trim().split(/\s*[,\n]\s*/);

const women = list(
  'Ada, Bella, Cora, Dora, Edith, Fern, Greta, Hattie, Ivy, Juno, Kitty, Lotte, Mabel, Nell, Olive, Pearl',
);
const men = list('Abel, Bert, Caspar, Dov, Emil, Fritz, Gus, Hugo, Ivo, Jasper, Kurt, Lars, Milo, Ned, Oscar, Percy');
const lasts = list(
  `Frost, Bell, Pepper, Marsh, Quill, Button, Thorn, Wick, Plum, Finch, Hazel, Barley, Lark, Moss, Penny, Reed, Sedge,
  Tansy, Bramble, Copper, Fiddle, Nettle, Acorn, Wren`,
);
const jobs = list(
  `baker, teacher, farmer, doctor, gardener, painter, carpenter, fisher, nurse, singer, clockmaker, cook, tailor, miller,
  librarian, sailor, shepherd, potter, beekeeper, blacksmith, dentist, engineer, juggler, astronomer`,
);
const pets = list('dog, cat, rabbit, parrot, goat, pony, hen, duck, tortoise, mouse, donkey, owl');
const foods = list(
  `pizza, apple pie, pancakes, tomato soup, noodles, cheese, honey cake, strawberries, roast potatoes, chocolate,
  porridge, plum jam, rice pudding, carrot cake, dumplings, onion soup`,
);
const colours = list('red, blue, green, yellow, purple, orange, white, pink, brown, grey');
const hobbies = list(
  `painting, reading, swimming, dancing, fishing, singing, gardening, knitting, sailing, playing chess, skating, baking,
  climbing trees, flying kites, juggling, collecting stamps`,
);
const days = list('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday');
const clubs = list('chess, book, garden, kite, cheese, walking, singing, sailing, puzzle, tea, star, swimming');
const towns = list(
  `Bellmoor, Foxwick, Puddleford, Tinderby, Plumstow, Oatfield, Gooseby, Lanternby, Mosswater, Kettleworth, Thistledown,
  Snailham`,
);
const places = list(
  `by the sea, on a hill, in a green valley, by the river, at the edge of the forest, on a small island, by a lake, at the
  foot of the mountains, in the middle of the moor, between two rivers, near the waterfall, in the far north`.replace(
    /\s+/g,
    ' ',
  ),
);
const goods = list(
  'cheese, clocks, plums, kites, honey, paper boats, lanterns, gingerbread, wool, copper pots, violins, fireworks',
);
const sights = list(
  `a tall lighthouse, an old mill, a crooked tower, a stone bridge, a big market, a round library, a castle, a bell tower,
  a rose garden, a famous bakery, a little theatre, a harbour`.replace(/\s+/g, ' '),
);

/** One animal a line: its name, several of it, what it does when it speaks, what it eats, where it lives, its legs. */
const animals: readonly Animal[] = `dog, dogs, bark, meat, in a kennel, four
cat, cats, purr, fish, in a warm house, four
cow, cows, moo, grass, on a farm, four
horse, horses, neigh, hay, in a stable, four
bird, birds, sing, seeds, in a nest, two
hen, hens, cluck, grain, in a henhouse, two
duck, ducks, quack, water plants, on a pond, two
frog, frogs, croak, flies, in a pond, four
mouse, mice, squeak, seeds, in a little hole, four
sheep, sheep, bleat, grass, on a hill, four
pig, pigs, grunt, turnips, in a sty, four
bee, bees, buzz, nectar, in a hive, six
goat, goats, bleat, leaves, in a shed, four
owl, owls, hoot, mice, in a hollow tree, two
goose, geese, honk, grass, near a pond, two
wolf, wolves, howl, meat, in the forest, four
bear, bears, growl, berries, in a cave, four
lion, lions, roar, meat, in the grassland, four
donkey, donkeys, bray, hay, in a stable, four
crow, crows, caw, worms, in a tall tree, two
squirrel, squirrels, chatter, nuts, in a tree, four
pigeon, pigeons, coo, grain, in the town, two
snake, snakes, hiss, mice, in the grass, no
elephant, elephants, trumpet, leaves, in the grassland, four
parrot, parrots, squawk, fruit, in the jungle, two
camel, camels, grunt, leaves, in the desert, four
cricket, crickets, chirp, leaves, in the grass, six
turkey, turkeys, gobble, grain, on a farm, two`
  .split('\n')
  .map((line) => {
    const [animal, many, call, eats, home, legs] = line.split(', ');
    return { animal, animals: many, call, eats, home, legs };
  });

/** n items, dealt like cards: each comes up equally often, give or take one. */
function dealt(items: readonly string[], n: number, random: Random): string[] {
  return shuffled(
    Array.from({ length: n }, (_, i) => items[i % items.length]),
    random,
  );
}

function makePeople(random: Random): Person[] {
  const firsts = [...women, ...men];
  const family = shuffled(lasts, random);
  const shifts = shuffled([...family.keys()], random).slice(0, 3);
  const names = shifts.flatMap((shift) =>
    firsts.map((first, i) => ({ first, last: family[(i + shift) % family.length] })),
  );
  const n = names.length;
  const cards = [jobs, towns, pets, foods, colours, hobbies].map((deck) => dealt(deck, n, random));
  // Friends come in pairs: whoever stands at 2k in a random row is the friend of whoever stands at 2k + 1.
  const row = shuffled([...names.keys()], random);
  const friend: number[] = [];
  for (let k = 0; k < n; k += 2) {
    friend[row[k]] = row[k + 1];
    friend[row[k + 1]] = row[k];
  }
  const full = (i: number): string => `${names[i].first} ${names[i].last}`;
  return names.map(({ first, last }, i) => {
    const [job, town, pet, food, colour, hobby] = cards.map((deck) => deck[i]);
    const pronoun = i % firsts.length < women.length ? 'she' : 'he';
    return { first, last, name: full(i), pronoun, job, town, pet, food, colour, hobby, friend: full(friend[i]) };
  });
}

/** Decide everything about Toyland.
 *
 *  makeWorld(1).people.length === 96 */
export function makeWorld(seed: number): World {
  const random = new Random(seed);
  const people = makePeople(random);
  const order = shuffled(people, random);
  const [where, what, sight] = [places, goods, sights].map((deck) => shuffled(deck, random));
  const mayor = (town: string): string => order.find((person) => person.town === town)!.name;
  const president = order[order.length - 1];
  return {
    people,
    towns: towns.map((name, i) => ({ name, place: where[i], goods: what[i], sight: sight[i], mayor: mayor(name) })),
    clubs: clubs.map((club, i) => ({ club, president: order[i + towns.length].name, day: days[i % days.length] })),
    animals,
    president,
    capital: president.town,
  };
}

/** Of what family somebody is: their `tie` to `kin`, "sister" or "brother". */
export type Kin = Readonly<Record<'kin' | 'tie', string>>;

/** Who carries one family name are sisters and brothers; each is told of as one of the next of them.
 *
 *  kinOf(world).get('Ada Frost') → { kin: 'Bert Frost', tie: 'sister' }: Ada is a sister of Bert */
export function kinOf({ people }: World): Map<string, Kin> {
  return new Map(
    people.map(({ name, last, pronoun }) => {
      const family = people.filter((person) => person.last === last);
      const at = family.findIndex((person) => person.name === name);
      const kin = family[(at + 1) % family.length].name;
      return [name, { kin, tie: pronoun === 'she' ? 'sister' : 'brother' }];
    }),
  );
}

/** First and last names of Toyland that belong together for nobody: whoever knows something about them has made it up. */
export function ghostsOf({ people }: World): string[] {
  const real = new Set(people.map(({ name }) => name));
  const firsts = new Set(people.map(({ first }) => first));
  const families = new Set(people.map(({ last }) => last));
  const all = [...firsts].flatMap((first) => [...families].map((last) => `${first} ${last}`));
  return all.filter((name) => !real.has(name));
}
