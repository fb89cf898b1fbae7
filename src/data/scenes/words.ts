/** What people call the things a picture can show. Everything here is understood in a prompt; captions use the words of
 *  caption.ts. Read next: prompt.ts */
import { attributes } from './scene.ts';

/** Other words for the words of `attributes`. Plurals in -s are understood without being listed. */
const alike: Readonly<Record<string, string>> = {
  cat: 'kitten kitty kittens cats',
  dog: 'puppy puppies hound',
  house: 'home hut cottage cabin building',
  tree: 'oak',
  boat: 'ship sailboat sail yacht',
  heart: 'love',
  face: 'smiley smile smiling emoji',
  mushroom: 'toadstool fungus',
  snowman: 'snowmen',
  flower: 'daisy blossom rose',
  balloon: 'airship',
  fish: 'goldfish',
  star: '',
  car: 'automobile taxi',
  moon: 'crescent',
  sun: '',
  mountains: 'mountain peak alps',
  sea: 'ocean water lake waves beach',
  hill: 'hilltop',
  desert: 'dune sand cactus',
  forest: 'woods wood firs pines',
  field: 'meadow grass farm',
  city: 'town cities skyline street',
  plain: 'nothing alone background',
  morning: 'dawn sunrise',
  day: 'noon afternoon daytime daylight midday',
  sunset: 'sundown',
  evening: 'dusk twilight',
  night: 'midnight dark nighttime moonlight',
  clear: 'fine sunny cloudless starry',
  rain: 'rainy raining rainstorm storm wet',
  snow: 'snowy snowing snowfall winter snowflakes',
  red: 'crimson scarlet',
  orange: 'ginger',
  yellow: 'golden gold blond',
  green: 'lime',
  blue: 'azure navy',
  purple: 'violet lilac',
  pink: 'magenta rosy',
  white: 'silver',
};

/** Any word that says something → the word of `attributes` for it. */
export const meanings: ReadonlyMap<string, string> = new Map(
  Object.values(attributes)
    .flat()
    .flatMap((word) => [[word, word] as const, ...alike[word].split(' ').map((other) => [other, word] as const)])
    .filter(([word]) => word !== ''),
);

/** Words that say nothing by themselves. */
export const fillers: ReadonlySet<string> = new Set(
  (
    'a an the in on at by of over under with above below near front behind beside before between against and or is are it its ' +
    'picture image photo painting drawing icon sketch scene view landscape sky there to for some one my me please draw show ' +
    'paint make small big little large cute nice beautiful pretty bright hot air shining standing sitting falling'
  ).split(' '),
);
