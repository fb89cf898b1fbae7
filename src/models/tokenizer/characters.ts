/** A token is a character (a code point). Nothing is lost, few tokens are needed, and texts become long. */
import type { SavedTokenizer, Tokenizer } from './tokenizer.ts';

const encoder = new TextEncoder();

export class Characters implements Tokenizer {
  readonly unit = 'char';
  readonly size: number;
  private readonly ids: ReadonlyMap<string, number>;

  /** @param tokens characters, '' for the mark
   *  @param mark the place of the mark; of a character such as the line feed if that parts the documents */
  constructor(
    private readonly tokens: readonly string[],
    readonly mark: number,
  ) {
    this.size = tokens.length;
    this.ids = new Map(tokens.map((token, id) => [token, id]));
  }

  /** Those of a text, in the order of their code points.
   *  @param lines each line is a document: the mark is a token of its own. Else line feeds are characters like any other. */
  static of(text: string, lines: boolean): Characters {
    const found = new Set(text);
    if (lines) for (const end of ['\n', '\r']) found.delete(end);
    const characters = [...found].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
    if (lines || !found.has('\n')) return new Characters(['', ...characters], 0);
    return new Characters(characters, characters.indexOf('\n'));
  }

  encode(text: string): Int32Array {
    return Int32Array.from(Array.from(text), (character) => this.ids.get(character) ?? -1);
  }

  bytes(token: number): Uint8Array {
    return encoder.encode(this.tokens[token] ?? '');
  }

  save(): SavedTokenizer {
    return { unit: this.unit, tokens: this.tokens, mark: this.mark };
  }
}
