/** How texts and talk become tokens for one network. A question stands between two tokens that no text can hold, so nobody can
 *  write what looks like an answer into a question. Everything begins with a space: so a name is the same token at the beginning
 *  of a text as within one (Kudo & Richardson 2018 do the same).
 *  Read first: ../tokenizer/byte-pairs.ts. Read next: ./pretrain.ts, ./finetune.ts */
import { BytePairTokens } from '../tokenizer/byte-pairs.ts';
import { decodeTokens } from '../tokenizer/tokenizer.ts';

const names = { user: '<user>', model: '<model>', verdict: '<verdict>' } as const;

/** One question and, if it was given, its answer. */
export interface Exchange {
  readonly question: string;
  readonly answer?: string;
}

export class ChatFormat {
  readonly user: number;
  readonly model: number;
  /** Where a reward model gives its number. */
  readonly verdict: number;

  constructor(readonly tokenizer: BytePairTokens) {
    this.user = tokenizer.special(names.user);
    this.model = tokenizer.special(names.model);
    this.verdict = tokenizer.special(names.verdict);
  }

  /** Learns the tokens from texts. @param size tokens at most, the special ones among them */
  static of(documents: readonly string[], size: number): ChatFormat {
    const text = new TextEncoder().encode(documents.map(spaced).join('\n'));
    return new ChatFormat(BytePairTokens.of(text, size, 'gpt2', Object.values(names)));
  }

  /** A document to learn from, with the mark that ends it. */
  document(text: string): Int32Array {
    const { tokenizer } = this;
    return Int32Array.from([...tokenizer.encode(spaced(text)), tokenizer.mark]);
  }

  // #region template
  /** What stands before an answer: mark, then <user> question <model>, and so on for a longer talk.
   *
   *  "Who is the baker?" → <end> <user> ·Who ·is ·the ·baker ? <model> */
  question(talk: readonly Exchange[]): Int32Array {
    const { tokenizer, user, model } = this;
    const tokens = talk.flatMap(({ question, answer }) => [
      user,
      ...tokenizer.encode(spaced(question)),
      model,
      ...(answer === undefined ? [] : this.answer(answer)),
    ]);
    return Int32Array.from([tokenizer.mark, ...tokens]);
  }

  answer(text: string): Int32Array {
    const { tokenizer } = this;
    return Int32Array.from([...tokenizer.encode(spaced(text)), tokenizer.mark]);
  }
  // #endregion

  /** The text of an answer, without what ends it. */
  read(answer: Iterable<number>): string {
    return decodeTokens(this.tokenizer, answer).trim();
  }
}

/** A text on one line, after a space. */
export const spaced = (text: string): string => ` ${text.replace(/\s+/g, ' ').trim()}`;
