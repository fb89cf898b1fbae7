/** What the network learns from: pictures with a few words each. */
import type { Random } from '../../nn/random.ts';

export interface LabelledPicture {
  /** [size · size · 3] in 0..1: row by row, red, green and blue of each pixel. */
  readonly pixels: Float32Array;
  /** Places in the vocabulary. */
  readonly words: readonly number[];
  /** The word that says what is in the picture, if there is anything; the others say how and where. */
  readonly subject?: number;
}

export interface PictureSource {
  /** Height and width. */
  readonly size: number;
  readonly vocabulary: readonly string[];
  draw(random: Random): LabelledPicture;
}
