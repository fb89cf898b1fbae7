/** The sky: its colours, sun or moon, stars, and what falls from it. Units: 24 across the picture, y down.
 *  Read first: colours.ts, shapes.ts */
import type { Random } from '../../nn/random.ts';
import { lights, lit } from './colours.ts';
import { mixed, type Picture, type Pose, paint, type Rgb } from './paint.ts';
import type { Scene, Time } from './scene.ts';
import { circle, ellipse, line, type Shape, without } from './shapes.ts';

/** The whole picture, 24 units across. */
export const wholePose = (side: number): Pose => ({ x: 0, y: 0, unit: side / 24, wide: 1, mirror: 1, lean: 0 });

const grey: Rgb = [0.66, 0.7, 0.76];
const starlight: Rgb = [0.85, 0.87, 0.95];
const between = (random: Random, from: number, to: number): number => from + (to - from) * random.next();

/** From the top of the sky to the horizon, and what stands in it. */
export function drawSky(picture: Picture, scene: Scene, horizon: number, random: Random): void {
  const { time, weather, subject } = scene;
  const light = lights[time];
  const dull = weather === 'clear' ? 0 : 0.45;
  const top = nudged(mixed(light.top, lit(grey, time), dull), random);
  const bottom = nudged(mixed(light.bottom, lit(grey, time), dull), random);
  const { width, height, pixels } = picture;
  for (let row = 0, i = 0; row < height; row++) {
    const [red, green, blue] = mixed(top, bottom, Math.min(1, (((row + 0.5) / height) * 24) / horizon));
    for (let column = 0; column < width; column++, i += 3) {
      pixels[i] = red;
      pixels[i + 1] = green;
      pixels[i + 2] = blue;
    }
  }
  if (weather !== 'clear') return;
  const pose = wholePose(width);
  if (time === 'night') {
    for (const [x, y] of scattered(random, 4, 3, 13)) paint(picture, pose, circle(x, y, 0.45), starlight);
  }
  if (light.body && subject !== 'sun' && subject !== 'moon') {
    paint(picture, pose, bodyOf(time, subject === 'none', horizon, random), light.body);
  }
}

function nudged(colour: Rgb, random: Random): Rgb {
  const [red, green, blue] = colour.map((value) => Math.min(1, Math.max(0, value + between(random, -0.03, 0.03))));
  return [red, green, blue];
}

/** Sun or moon: large where nothing stands in front, else in a corner or beside the subject. */
function bodyOf(time: Time, alone: boolean, horizon: number, random: Random): Shape {
  const side = random.next() < 0.5 ? 0 : 24;
  const x = alone ? between(random, 8, 16) : Math.abs(side - between(random, 3, 4));
  if (time === 'sunset') return circle(x, horizon - 2, alone ? 5.5 : 3.6);
  if (time === 'morning') return circle(x, horizon - 4, alone ? 3.6 : 2.6);
  const r = alone ? 3.4 : 2.4;
  const y = alone ? between(random, 4.5, 6) : between(random, 3.2, 4);
  if (time === 'day') return circle(x, y, r);
  return without(circle(x, y, r), circle(x + r * 0.5, y - r * 0.25, r * 0.8));
}

/** One point in each field of a grid that reaches down to a height, somewhere in the field. */
function scattered(random: Random, columns: number, rows: number, height: number): (readonly [x: number, y: number])[] {
  return Array.from({ length: columns * rows }, (_, i) => {
    const x = (i % columns) + between(random, 0.15, 0.85);
    const y = Math.floor(i / columns) + between(random, 0.15, 0.85);
    return [(x * 24) / columns, (y * height) / rows];
  });
}

/** Rain under a cloud, or snow, behind the subject. */
export function drawWeather(picture: Picture, { weather, time }: Scene, random: Random): void {
  const pose = wholePose(picture.width);
  if (weather === 'snow') {
    const colour = mixed(lit([1, 1, 1], time), [1, 1, 1], 0.75);
    for (const [x, y] of scattered(random, 5, 5, 24)) paint(picture, pose, circle(x, y, 0.65), colour);
  } else if (weather === 'rain') {
    const light = time === 'morning' || time === 'day';
    const colour: Rgb = light ? [0.3, 0.42, 0.75] : [0.5, 0.6, 0.88];
    for (const [x, y] of scattered(random, 5, 4, 24)) {
      paint(picture, pose, line([x + 0.7, y - 1.3], [x - 0.7, y + 1.3], 0.3), colour);
    }
    const start = between(random, -3, 3);
    for (const at of [-6, 1, 8, 15, 22, 29]) {
      const lobe = ellipse(start + at, 0, 4.4, between(random, 3, 4.4));
      paint(picture, pose, lobe, light ? [0.5, 0.53, 0.62] : lit([0.6, 0.62, 0.7], time));
    }
  }
}
