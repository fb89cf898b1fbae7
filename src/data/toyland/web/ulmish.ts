/** Ulmish, which nobody speaks: made of syllables, with a few very common words as every language has them. It is the same for
 *  every seed, so that samples of it teach what its pages look like. */
import { Random } from '../../../nn/random.ts';

const starts = ['k', 'z', 'm', 'v', 'th', 'kr', 'ul', 'or', 'sh', 'dr', 'j', 'gl'];
const middles = ['a', 'u', 'oo', 'e', 'aa', 'i', 'y'];
const ends = ['k', 'rn', 'sh', 'm', 'x', 'lt', '', 'v', 'z'];

const random = (): Random => new Random(0x01_ae);

function makeWords(n: number): string[] {
  const chance = random();
  const syllable = (): string => chance.pick(starts) + chance.pick(middles) + chance.pick(ends);
  return Array.from({ length: n }, (_, at) => (at < 12 ? syllable() : syllable() + syllable()));
}

export class Ulmish {
  private readonly words = makeWords(160);

  constructor(private readonly random: Random) {}

  /** @param names foreign words that may stand in it, such as names */
  sentence(names: readonly string[] = []): string {
    const words = Array.from({ length: 6 + this.random.below(6) }, () => {
      const u = this.random.next();
      return this.words[Math.floor(u * u * this.words.length)];
    });
    if (names.length > 0 && this.random.below(3) === 0) words[1 + this.random.below(4)] = this.random.pick(names);
    const text = words.join(' ');
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  }

  paragraph(sentences: number, names?: readonly string[]): string {
    return Array.from({ length: sentences }, () => this.sentence(names)).join(' ');
  }
}
