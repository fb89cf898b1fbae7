/** What the network learns from: drawn scenes and the right answers about them. Every picture is drawn afresh.
 *  Read first: ../../data/scenes/scene.ts, ./spoil.ts */
import { drawScene } from '../../data/scenes/draw.ts';
import { type Album, type Attribute, attributes, fullAlbum, randomScene, type Scene } from '../../data/scenes/scene.ts';
import type { Random } from '../../nn/random.ts';
import type { Question } from './network.ts';
import { blemished, spoiledScene } from './spoil.ts';

interface AnsweredPicture {
  /** [size · size · 3] in 0..1 */
  readonly pixels: Float32Array;
  /** For each question the place of the right answer, or −1 where none is right. */
  readonly answers: readonly number[];
}

export interface ExamSource {
  readonly size: number;
  readonly questions: readonly Question[];
  draw(random: Random): AnsweredPicture;
}

/** What it says of a subject that is none of those it knows. */
export const spoiled = 'spoiled';

/** All that is decided about a scene is asked. */
export const sceneQuestions: readonly (Question & { readonly name: Attribute })[] = [
  { name: 'subject', answers: [...attributes.subject, 'none', spoiled] },
  { name: 'place', answers: attributes.place },
  { name: 'time', answers: attributes.time },
  { name: 'weather', answers: attributes.weather },
  { name: 'colour', answers: attributes.colour },
];

export interface Share {
  /** Of pictures whose subject went wrong. */
  readonly spoiled: number;
  /** Of pictures with a subject at a place that training of the diffusion model never shows together. */
  readonly heldOut: number;
  readonly blemished: boolean;
}

export const inTraining: Share = { spoiled: 0.25, heldOut: 0.12, blemished: true };

// #region scenes
/** Scenes of every kind, those held out from the diffusion model too: the judge has to know what it judges. */
export function sceneExam(share: Share = inTraining, album: Album = fullAlbum): ExamSource {
  return {
    size: album.side,
    questions: sceneQuestions,
    draw(random) {
      const heldOut = random.next() < share.heldOut;
      const scene = randomScene(random, album, { heldOut });
      const isSpoiled = scene.subject !== 'none' && random.next() < share.spoiled;
      const picture = isSpoiled ? spoiledScene(scene, random, album) : drawScene(scene, random, album);
      const pixels = share.blemished ? blemished(picture, random) : picture.pixels;
      return { pixels, answers: answersOf(isSpoiled ? { ...scene, subject: spoiled } : scene) };
    },
  };
}
// #endregion

const answersOf = (scene: Readonly<Record<Attribute, string>>): readonly number[] =>
  sceneQuestions.map(({ name, answers }) => answers.indexOf(scene[name]));

/** One question, yes or no: half of the pictures show this subject. Spoiled ones do not. */
export function subjectExam(subject: Scene['subject'], album: Album = fullAlbum): ExamSource {
  return {
    size: album.side,
    questions: [{ name: 'subject', answers: [subject, 'not'] }],
    draw(random) {
      const isIt = random.next() < 0.5;
      const scene = randomScene(random, album);
      if (isIt) {
        const colour = scene.colour === 'none' ? random.pick(album.colours) : scene.colour;
        return { pixels: blemished(drawScene({ ...scene, subject, colour }, random, album), random), answers: [0] };
      }
      const spoils = scene.subject !== 'none' && random.next() < 0.2;
      const picture = spoils ? spoiledScene(scene, random, album) : drawScene(scene, random, album);
      const isToo = !spoils && scene.subject === subject;
      return { pixels: blemished(picture, random), answers: [isToo ? 0 : 1] };
    },
  };
}
