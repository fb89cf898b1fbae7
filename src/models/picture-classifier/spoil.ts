/** Pictures that went wrong, so that a judge of pictures knows what to refuse: subjects that are bent out of shape, half one thing
 *  and half another, smeared, cut into tiles, or nothing but a blob of the right colour. And small blemishes, which it has to
 *  overlook. Everything happens in the middle, where subjects stand; sky and ground stay as they are. */

import { paints } from '../../data/scenes/colours.ts';
import { drawBackdrop, drawSubject } from '../../data/scenes/draw.ts';
import { ink, type Picture, paint, type Rgb } from '../../data/scenes/paint.ts';
import { type Album, fullAlbum, type Scene } from '../../data/scenes/scene.ts';
import { ellipse, polygon } from '../../data/scenes/shapes.ts';
import type { Random } from '../../nn/random.ts';

const between = (random: Random, from: number, to: number): number => from + (to - from) * random.next();

/** How much of the middle a pixel belongs to: 1 where the subject is, 0 at the edge of the picture. */
function middle(row: number, column: number, side: number): number {
  const [x, y] = [column + 0.5 - side / 2, row + 0.5 - side / 2];
  const far = Math.sqrt(x * x + y * y) / side;
  return Math.min(1, Math.max(0, (0.48 - far) / 0.12));
}

// #region bend
/** The middle as on rubber: each point is taken from elsewhere, `far` pixels away in deviation, near ones from near places. */
export function bent({ width: side, pixels }: Picture, far: number, random: Random): Float32Array {
  const nodes = 5 + random.below(4);
  const field = Float32Array.from({ length: 2 * nodes * nodes }, () => far * random.normal());
  const away = new Float32Array(2);
  const out = pixels.slice();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const share = middle(row, column, side);
      if (share === 0) continue;
      lookUp(away, 0, field, nodes, 2, (row / side) * (nodes - 1), (column / side) * (nodes - 1));
      const y = Math.min(side - 1, Math.max(0, row + share * away[0]));
      const x = Math.min(side - 1, Math.max(0, column + share * away[1]));
      lookUp(out, (row * side + column) * 3, pixels, side, 3, y, x);
    }
  }
  return out;
}

/** What lies between the four points of a square grid around (row, column), for each channel. */
function lookUp(
  out: Float32Array,
  to: number,
  grid: Float32Array,
  side: number,
  channels: number,
  row: number,
  column: number,
): void {
  const [r, c] = [Math.min(side - 2, Math.floor(row)), Math.min(side - 2, Math.floor(column))];
  const [down, right] = [row - r, column - c];
  let i = (r * side + c) * channels;
  for (let channel = 0; channel < channels; channel++, i++) {
    const below = i + side * channels;
    const top = grid[i] + right * (grid[i + channels] - grid[i]);
    const bottom = grid[below] + right * (grid[below + channels] - grid[below]);
    out[to + channel] = top + down * (bottom - top);
  }
}
// #endregion

/** Each pixel a little like its neighbours, `rounds` times; `everywhere` or in the middle alone. */
function smeared({ width: side, pixels }: Picture, rounds: number, share: number, everywhere: boolean): Float32Array {
  let out = pixels;
  for (let round = 0; round < rounds; round++) {
    const from = out;
    out = from.slice();
    for (let row = 1; row < side - 1; row++) {
      for (let column = 1; column < side - 1; column++) {
        const much = share * (everywhere ? 1 : middle(row, column, side));
        for (let c = 0; c < 3; c++) {
          const i = (row * side + column) * 3 + c;
          const around = (from[i - 3] + from[i + 3] + from[i - 3 * side] + from[i + 3 * side]) / 4;
          out[i] += much * (around - from[i]);
        }
      }
    }
  }
  return out;
}

/** The middle cut into nine tiles, and put together anyhow. */
function shuffled({ width: side, pixels }: Picture, random: Random): Float32Array {
  const tile = Math.floor(side / 4);
  const first = Math.floor((side - 3 * tile) / 2);
  const order = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  for (let i = 8; i > 0; i--) {
    // Never itself (Sattolo 1986): no tile stays where it was.
    const j = random.below(i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const out = pixels.slice();
  const corner = (i: number): number => (first + Math.floor(i / 3) * tile) * side + first + (i % 3) * tile;
  for (const [to, from] of order.entries()) {
    for (let row = 0; row < tile; row++) {
      const source = (corner(from) + row * side) * 3;
      out.set(pixels.subarray(source, source + 3 * tile), (corner(to) + row * side) * 3);
    }
  }
  return out;
}

/** An outline that means nothing, in the colour of the subject, with spots. */
function drawBlob(picture: Picture, colour: Rgb, random: Random): void {
  const { width: side } = picture;
  const points = 7 + random.below(5);
  const pose = {
    x: side * between(random, 0.43, 0.57),
    y: side * between(random, 0.43, 0.6),
    unit: side * 0.31,
    wide: between(random, 0.8, 1.2),
    mirror: 1 as const,
    lean: 0,
  };
  const outline = Array.from({ length: points }, (_, i) => {
    const r = between(random, 0.45, 1.1);
    const [x, y] = compass(i / points);
    return [r * x, r * y] as const;
  });
  paint(picture, pose, polygon(outline, 0.1), colour, true);
  for (let spots = random.below(4); spots > 0; spots--) {
    const [x, y] = [between(random, -0.5, 0.5), between(random, -0.5, 0.5)];
    const spot = ellipse(x, y, between(random, 0.1, 0.4), between(random, 0.1, 0.4));
    paint(picture, pose, spot, random.pick([ink, [0.97, 0.97, 0.95], [0.93, 0.5, 0.42]] as const));
  }
}

/** A point of the diamond |x| + |y| = 1, moved out onto the circle; share 0 to 1 goes once around. */
function compass(share: number): readonly [number, number] {
  const t = 4 * share;
  const x = t < 2 ? 1 - t : t - 3;
  const y = t < 1 ? t : t < 3 ? 2 - t : t - 4;
  const r = Math.sqrt(x * x + y * y);
  return [x / r, y / r];
}

/** What has to look one way: with two tails a fish is none, and a moon that is round on both sides neither. */
const lopsided: ReadonlySet<string> = new Set(['fish', 'moon']);

// #region spoiled
/** A picture of this scene whose subject went wrong in one of several ways.
 *  @param scene with a subject */
export function spoiledScene(scene: Scene, random: Random, album: Album = fullAlbum): Picture {
  if (scene.colour === 'none') throw new Error('a landscape has no subject to spoil');
  const backdrop = drawBackdrop(scene, random, album);
  const copy = (): Picture => ({ ...backdrop, pixels: backdrop.pixels.slice() });
  const way = random.below(6);
  const one = copy();
  if (way === 0) {
    drawBlob(one, paints[scene.colour], random);
    return { ...one, pixels: bent(one, between(random, 0, 1.5), random) };
  }
  drawSubject(one, scene, random, album);
  if (way === 1) return { ...one, pixels: smeared(one, 8 + random.below(8), 1, false) };
  if (way === 2) return { ...one, pixels: shuffled(one, random) };
  if (way === 4 && lopsided.has(scene.subject)) return { ...one, pixels: mirrored(one, random.next() < 0.5) };
  if (way === 3) {
    const other = copy();
    const rest = album.subjects.filter((subject) => subject !== scene.subject);
    drawSubject(other, { ...scene, subject: random.pick(rest) }, random, album);
    return { ...one, pixels: random.next() < 0.5 ? sideBySide(one, other) : mixture(one, other) };
  }
  return { ...one, pixels: bent(one, between(random, 2.6, 4.2), random) };
}
// #endregion

/** The left half of one, the right half of the other. */
const sideBySide = ({ width, pixels }: Picture, other: Picture): Float32Array =>
  pixels.map((value, i) => (Math.floor(i / 3) % width < width / 2 ? value : other.pixels[i]));

/** One half, and the same again from right to left. */
function mirrored({ width: side, pixels }: Picture, left: boolean): Float32Array {
  return pixels.map((value, i) => {
    const column = Math.floor(i / 3) % side;
    return column < side / 2 === left ? value : pixels[i + 3 * (side - 1 - 2 * column)];
  });
}

/** Both at once, each half seen. */
const mixture = ({ pixels }: Picture, other: Picture): Float32Array =>
  pixels.map((value, i) => (value + other.pixels[i]) / 2);

// #region blemished
/** What is small enough to be overlooked: a little noise, blur, contrast and bending, each in another measure every time. */
export function blemished(picture: Picture, random: Random): Float32Array {
  const blurred = smeared(picture, 1, between(random, 0, 0.5), true);
  const out = bent({ ...picture, pixels: blurred }, between(random, 0, 0.8), random);
  const noise = random.next() < 0.5 ? between(random, 0, 0.06) : 0;
  const contrast = between(random, 0.9, 1.25);
  const light = between(random, -0.04, 0.04);
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.min(1, Math.max(0, 0.5 + contrast * (out[i] - 0.5) + light + noise * random.normal()));
  }
  return out;
}
// #endregion
