/** The sky: its colours, sun or moon, stars, clouds, and what falls from it. Read first: colours.ts */
import type { Random } from '../../nn/random.ts';
import { lights, lit } from './colours.ts';
import { mixed, type Picture, type Pose, paint, type Rgb } from './paint.ts';
import type { Scene, Time } from './scene.ts';
import { circle, ellipse, line, type Shape, union, without } from './shapes.ts';

/** The whole picture, 24 units across. */
export const wholePose = (side: number): Pose => ({
  x: 0,
  y: 0,
  unit: side / 24,
  wide: 1,
  mirror: 1,
  lean: 0,
  reach: Number.POSITIVE_INFINITY,
});

const grey: Rgb = [0.66, 0.7, 0.76];
const between = (random: Random, from: number, to: number): number => from + (to - from) * random.next();
const nudged = (colour: Rgb, random: Random): Rgb => {
  const [red, green, blue] = colour.map((value) => Math.min(1, Math.max(0, value + between(random, -0.03, 0.03))));
  return [red, green, blue];
};

/** From the top of the sky to the horizon, and what stands in it. `horizon` in units of 24. */
export function drawSky(picture: Picture, scene: Scene, horizon: number, random: Random): void {
  const { time, weather, subject } = scene;
  const light = lights[time];
  const dull = weather === 'clear' ? 0 : 0.5;
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
  if (time === 'night')
    paint(
      picture,
      pose,
      scattered(random, 5, 3, 12, (x, y) => circle(x, y, 0.4)),
      [0.85, 0.87, 0.95],
    );
  if (light.body && subject !== 'sun' && subject !== 'moon') {
    paint(picture, pose, bodyOf(time, subject === 'none', horizon, random), light.body);
  }
}

/** Sun or moon: large where nothing stands in front, else in a corner or beside the subject. */
function bodyOf(time: Time, alone: boolean, horizon: number, random: Random): Shape {
  const side = random.next() < 0.5 ? 0 : 24;
  const x = alone ? between(random, 7, 17) : Math.abs(side - between(random, 3, 4));
  if (time === 'sunset') return circle(x, horizon - 1.5, alone ? 5 : 3.4);
  if (time === 'morning') return circle(x, horizon - 3, alone ? 3.4 : 2.4);
  const r = alone ? 3.2 : 2.2;
  const y = alone ? between(random, 4.5, 6) : between(random, 3.2, 4);
  if (time === 'day') return circle(x, y, r);
  return without(circle(x, y, r), circle(x + r * 0.5, y - r * 0.25, r * 0.85));
}

/** One shape in each field of a grid over the picture, somewhere in the field. */
function scattered(
  random: Random,
  columns: number,
  rows: number,
  height: number,
  at: (x: number, y: number) => Shape,
): Shape {
  const shapes: Shape[] = [];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      shapes.push(
        at(((i + between(random, 0.15, 0.85)) * 24) / columns, ((j + between(random, 0.15, 0.85)) * height) / rows),
      );
    }
  }
  return union(...shapes);
}

/** Rain or snow, behind the subject. */
export function drawWeather(picture: Picture, { weather, time }: Scene, random: Random): void {
  const pose = wholePose(picture.width);
  if (weather === 'snow') {
    const flakes = scattered(random, 5, 5, 24, (x, y) => circle(x, y, 0.6));
    paint(picture, pose, flakes, mixed(lit([1, 1, 1], time), [1, 1, 1], 0.75));
  } else if (weather === 'rain') {
    const drops = scattered(random, 5, 4, 24, (x, y) => line([x + 0.7, y - 1.3], [x - 0.7, y + 1.3], 0.3));
    paint(
      picture,
      pose,
      drops,
      mixed(
        lit([0.3, 0.45, 0.75], time),
        time === 'morning' || time === 'day' ? [0.3, 0.4, 0.7] : [0.6, 0.7, 0.95],
        0.6,
      ),
    );
    const cloud = [0, 5, 10, 15, 20, 25].map((x) =>
      ellipse(x + between(random, -1, 1), 0, 4, between(random, 2.2, 3.4)),
    );
    paint(picture, pose, union(...cloud), lit([0.4, 0.42, 0.5], time));
  }
}
