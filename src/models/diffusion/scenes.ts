/** The drawn scenes as something to learn from: each with the words that name its subject, place, time, weather and colour.
 *  Read first: ../../data/scenes/scene.ts, ./source.ts */
import type { Prompt } from '../../data/scenes/caption.ts';
import { drawScene } from '../../data/scenes/draw.ts';
import { promptWords, vocabularyOf } from '../../data/scenes/prompt.ts';
import { type Album, fullAlbum, randomScene } from '../../data/scenes/scene.ts';
import { placesOf } from './prompt.ts';
import type { PictureSource } from './source.ts';

/** What is said of a scene, as places in the vocabulary. Without a subject it is a landscape, without weather it is mostly
 *  clear, and whatever else is not said is open. */
export const wordsOf = (prompt: Prompt, vocabulary: readonly string[]): readonly number[] =>
  placesOf(promptWords(prompt), vocabulary);

export function sceneSource(album: Album = fullAlbum): PictureSource {
  const vocabulary = vocabularyOf(album);
  return {
    size: album.side,
    vocabulary,
    draw(random) {
      const scene = randomScene(random, album);
      const { pixels } = drawScene(scene, random, album);
      const subject = scene.subject === 'none' ? undefined : vocabulary.indexOf(scene.subject);
      // Nobody mentions clear weather, so that mostly it is not said here either.
      const said = scene.weather === 'clear' && random.next() < 0.75 ? { ...scene, weather: undefined } : scene;
      return { pixels, words: wordsOf(said, vocabulary), subject };
    },
  };
}
