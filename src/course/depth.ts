/** How deep a YAML text is nested. The half of the parser that makes values goes down as deep as the text does, and a text may
 *  be made to exhaust its stack; so this is asked first, of the other half, which keeps its place in a list. */
import { Lexer, LineCounter, Parser } from 'yaml';

/** The first place where the nesting is deeper than that; undefined when it nowhere is.
 *  @param most levels; a list or a group of fields inside of another is one or two */
export function tooDeepAt(text: string, most: number): { readonly line: number; readonly col: number } | undefined {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    offset += lexeme.length;
    if (parser.stack.length > most) return lines.linePos(offset - 1);
  }
  return undefined;
}
