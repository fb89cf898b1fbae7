/** What the n-gram sampler does, step by step, in words that a person reads. */
import type { Choice, Step } from '../../models/ngram/generate.ts';
import type { NgramModel } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import type { Counted, CountedBelief, StepEvent } from './params.ts';
import { candidatesShown, likeliest, type Narrator } from './sampler.ts';

export class NgramNarrator implements Narrator<CountedBelief> {
  private readonly seen: number[];
  private readonly words: string[];

  /** @param ids of the prompt */
  constructor(
    private readonly model: NgramModel,
    ids: Int32Array,
  ) {
    this.seen = [...ids];
    this.words = this.seen.map((id) => (id < 0 ? '?' : model.show(id)));
  }

  belief(choice: Choice, most = candidatesShown): CountedBelief {
    return {
      context: this.last(choice.order - 1),
      wanted: this.last(this.model.order - 1),
      order: choice.order,
      total: choice.total,
      ...likeliest(choice, most, (i) => this.candidate(choice, i)),
    };
  }

  tell({ choice, u, index, token }: Step): Omit<StepEvent, 'piece'> {
    const pick = { ...this.candidate(choice, index), index };
    const event = { kind: 'step' as const, ...this.belief(choice), u, pick };
    this.seen.push(token);
    this.words.push(this.model.show(token));
    return event;
  }

  private candidate({ tokens, probabilities, counts }: Choice, i: number): Counted {
    return { token: this.model.show(tokens[i]), p: probabilities[i], count: counts[i] };
  }

  /** The last tokens, not reaching back over the beginning of the document. */
  private last(length: number): string[] {
    const mark = this.seen.lastIndexOf(MARK);
    return length === 0 ? [] : this.words.slice(Math.max(mark + 1, this.words.length - length));
  }
}
