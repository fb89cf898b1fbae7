/** A model that scores, and what is said of it: what `genai eval` needs of counts and networks alike. */
import type { LanguageModel } from '../../models/language-model/language-model.ts';
import type { Score } from '../../models/language-model/score.ts';
import type { Rich } from '../../render/frame.ts';

export interface Judge {
  readonly model: LanguageModel;
  /** Each line is a document. */
  readonly lines: boolean;
  /** What JSON says before the figures, and behind them. */
  readonly begins: object;
  readonly ends: object;
  /** The rows of the table: what it is and what it learned from; and what else is to be said of it, below the figures. */
  readonly about: readonly (readonly [name: string, value: Rich])[];
  readonly more: readonly (readonly [name: string, value: Rich])[];
  /** One thing to try next, if there is one.
   *  @param text its name; undefined for the one that was learned from */
  hint(score: Score, text: string | undefined): string | undefined;
}
