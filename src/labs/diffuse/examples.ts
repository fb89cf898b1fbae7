/** Training pictures, for the denoiser that knows nothing else, and to tell whether a picture is a copy of one. A network needs
 *  none of this to draw. Read first: ../../models/diffusion/exact.ts */
import type { Prompt } from '../../data/scenes/caption.ts';
import { drawScene } from '../../data/scenes/draw.ts';
import { vocabularyOf } from '../../data/scenes/prompt.ts';
import { type Album, fullAlbum, isHeldOut, randomScene, type Scene, smallAlbum } from '../../data/scenes/scene.ts';
import { nearest } from '../../models/diffusion/exact.ts';
import type { Model } from '../../models/diffusion/learned.ts';
import { toNumber } from '../../models/diffusion/pixels.ts';
import type { Random } from '../../nn/random.ts';
import type { Result } from './params.ts';

/** The album that a network was trained on, if it is one of ours. */
export function albumOf({ config, vocabulary }: Model): Album | undefined {
  const words = vocabulary.join();
  return [fullAlbum, smallAlbum].find((album) => album.side === config.size && vocabularyOf(album).join() === words);
}

/** Pictures that training may have shown for a prompt, as numbers of the network: [count · size]. Of what training never shows
 *  there are none: then the place is left open. */
export function examplesOf(album: Album, prompt: Prompt, count: number, random: Random): Float32Array {
  const { side } = album;
  const size = side * side * 3;
  const all = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    const { pixels } = drawScene(sceneLike(album, prompt, random), random, album);
    for (let j = 0; j < size; j++) all[i * size + j] = toNumber(pixels[j]);
  }
  return all;
}

function sceneLike(album: Album, prompt: Prompt, random: Random): Scene {
  const { subject, place, colour } = prompt;
  const never = subject !== undefined && place !== undefined && isHeldOut({ subject, place });
  const asked = never ? { ...prompt, place: undefined } : prompt;
  const bare = subject === 'none' ? 1 : subject === undefined && colour === undefined ? undefined : 0;
  for (;;) {
    const drawn = randomScene(random, album, { landscapes: bare });
    const told = Object.fromEntries(Object.entries(asked).filter(([, word]) => word !== undefined));
    const scene: Scene = { ...drawn, ...told };
    if (!isHeldOut(scene)) return scene;
  }
}

/** Pictures that are set aside, to see how far such pictures are from each other. */
const aside = 20;
/** Below this share of that distance nobody would call it a new picture. */
const copyShare = 0.25;

export interface Found {
  readonly found: NonNullable<Result['nearest']>;
  /** Which picture is nearest to a training picture, and that one. */
  readonly picture: number;
  readonly example: Float32Array;
}

/** The training picture that is nearest to any of the pictures made.
 *  @param made, examples numbers of the network */
export function compare(made: Float32Array, examples: Float32Array, others: Float32Array, size: number): Found {
  const distances = each(others, size).map((one) => nearest(examples, one).distance);
  const typical = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)];
  const all = each(made, size).map((one) => nearest(examples, one));
  const picture = all.reduce((best, { distance }, i) => (distance < all[best].distance ? i : best), 0);
  const { index, distance } = all[picture];
  return {
    // numbers of the network are four times as far from each other as those of pixels
    found: {
      distance: rounded(distance / 4),
      typical: rounded(typical / 4),
      is_copy: distance < copyShare * typical,
      of: examples.length / size,
    },
    picture,
    example: examples.slice(index * size, (index + 1) * size),
  };
}

export const othersOf = (album: Album, prompt: Prompt, random: Random): Float32Array =>
  examplesOf(album, prompt, aside, random);

const each = (all: Float32Array, size: number): Float32Array[] =>
  Array.from({ length: all.length / size }, (_, i) => all.subarray(i * size, (i + 1) * size));

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;
