/** The filter of the server: what comes in and what goes out is let through or stopped, with the reason. Rules know what has a
 *  form, a classifier knows what it has learnt; whichever says stop, it stops. What goes out is looked at as well, for a request may
 *  get in by words that nobody thought of, and still be answered in plain ones.
 *  Left out: what was said before, other languages, pictures; asking a large model, which is what large services do.
 *  Read first: ./rules.ts, ./plain.ts, ./classifier.ts */
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { curriculum } from '../pipeline/texts.ts';
import { Classifier, type Weighed } from './classifier.ts';
import { wordsIn } from './features.ts';
import { type Kind, lessons } from './lessons.ts';
import { plain, unmasked } from './plain.ts';
import { type Found, foundIn } from './rules.ts';

export interface Verdict {
  readonly stopped: boolean;
  /** What it was stopped as, and by whom. What a rule finds the classifier is not asked about. */
  readonly kind?: Kind;
  readonly by?: 'rule' | 'classifier';
  /** The probability that it is of that kind; 1 by a rule. Of what is let through, the probability of the likelier kind. */
  readonly score: number;
  /** What the classifier believes of each kind by itself; 0 when it is off. */
  readonly scores: Readonly<Record<Kind, number>>;
  /** What decided most: what rules found, and the words that speak for the likelier kind, the heaviest first. */
  readonly found: readonly Found[];
  readonly words: readonly Weighed[];
}

export interface FilterOptions {
  /** The probability from which on the classifier stops. */
  readonly threshold: number;
  readonly rules: boolean;
  readonly classifier: boolean;
  /** Read texts in plain signs, whatever signs they are written with. */
  readonly unmask: boolean;
}

export const usual: FilterOptions = { threshold: 0.5, rules: true, classifier: true, unmask: true };

/** Words that are told. */
const told = 4;

export class SafetyFilter {
  constructor(
    readonly classifier: Classifier,
    readonly options: FilterOptions = usual,
  ) {}

  /** Learns from what is taught of the curriculum of a seed; half a second. */
  static trained(seed: number): SafetyFilter {
    const random = new Random(streamOf(seed, 3));
    const training = Classifier.training(lessons(curriculum(seed), random), random);
    for (;;) {
      const { value, done } = training.next();
      if (done) return new SafetyFilter(value);
    }
  }

  /** The same with other settings. */
  with(options: Partial<FilterOptions>): SafetyFilter {
    return new SafetyFilter(this.classifier, { ...this.options, ...options });
  }

  /** What somebody asks. */
  in(text: string): Verdict {
    return this.judge(text);
  }

  /** What is about to be answered. */
  out(text: string): Verdict {
    return this.judge(text);
  }

  // #region judge
  private judge(text: string): Verdict {
    const { threshold, rules, classifier } = this.options;
    const found = rules ? foundIn(this.options.unmask ? unmasked(text) : text) : [];
    const words = this.words(text);
    const harmful = this.classifier.judge(words, 'harmful');
    const personal = this.classifier.judge(words, 'personal');
    const [kind, likelier] =
      personal.p > harmful.p ? (['personal', personal] as const) : (['harmful', harmful] as const);
    const speaking = this.classifier.weigh(likelier.words, kind).words.filter(({ weight }) => weight > 0);
    const seen = {
      scores: classifier ? { harmful: harmful.p, personal: personal.p } : { harmful: 0, personal: 0 },
      found,
      words: classifier ? speaking.sort((a, b) => b.weight - a.weight).slice(0, told) : [],
    };
    if (found.length > 0) return { stopped: true, kind: 'personal', by: 'rule', score: 1, ...seen };
    if (!classifier || likelier.p < threshold) return { stopped: false, score: classifier ? likelier.p : 0, ...seen };
    return { stopped: true, kind, by: 'classifier', score: likelier.p, ...seen };
  }
  // #endregion

  /** The words of a text as the classifier reads them. */
  words(text: string): string[] {
    return wordsIn(this.options.unmask ? plain(unmasked(text)) : text);
  }
}
