import type { Params } from './params.ts';

/** Pictures of each prompt with guidance 0. */
export const unguidedSeeds = 2;

/** How much of the work is done, in looks of the denoiser at one picture. */
export class Clock {
  /** A lesson of the classifier takes about as long as so many of them. */
  private static readonly lessonCost = 5;
  private readonly lessons: number;
  private readonly all: number;
  private done = 0;

  constructor({ prompts, held_out, seeds, steps, guidance, classifier_steps }: Params) {
    this.lessons = Clock.lessonCost * classifier_steps;
    const looks = seeds * (guidance === 0 || guidance === 1 ? 1 : 2) + unguidedSeeds;
    this.all = this.lessons + (prompts + held_out) * steps * looks;
  }

  get share(): number {
    return Math.min(1, this.done / this.all);
  }

  lesson(): number {
    this.done += Clock.lessonCost;
    return this.share;
  }

  /** The classifier is ready, wherever it came from. */
  taught(): number {
    this.done = this.lessons;
    return this.share;
  }

  step(pictures: number, guidance: number): number {
    this.done += pictures * (guidance === 0 || guidance === 1 ? 1 : 2);
    return this.share;
  }
}
