/** Captions: what a picture shows, in a few words of English, and often only a part of it, so that a model learns to be
 *  told little. Read first: scene.ts. The way back from words to a scene: prompt.ts */
import type { Random } from '../../nn/random.ts';
import type { Colour, Place, Scene, Subject, Time, Weather } from './scene.ts';

/** What is said of a scene; what is missing is left open. A landscape is `none` of the subjects. */
export type Prompt = Partial<Scene>;

// #region told
/** Leave out a part by chance. The subject is always said, clear weather hardly ever. */
export function toldOf(scene: Scene, random: Random): Prompt {
  const said = (share: number): boolean => random.next() < share;
  const { subject, colour, place, time, weather } = scene;
  const told: { -readonly [K in keyof Scene]?: Scene[K] } = { subject };
  if (subject !== 'none' && said(0.7)) told.colour = colour;
  if (said(0.75)) told.place = place;
  // Without a subject there is nothing to say but where and when.
  if (said(0.75) || (subject === 'none' && told.place === undefined)) told.time = time;
  if (said(weather === 'clear' ? 0.1 : 0.85)) told.weather = weather;
  return told;
}
// #endregion

/** The words of one telling, put together by chance.
 *
 *  {subject: 'boat', colour: 'red', place: 'sea', time: 'night'} → "a red boat on the sea at night" */
export function captionOf(told: Prompt, random: Random): string {
  const { subject, colour, place, time, weather } = told;
  const parts: string[] = [];
  if (subject !== undefined && subject !== 'none') {
    parts.push(thing(subject, colour === 'none' ? undefined : colour));
    if (place) parts.push(random.pick(flying.has(subject) ? overPlace[place] : atPlace[place]));
    if (time) parts.push(random.pick(atTime[time]));
  } else if (time && (!place || random.next() < 0.5)) {
    parts.push(random.pick(aTime[time]));
    if (place) parts.push(random.pick(overPlace[place]));
  } else if (place) {
    parts.push(aPlace[place]);
    if (time) parts.push(random.pick(atTime[time]));
  }
  if (weather) parts.push(random.pick(inWeather[weather]));
  return parts.join(' ');
}

const flying: ReadonlySet<Subject> = new Set(['balloon', 'star', 'moon', 'sun', 'heart']);

function thing(subject: Subject, colour?: Colour): string {
  const words = colour ? `${colour} ${subject}` : subject;
  if (!colour && (subject === 'sun' || subject === 'moon')) return `the ${words}`;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

const atPlace: Readonly<Record<Place, readonly string[]>> = {
  mountains: ['in the mountains', 'in front of mountains'],
  sea: ['on the sea', 'by the sea'],
  hill: ['on a hill', 'on the hill'],
  desert: ['in the desert'],
  forest: ['in the forest', 'in front of a forest'],
  field: ['in a field', 'in the field'],
  city: ['in the city', 'in front of a city'],
  plain: ['on a plain background'],
};

const overPlace: Readonly<Record<Place, readonly string[]>> = {
  mountains: ['over the mountains'],
  sea: ['over the sea'],
  hill: ['over the hill', 'over a hill'],
  desert: ['over the desert'],
  forest: ['over the forest', 'over a forest'],
  field: ['over a field'],
  city: ['over the city'],
  plain: ['on a plain background'],
};

const aPlace: Readonly<Record<Place, string>> = {
  mountains: 'mountains',
  sea: 'the sea',
  hill: 'a hill',
  desert: 'the desert',
  forest: 'a forest',
  field: 'a field',
  city: 'a city',
  plain: 'a plain background',
};

const atTime: Readonly<Record<Time, readonly string[]>> = {
  morning: ['in the morning', 'at dawn'],
  day: ['by day', 'in the day'],
  sunset: ['at sunset'],
  evening: ['in the evening', 'at dusk'],
  night: ['at night'],
};

const aTime: Readonly<Record<Time, readonly string[]>> = {
  morning: ['a morning', 'dawn'],
  day: ['a day'],
  sunset: ['a sunset', 'sunset'],
  evening: ['an evening', 'dusk'],
  night: ['a night', 'night'],
};

const inWeather: Readonly<Record<Weather, readonly string[]>> = {
  clear: ['under a clear sky'],
  rain: ['in the rain'],
  snow: ['in the snow'],
};

/** Every word that a caption can have. */
export const captionWords: readonly string[] = [
  ...new Set(
    [
      ...[atPlace, overPlace, atTime, aTime, inWeather].flatMap((phrases) => Object.values(phrases).flat()),
      ...Object.values(aPlace),
    ].flatMap((phrase) => phrase.split(' ')),
  ),
];
