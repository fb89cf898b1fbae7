/** From a scene to a picture: the sky, the place, the weather, and in front of it all the subject.
 *  Drawn from scratch every time, so that no two are alike. Left out: shadows, perspective, anything small.
 *  Read next: subjects/, places.ts */
import type { Random } from '../../nn/random.ts';
import { drawSky, drawWeather } from './backdrop.ts';
import { paints } from './colours.ts';
import { type Picture, type Pose, paint, type Rgb } from './paint.ts';
import { drawPlace, horizons } from './places.ts';
import { type Album, type Colour, fullAlbum, type Scene, type Subject } from './scene.ts';
import { cat, dog, face, fish } from './subjects/animals.ts';
import { flower, mushroom, tree } from './subjects/growing.ts';
import { balloon, boat, car, house, snowman } from './subjects/made.ts';
import { heart, moon, star, sun } from './subjects/shining.ts';
import type { Draw } from './subjects/subject.ts';

const subjects: Readonly<Record<Subject, Draw>> = {
  cat,
  dog,
  house,
  tree,
  boat,
  heart,
  face,
  mushroom,
  snowman,
  flower,
  balloon,
  fish,
  star,
  car,
  moon,
  sun,
};

/** These hang in the air, the others stand on the ground. */
const flying: ReadonlySet<string> = new Set(['balloon', 'star', 'moon', 'sun', 'heart']);

// #region draw
/** One picture of a scene: side × side pixels in red, green and blue, 0 to 1. */
export function drawScene(scene: Scene, random: Random, album: Album = fullAlbum): Picture {
  const picture = drawBackdrop(scene, random, album);
  drawSubject(picture, scene, random, album);
  return picture;
}
// #endregion

/** Everything but the subject. */
export function drawBackdrop(scene: Scene, random: Random, { side }: Album = fullAlbum): Picture {
  const picture = { width: side, height: side, pixels: new Float32Array(side * side * 3) };
  const horizon = horizons[scene.place] + 1.6 * (random.next() - 0.5);
  drawSky(picture, scene, horizon, random);
  drawPlace(picture, scene, horizon, random);
  drawWeather(picture, scene, random);
  return picture;
}

/** The subject alone, on whatever is there. */
export function drawSubject(picture: Picture, scene: Scene, random: Random, album: Album = fullAlbum): void {
  if (scene.subject === 'none' || scene.colour === 'none') return;
  const pose = poseOf(scene.subject, album, random);
  for (const { shape, colour, outlined } of subjects[scene.subject](shade(scene.colour, random))) {
    paint(picture, pose, shape, colour, outlined);
  }
}

function poseOf(subject: Subject, { side, half, off }: Album, random: Random): Pose {
  const any = (): number => 2 * random.next() - 1;
  return {
    x: side / 2 + any() * off * side,
    y: side * (flying.has(subject) ? 0.47 : 0.54) + any() * off * side,
    unit: side * (half[0] + (half[1] - half[0]) * random.next()),
    wide: 1 + 0.06 * any(),
    mirror: random.next() < 0.5 ? 1 : -1,
    lean: 0.06 * any(),
  };
}

/** A colour is never quite the same. */
function shade(colour: Colour, random: Random): Rgb {
  const [red, green, blue] = paints[colour];
  const any = (): number => 0.06 * (random.next() - 0.5);
  return [Math.min(1, red + any()), Math.min(1, green + any()), Math.min(1, blue + any())];
}
