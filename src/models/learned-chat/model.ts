/** A chat program without a single rule about answers: it counted them. Of what was said it takes the one word that tells
 *  most, collects the answers that people gave when that word was said, and counts which word followed which in them:
 *  P(next | the last words of the answer, key word).
 *  Left out: everything said but the key word, and everything said before. Papers: Spärck Jones 1972 (a rare word tells
 *  more), Shannon 1948 (the counts). Read first: ../ngram/model.ts; its opposite: ../rules-chat/chat.ts */
import type { Exchange } from '../../data/dialogues.ts';
import { textCorpus } from '../../data/text-corpus.ts';
import { wordsOf } from '../../data/words.ts';
import { learnAtOnce, type NgramModel } from '../ngram/model.ts';

/** A word of what was said, as the data knows it. */
export interface KeyWord {
  readonly word: string;
  /** Exchanges in which it was said. */
  readonly taught: number;
  /** Exchanges in which it stands at all, said or answered: the fewer, the more it tells. */
  readonly stands: number;
}

export class LearnedChat {
  private readonly said: readonly ReadonlySet<string>[];
  private readonly either: readonly ReadonlySet<string>[];

  constructor(readonly exchanges: readonly Exchange[]) {
    this.said = exchanges.map(({ said }) => new Set(wordsOf(said)));
    this.either = exchanges.map(({ said, answered }) => new Set(wordsOf(`${said} ${answered}`)));
  }

  // #region key
  /** The words of a sentence that somebody in the data said too, the most telling first: "the" stands in many exchanges,
   *  "mother" in few. Among equals the word with more answers to learn from, then the one said last. */
  known(sentence: string): KeyWord[] {
    return [...new Set(wordsOf(sentence).reverse())]
      .map((word) => ({ word, taught: holding(this.said, word), stands: holding(this.either, word) }))
      .filter(({ taught }) => taught > 0)
      .sort((a, b) => a.stands - b.stands || b.taught - a.taught);
  }
  // #endregion

  /** The exchanges in which a word was said; all of them without a word. */
  about(word?: string): Exchange[] {
    return this.exchanges.filter((_, i) => word === undefined || this.said[i].has(word));
  }

  // #region learn
  /** Counts the answers of some exchanges. An answer is a document: the counts also know how one begins and ends. */
  async learn(exchanges: readonly Exchange[], order: number): Promise<NgramModel> {
    const answers = exchanges.map(({ answered }) => answered);
    return learnAtOnce(textCorpus('answers', answers), order, 'word');
  }
  // #endregion
}

const holding = (sets: readonly ReadonlySet<string>[], word: string): number =>
  sets.reduce((count, set) => (set.has(word) ? count + 1 : count), 0);
