/** What stands between text and a network: numbers. A network knows nothing of letters; it has a row of its table for each
 *  token, and a tokenizer says which. Read next: ./characters.ts, ./words.ts, ../bpe/codec.ts */

export const units = ['char', 'word', 'bpe'] as const;
export type Unit = (typeof units)[number];

export interface Tokenizer {
  readonly unit: Unit;
  /** Different tokens, the mark among them. */
  readonly size: number;
  /** The token between documents: it begins one and ends it. */
  readonly mark: number;
  /** The tokens of a text; -1 for what the tokenizer does not know. */
  encode(text: string): Int32Array;
  /** What a token adds to a text; nothing for the mark. Tokens of bytes may hold parts of a character. */
  bytes(token: number): Uint8Array;
  /** All that is needed to make it again, as JSON can hold it. */
  save(): SavedTokenizer;
}

export type SavedTokenizer =
  | { readonly unit: 'char' | 'word'; readonly tokens: readonly string[]; readonly mark: number }
  | {
      readonly unit: 'bpe';
      readonly split: 'none' | 'gpt2' | 'gpt4';
      readonly merges: readonly (readonly [number, number])[];
      /** Tokens besides the mark that no text can hold. */
      readonly special?: readonly string[];
    };

/** A text from its tokens, as it grows: bytes that are no whole character yet wait for the next token. */
export class TextWriter {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(private readonly tokenizer: Pick<Tokenizer, 'bytes'>) {}

  write(token: number): string {
    return this.decoder.decode(this.tokenizer.bytes(token), { stream: true });
  }

  /** What still waits, as far as it can be shown. */
  finish(): string {
    return this.decoder.decode();
  }
}

export function decodeTokens(tokenizer: Pick<Tokenizer, 'bytes'>, tokens: Iterable<number>): string {
  const writer = new TextWriter(tokenizer);
  let text = '';
  for (const token of tokens) text += writer.write(token);
  return text + writer.finish();
}
