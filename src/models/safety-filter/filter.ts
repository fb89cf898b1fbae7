/** The filter of the server: what comes in and what goes out is let through or stopped, with the reason. Rules know what has a
 *  form, a classifier knows what it has learnt; whichever says stop, it stops. What goes out is looked at as well, for a request may
 *  get in by words that nobody thought of, and still be answered in plain ones.
 *  Left out: what was said before, other languages, pictures; asking a large model, which is what large services do.
 *  Read first: ./rules.ts, ./plain.ts, ./classifier.ts */
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import type { Curriculum } from '../pipeline/exam-questions.ts';
import { curriculum } from '../pipeline/texts.ts';
import { Classifier, type Progress, type Weighed } from './classifier.ts';
import { piecesOf } from './features.ts';
import { type Kind, kinds, lessons } from './lessons.ts';
import { inPlainSigns, unmasked } from './plain.ts';
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

export interface Explained {
  /** The likelier kind, of which the weights are. */
  readonly kind: Kind;
  readonly scores: Verdict['scores'];
  readonly bias: number;
  /** In the order of the text. */
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
    const training = SafetyFilter.training(seed, curriculum(seed));
    for (;;) {
      const { value, done } = training.next();
      if (done) return value;
    }
  }

  /** The same while one watches. */
  static *training(seed: number, questions: Curriculum): Generator<Progress, SafetyFilter> {
    const random = new Random(streamOf(seed, 3));
    return new SafetyFilter(yield* Classifier.training(lessons(questions, random), random));
  }

  /** The same with other settings. */
  with(options: Partial<FilterOptions>): SafetyFilter {
    return new SafetyFilter(this.classifier, { ...this.options, ...options });
  }

  /** What somebody asks. */
  in(text: string): Verdict {
    return this.judge(text);
  }

  /** What is about to be answered.
   *  @param before words that stood before the text, and were let through */
  out(text: string, before = 0): Verdict {
    return this.judge(text, before);
  }

  // #region judge
  private judge(text: string, before = 0): Verdict {
    const { threshold, rules, classifier, unmask } = this.options;
    const found = rules ? foundIn(unmask ? unmasked(text) : text) : [];
    const { scores, kind, words } = this.explain(text, before);
    const score = scores[kind];
    const speaking = words.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
    const seen = { scores, found, words: speaking.slice(0, told) };
    if (found.length > 0) return { stopped: true, kind: 'personal', by: 'rule', score: 1, ...seen };
    if (!classifier || score < threshold) return { stopped: false, score, ...seen };
    return { stopped: true, kind, by: 'classifier', score, ...seen };
  }
  // #endregion

  /** What the classifier thinks, word by word: of a long text the piece that is likeliest of its kind. Nothing when it is off. */
  explain(text: string, before = 0): Explained {
    const nothing = { kind: 'harmful', scores: { harmful: 0, personal: 0 }, bias: 0, words: [] } as const;
    if (!this.options.classifier) return nothing;
    const pieces = piecesOf(this.options.unmask ? inPlainSigns(text) : text, before);
    const [harmful, personal] = kinds.map((kind) => this.classifier.judge(pieces, kind));
    const kind = personal.p > harmful.p ? 'personal' : 'harmful';
    const piece = kind === 'personal' ? personal : harmful;
    const scores = { harmful: harmful.p, personal: personal.p };
    return { kind, scores, ...this.classifier.weigh(piece.words, kind) };
  }
}
