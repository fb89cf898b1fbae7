/** What a picture can show: one subject (or none) at a place, at a time of day, in some weather, in a colour.
 *  The same words name it for the one who draws, the one who writes captions and the model that learns from both.
 *  Read next: draw.ts, caption.ts */
import type { Random } from '../../nn/random.ts';

/** The words for what can be shown, by what they say. */
export const attributes = {
  subject: [
    'cat',
    'dog',
    'house',
    'tree',
    'boat',
    'heart',
    'face',
    'mushroom',
    'snowman',
    'flower',
    'balloon',
    'fish',
    'star',
    'car',
    'moon',
    'sun',
  ],
  place: ['mountains', 'sea', 'hill', 'desert', 'forest', 'field', 'city', 'plain'],
  time: ['morning', 'day', 'sunset', 'evening', 'night'],
  weather: ['clear', 'rain', 'snow'],
  colour: ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'white'],
} as const;

export type Attribute = keyof typeof attributes;
export type Subject = (typeof attributes.subject)[number];
export type Place = (typeof attributes.place)[number];
export type Time = (typeof attributes.time)[number];
export type Weather = (typeof attributes.weather)[number];
export type Colour = (typeof attributes.colour)[number];

/** All that is decided about a picture before it is drawn. A landscape has no subject, and so no colour. */
export interface Scene {
  readonly subject: Subject | 'none';
  readonly place: Place;
  readonly time: Time;
  readonly weather: Weather;
  readonly colour: Colour | 'none';
}

/** What can come up in a collection of pictures, and how it is drawn. */
export interface Album {
  /** Pixels across and down. */
  readonly side: number;
  readonly subjects: readonly Subject[];
  readonly places: readonly Place[];
  readonly times: readonly Time[];
  readonly weathers: readonly Weather[];
  readonly colours: readonly Colour[];
  /** Half the height of a subject, as a share of the side, at least and at most. */
  readonly half: readonly [number, number];
  /** How far a subject stands off its usual spot at most, as a share of the side. */
  readonly off: number;
}

/** What the painter that ships has learned from. */
export const fullAlbum: Album = {
  side: 24,
  subjects: attributes.subject,
  places: attributes.place,
  times: attributes.time,
  weathers: attributes.weather,
  colours: attributes.colour,
  half: [6.7 / 24, 7.7 / 24],
  off: 1.8 / 24,
};

/** Little enough to be learned while one watches. */
export const smallAlbum: Album = {
  side: 16,
  subjects: ['cat', 'house', 'tree', 'boat', 'mushroom', 'heart'],
  places: ['mountains', 'sea', 'desert', 'plain'],
  times: ['day', 'sunset', 'night'],
  weathers: ['clear'],
  colours: ['red', 'yellow', 'blue', 'white'],
  half: [5.1 / 16, 5.6 / 16],
  off: 0.6 / 16,
};

/** The colour in which one expects a subject. It comes up more often than the others. */
const usual: Readonly<Record<Subject, Colour>> = {
  cat: 'orange',
  dog: 'white',
  house: 'yellow',
  tree: 'green',
  boat: 'red',
  heart: 'red',
  face: 'yellow',
  mushroom: 'red',
  snowman: 'blue',
  flower: 'pink',
  balloon: 'purple',
  fish: 'orange',
  star: 'yellow',
  car: 'blue',
  moon: 'white',
  sun: 'yellow',
};

// #region held-out
/** Never drawn for training, so that one can see whether a model puts together what it has only seen apart: every subject
 *  misses one place, every place two subjects. */
const heldOut: Readonly<Record<Subject, Place>> = {
  cat: 'desert',
  dog: 'city',
  house: 'sea',
  tree: 'plain',
  boat: 'mountains',
  heart: 'forest',
  face: 'hill',
  mushroom: 'field',
  snowman: 'desert',
  flower: 'mountains',
  balloon: 'sea',
  fish: 'field',
  star: 'forest',
  car: 'hill',
  moon: 'city',
  sun: 'plain',
};

export const isHeldOut = ({ subject, place }: Pick<Scene, 'subject' | 'place'>): boolean =>
  subject !== 'none' && heldOut[subject] === place;
// #endregion

export interface Choice {
  /** Only what training never shows, instead of only what it may show. */
  readonly heldOut?: boolean;
  /** Share of pictures without a subject. There are none among those held out. */
  readonly landscapes?: number;
}

/** A scene by chance: everything alike often, but the usual colour of a subject and clear weather more often. */
export function randomScene(random: Random, album: Album = fullAlbum, choice: Choice = {}): Scene {
  const wanted = choice.heldOut ?? false;
  const bare = !wanted && random.next() < (choice.landscapes ?? 0.15);
  const time = random.pick(album.times);
  const weather = random.next() < 0.45 ? 'clear' : random.pick(album.weathers);
  if (bare) return { subject: 'none', place: random.pick(album.places), time, weather, colour: 'none' };
  for (;;) {
    const subject = random.pick(album.subjects);
    const place = random.pick(album.places);
    if (isHeldOut({ subject, place }) !== wanted) continue;
    const own = usual[subject];
    const colour = album.colours.includes(own) && random.next() < 0.3 ? own : random.pick(album.colours);
    return { subject, place, time, weather, colour };
  }
}
