/** Naive Bayes: which label goes with these words? It counts words per label and turns the question round with Bayes' rule:
 *  P(label | words) ∝ P(label) · P(word 1 | label) · P(word 2 | label) · …
 *  "Naive", because it takes the words as if they had nothing to do with each other.
 *  Left out: choosing features, weighing by length. Papers: Maron 1961, "Automatic Indexing: An Experimental Inquiry"; McCallum
 *  & Nigam 1998, "A Comparison of Event Models for Naive Bayes Text Classification" (this is their multinomial model).
 *  Read next: ../../labs/classify-vs-generate */

/** What one word says about every label. */
export interface Evidence {
  readonly word: string;
  /** No sentence had it: it says nothing. */
  readonly known: boolean;
  /** By label: how often it was counted, and P(word | label). */
  readonly counts: readonly number[];
  readonly likelihoods: readonly number[];
}

export interface Verdict {
  /** The likeliest label; the first of them when there is a tie. */
  readonly label: string;
  /** P(label | words), in the order of `labels`. */
  readonly probabilities: readonly number[];
  /** ln P(label) + Σ ln P(word | label). */
  readonly logs: readonly number[];
  readonly evidence: readonly Evidence[];
}

export class NaiveBayes {
  /** Words with their counts by label. */
  private readonly counts = new Map<string, number[]>();
  private readonly documents: number[];
  private readonly words: number[];

  constructor(readonly labels: readonly string[]) {
    this.documents = labels.map(() => 0);
    this.words = labels.map(() => 0);
  }

  /** Different words seen. */
  get vocabulary(): number {
    return this.counts.size;
  }

  // #region learn
  /** Learning is counting: one more document of this label, and each of its words once more. */
  learn(label: string, words: readonly string[]): void {
    const at = this.labels.indexOf(label);
    if (at < 0) throw new RangeError(`no label ${label}`);
    this.documents[at]++;
    this.words[at] += words.length;
    for (const word of words) {
      let counts = this.counts.get(word);
      if (!counts) this.counts.set(word, (counts = this.labels.map(() => 0)));
      counts[at]++;
    }
  }
  // #endregion

  // #region classify
  /** P(label): the share of documents that had it. */
  priors(): number[] {
    const all = this.documents.reduce((sum, count) => sum + count, 0);
    return this.documents.map((count) => count / all);
  }

  /** P(word | label), with one added to every count, so that a word which a label never had does not forbid it. */
  weigh(word: string): Evidence {
    const counts = this.counts.get(word);
    const by = counts ?? this.labels.map(() => 0);
    return {
      word,
      known: counts !== undefined,
      counts: [...by],
      likelihoods: by.map((count, at) => (count + 1) / (this.words[at] + this.vocabulary)),
    };
  }

  /** Sums of logarithms instead of products of tiny numbers. Words that were never seen are left aside. */
  classify(words: readonly string[]): Verdict {
    const evidence = words.map((word) => this.weigh(word));
    const logs = this.priors().map((prior, at) =>
      evidence.reduce(
        (sum, { known, likelihoods }) => (known ? sum + Math.log(likelihoods[at]) : sum),
        Math.log(prior),
      ),
    );
    const probabilities = normalised(logs);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { label: this.labels[best], probabilities, logs, evidence };
  }
  // #endregion
}

/** e^log for each, as shares of their sum. */
function normalised(logs: readonly number[]): number[] {
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
}
