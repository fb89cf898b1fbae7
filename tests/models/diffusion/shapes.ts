/** Pictures to learn from that need no drawing: a square or a disc in one of two colours on grey. */
import type { LabelledPicture, PictureSource } from '../../../src/models/diffusion/source.ts';
import type { Random } from '../../../src/nn/random.ts';

export const vocabulary = ['square', 'disc', 'red', 'blue'] as const;
const paints = { red: [0.9, 0.1, 0.1], blue: [0.1, 0.1, 0.9] };

export const shapes = (size: number): PictureSource => ({
  size,
  vocabulary,
  draw(random: Random): LabelledPicture {
    const subject = random.below(2);
    const colour = 2 + random.below(2);
    const paint = paints[vocabulary[colour] as 'red' | 'blue'];
    const radius = size / 4;
    const [x, y] = [0, 1].map(() => size / 2 + (random.next() - 0.5) * (size / 4));
    const pixels = new Float32Array(size * size * 3).fill(0.5);
    for (let i = 0; i < size * size; i++) {
      const [dx, dy] = [(i % size) + 0.5 - x, Math.floor(i / size) + 0.5 - y];
      const isIn = subject === 0 ? Math.max(Math.abs(dx), Math.abs(dy)) < radius : dx * dx + dy * dy < radius * radius;
      if (isIn) pixels.set(paint, i * 3);
    }
    return { pixels, words: [subject, colour], subject };
  },
});
