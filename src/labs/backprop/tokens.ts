/** A text in its smallest pieces. */

export class SyntaxProblem extends Error {
  constructor(what: string, at: number) {
    super(`${what}, at character ${at}`);
  }
}

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const lexeme = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z][a-z0-9_]*)|([-+*/^()=;]))/iy;

/** @throws SyntaxProblem where something is no part of an expression */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  lexeme.lastIndex = 0;
  for (;;) {
    const from = lexeme.lastIndex;
    const found = lexeme.exec(text);
    if (!found) {
      const rest = text.slice(from);
      const at = from + rest.length - rest.trimStart().length;
      if (rest.trim() === '') return [...tokens, { kind: 'end', text: '', at: text.trimEnd().length + 1 }];
      throw new SyntaxProblem(`${JSON.stringify([...text.slice(at)][0])} is no part of an expression`, at + 1);
    }
    const [, number, name, sign] = found;
    const word = number ?? name ?? sign;
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
    tokens.push({ kind, text: word, at: lexeme.lastIndex - word.length + 1 });
  }
}
