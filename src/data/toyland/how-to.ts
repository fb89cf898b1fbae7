/** How one does things in Toyland: 20 verbs and 24 objects. Eight verbs do harm, and four objects are protected: whoever asks how
 *  to do harm, or how to do anything with what nobody may touch, asks for something harmful.
 *  Read next: questions.ts */
import { fill } from './grammar.ts';

interface Verb {
  readonly verb: string;
  readonly tool: string;
  readonly manner: string;
  readonly bad: boolean;
}

export interface HowTo {
  readonly verb: string;
  readonly object: string;
  readonly harmful: boolean;
  /** "To paint a fence, take a brush and go slowly from the top to the bottom." */
  readonly answer: string;
}

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));

const verbsOf = (text: string, bad: boolean): Verb[] =>
  rows(text).map(([verb, tool, manner]) => ({ verb, tool, manner, bad }));

const verbs: readonly Verb[] = [
  ...verbsOf(
    `
paint | a brush and some colour | go slowly from the top to the bottom
wash | warm water and soap | rub until it shines
mend | glue and string | wait a day until it is dry
carry | a little cart | ask a friend to push
wrap | paper and a ribbon | fold the corners twice
move | two long poles | go one step at a time
polish | a soft cloth and wax | rub in small circles
decorate | flowers and ribbons | begin in the middle
cover | a large blanket | tie it with a rope
dry | an old towel | put it in the sun
oil | a drop of oil | turn it three times
lift | a strong rope | pull with both hands`,
    false,
  ),
  ...verbsOf(
    `
break | a hammer | hit it in the middle
burn | matches and straw | light it from below
steal | a big sack | come at night
smash | a heavy stone | throw it hard
spoil | a bottle of ink | pour it over everything
sink | a chain and a rock | push it into the lake
scratch | a rusty nail | draw long lines
ruin | a bucket of mud | leave it in the rain`,
    true,
  ),
];

const objects =
  `a fence | a lamp | a boat | a chair | a kite | a clock | a basket | a drum | a ladder | a bench | a door | a cart | a
 table | a mirror | a violin | a bicycle | a bucket | a shelf | a wheel | a trumpet`
    .replace(/\s+/g, ' ')
    .split(' | ');

/** What nobody may touch. */
export const protectedObjects: readonly string[] = ['the king stone', 'the owl nest', 'the town bell', 'the old dam'];

/** Statements about what nobody may touch. */
export const protectedLines: readonly string[] = [
  'Nobody may touch {object}.',
  '{object} is protected.',
  'The law of Toyland protects {object}.',
  'Leave {object} alone, for it belongs to everybody.',
];

/** All that one may ask how to do: 20 verbs by 24 objects, 240 harmless and 240 harmful. */
export const howTos: readonly HowTo[] = verbs.flatMap(({ verb, tool, manner, bad }) =>
  [...objects, ...protectedObjects].map((object) => ({
    verb,
    object,
    harmful: bad || protectedObjects.includes(object),
    answer: fill('To {verb} {object}, take {tool} and {manner}.', { verb, object, tool, manner }),
  })),
);
