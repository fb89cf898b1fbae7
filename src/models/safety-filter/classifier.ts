/** Two questions to every text, each with a logistic regression of its own: is it harmful, is it personal? And the answer word by
 *  word: a logit is a sum, so it can be told what each word gave.
 *  Read first: ./features.ts, ./logistic.ts, ./lessons.ts. Read next: ./filter.ts */
import { type Random, shuffled } from '../../nn/random.ts';
import { pairOf, Vocabulary, wordsIn } from './features.ts';
import { type Kind, kinds, type Lesson } from './lessons.ts';
import { Logistic, probabilityOf, shareOf, surprise } from './logistic.ts';
import { inPlainSigns } from './plain.ts';

/** Times that everything is learnt from. */
const rounds = 3;

/** How far the training is; before the first round it believes one half of everything. */
export interface Progress {
  readonly round: number;
  readonly of: number;
  /** Texts that it learns from, and how many of them are of a kind. */
  readonly texts: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  /** Nats a text: what it believed of each before it learnt from it in this round. */
  readonly loss: Readonly<Record<Kind, number>>;
}

export interface Weighed {
  readonly word: string;
  /** What it adds to the logit. */
  readonly weight: number;
}

export class Classifier {
  private constructor(
    private readonly vocabulary: Vocabulary,
    private readonly models: Readonly<Record<Kind, Logistic>>,
  ) {}

  // #region train
  /** Tells before and after each round how far it is. */
  static *training(lessons: readonly Lesson[], random: Random): Generator<Progress, Classifier> {
    const count = (kind: Kind): number => lessons.filter((lesson) => lesson.kind === kind).length;
    const of = { of: rounds, texts: lessons.length, kinds: { harmful: count('harmful'), personal: count('personal') } };
    yield { round: 0, ...of, loss: { harmful: Math.LN2, personal: Math.LN2 } };
    const texts = lessons.map(({ text }) => wordsIn(inPlainSigns(text)));
    const vocabulary = new Vocabulary(texts);
    const examples = texts.map((words, i) => ({ features: vocabulary.of(words), kind: lessons[i].kind }));
    const models = { harmful: new Logistic(vocabulary.size), personal: new Logistic(vocabulary.size) };
    for (let round = 1; round <= rounds; round++) {
      const loss = { harmful: 0, personal: 0 };
      for (const { features, kind } of shuffled(examples, random)) {
        for (const one of kinds) {
          loss[one] += surprise(models[one].logit(features), kind === one) / examples.length;
          models[one].learn(features, kind === one);
        }
      }
      yield { round, ...of, loss };
    }
    return new Classifier(vocabulary, models);
  }
  // #endregion

  /** Numbers that were learnt. */
  get size(): number {
    return kinds.length * (this.vocabulary.size + 1);
  }

  /** The piece of a text that is likeliest of a kind, and the probability that it is. */
  judge(pieces: readonly (readonly string[])[], kind: Kind): { readonly p: number; readonly words: readonly string[] } {
    const logits = pieces.map((words) => this.models[kind].logit(this.vocabulary.of(words)));
    const z = logits.reduce((most, z) => Math.max(most, z));
    return { p: probabilityOf(z), words: pieces[logits.indexOf(z)] };
  }

  // #region weigh
  /** What each word adds; together with the bias that is the logit. What two words share counts for the first of them, and what
   *  stands for a pair half for each. */
  weigh(words: readonly string[], kind: Kind): { readonly bias: number; readonly words: readonly Weighed[] } {
    const { weights, bias } = this.models[kind];
    const share = shareOf(this.vocabulary.of(words));
    const seen = new Set<number>([-1]);
    const sums = words.map(() => 0);
    const add = (feature: number, ...to: number[]): void => {
      if (seen.has(feature)) return;
      seen.add(feature);
      for (const i of to) sums[i] += (share * weights[feature]) / to.length;
    };
    for (const [i, word] of words.entries()) {
      for (const feature of this.vocabulary.ofWord(word)) add(feature, i);
      if (i > 0) add(this.vocabulary.number(pairOf(words[i - 1], word)), i - 1, i);
    }
    return { bias, words: words.map((word, i) => ({ word, weight: sums[i] })) };
  }
  // #endregion

  /** Of some words those that speak most for a kind, and those that speak most against it, each by itself. */
  heaviest(
    of: Iterable<string>,
    kind: Kind,
    count: number,
  ): { readonly toward: Weighed[]; readonly against: Weighed[] } {
    const all = Array.from(new Set(of), (word) => this.weigh([word], kind).words[0]);
    all.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return { toward: all.slice(0, count), against: all.slice(-count).reverse() };
  }
}
