/** What a batch asks of a model, whether it is a transformer with its cache or a table of counts: places for texts, and one step that
 *  gives the next token to each of some of them. `Decoder` of ../gpt/decoder.ts is one as it stands. Read next: ./batch.ts */
export interface NextTokens {
  /** Tokens that a text may have; without it, any number. */
  readonly context?: number;
  /** A place for one text, still empty. */
  open(): number;
  /** Gives the place to another text. */
  close(place: number): void;
  /** Reads one more token of each of some texts.
   *  @param places different ones
   *  @returns logits [N, V]: views that hold until the next step */
  step(places: readonly number[], tokens: ArrayLike<number>): readonly ArrayLike<number>[];
}
