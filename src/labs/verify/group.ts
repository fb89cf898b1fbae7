/** Published figures, and how ours are computed. Each names its source and how near we have to come. */
import type { NeuralContext } from '../lab.ts';
import type { KnownText } from './known-texts.ts';

export const topics = ['micrograd', 'minbpe', 'ngram', 'gan', 'diffusion', 'gpt'] as const;

export interface Published {
  readonly name: string;
  readonly published: number;
  /** How far ours may be off. */
  readonly tolerance: number;
  readonly source: string;
}

/** What a group computes with. */
export interface Given extends Pick<NeuralContext, 'seed' | 'kernels' | 'team'> {
  /** The text that the group needs; empty for one that needs none. */
  readonly text: string;
}

/** Figures that are computed together. */
export interface Group {
  readonly topic: (typeof topics)[number];
  readonly figures: readonly Published[];
  /** A text that does not come with the program. */
  readonly needs?: KnownText;
  /** How much longer than others it takes; 1 if not given. */
  readonly effort?: number;
  /** Ours, in the order of the figures. Yields the share that is done, from 0 to 1, often enough to be stopped. */
  compute(given: Given): Generator<number, number[]> | AsyncGenerator<number, number[]>;
}
