/** What is asked for, what is made of it, and how far that is from what training shows. */
import { captionOf } from '../../data/scenes/caption.ts';
import { drawScene } from '../../data/scenes/draw.ts';
import { type Album, attributes, randomScene, type Scene, type Subject } from '../../data/scenes/scene.ts';
import { nearest } from '../../models/diffusion/exact.ts';
import type { LearnedDenoiser } from '../../models/diffusion/learned.ts';
import { range, toNumber } from '../../models/diffusion/pixels.ts';
import { placesOf } from '../../models/diffusion/prompt.ts';
import { sample } from '../../models/diffusion/sample.ts';
import type { Random } from '../../nn/random.ts';
import { examplesOf } from '../diffuse/examples.ts';
import { hear } from '../diffuse/model.ts';
import type { Judged, Params } from './params.ts';

export type Asked = Omit<Judged, 'seen'>;

/** Pictures that are made side by side. */
const atOnce = 8;

/** Everything about a scene in a sentence, each subject in turn: first what training shows together, then what it never does. */
export function promptsOf({ prompts, held_out }: Params, album: Album, random: Random): Asked[] {
  const ask = (i: number, heldOut: boolean): Asked => {
    const scene = sceneOf(album.subjects[i % album.subjects.length], heldOut, album, random);
    // Nobody mentions that the sky is clear.
    const { weather, ...rest } = scene;
    return { prompt: captionOf(weather === 'clear' ? rest : scene, random), scene, heldOut };
  };
  return [
    ...Array.from({ length: prompts }, (_, i) => ask(i, false)),
    ...Array.from({ length: held_out }, (_, i) => ask(i, true)),
  ];
}

function sceneOf(subject: Subject, heldOut: boolean, album: Album, random: Random): Scene {
  for (;;) {
    const scene = randomScene(random, album, { heldOut, landscapes: 0 });
    // All colours alike often: the usual one is the easiest.
    if (scene.subject === subject) return { ...scene, colour: random.pick(attributes.colour) };
  }
}

/** As many pictures as wanted of one prompt, as numbers of the network. After each step of the sampler it tells how many
 *  pictures went that step. */
export function* make(
  denoiser: LearnedDenoiser,
  { prompt }: Asked,
  count: number,
  { steps, sampler }: Params,
  random: Random,
): Generator<number, Float32Array> {
  const { schedule, size, model } = denoiser;
  denoiser.prompts = [placesOf(hear(prompt, model.vocabulary).words, model.vocabulary)];
  const all = new Float32Array(count * size);
  for (let first = 0; first < count; first += atOnce) {
    const some = Math.min(atOnce, count - first);
    const walk = sample(denoiser, some, { schedule, sampler, steps, clip: range }, random);
    for (;;) {
      const { value, done } = walk.next();
      if (done) {
        all.set(value, first * size);
        break;
      }
      yield some;
    }
  }
  return all;
}

/** How far each picture made is from the nearest of some training pictures of the same prompt, and the same for real pictures,
 *  in root mean square a number of a pixel.
 *  @param made numbers of the network */
export function compare(
  made: Float32Array,
  { scene }: Asked,
  album: Album,
  examples: number,
  random: Random,
): { readonly made: number[]; readonly real: number[] } {
  const size = album.side * album.side * 3;
  // A number of the network is four times as far from another as the pixel is.
  const shown = examplesOf(album, scene, examples, random);
  const far = (picture: Float32Array): number => nearest(shown, picture).distance / 4;
  const count = made.length / size;
  return {
    made: Array.from({ length: count }, (_, i) => far(made.subarray(i * size, (i + 1) * size))),
    real: Array.from({ length: count }, () => far(drawScene(scene, random, album).pixels.map(toNumber))),
  };
}
