/** The drawn scenes as something to learn from: each with the words that name its subject, place, time, weather and colour.
 *  Read first: ../../data/scenes/scene.ts, ./source.ts */
import { drawScene } from '../../data/scenes/draw.ts';
import { type Album, fullAlbum, randomScene, type Scene } from '../../data/scenes/scene.ts';
import type { PictureSource } from './source.ts';

/** The words of a model that learns from this album: subjects first, then the rest. */
export const vocabularyOf = ({ subjects, places, times, weathers, colours }: Album): readonly string[] => [
  ...subjects,
  ...places,
  ...times,
  ...weathers,
  ...colours,
];

/** What a scene is called: places in the vocabulary. */
export const wordsOf = (scene: Scene, vocabulary: readonly string[]): readonly number[] =>
  [scene.subject, scene.place, scene.time, scene.weather, scene.colour]
    .map((word) => vocabulary.indexOf(word))
    .filter((word) => word >= 0);

export function sceneSource(album: Album = fullAlbum): PictureSource {
  const vocabulary = vocabularyOf(album);
  return {
    size: album.side,
    vocabulary,
    draw(random) {
      const scene = randomScene(random, album);
      const { pixels } = drawScene(scene, random, album);
      const subject = scene.subject === 'none' ? undefined : vocabulary.indexOf(scene.subject);
      return { pixels, words: wordsOf(scene, vocabulary), subject };
    },
  };
}
