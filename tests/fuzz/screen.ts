/** What a terminal would obey, or what would hide from a reader. Told by the classes of Unicode, not by the lists of
 *  src/render/clean.ts, which is what they are held against. */

const colours = /\x1b\[[\d;]*m/g;
/** Of pictures that are drawn over themselves, and of the line of progress. */
const motions = /\x1b\[(?:\?2026[hl]|\d+A|2?K|J)|\r/g;

// Marks of Arabic and other numbers are letters that can be seen, though formally they are format characters.
const seenFormats = String.raw`[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}]`;
const selectors = String.raw`[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`;
const codes = new RegExp(
  [
    String.raw`[\p{Cc}--[\n\t]]`,
    String.raw`\p{Cs}|\p{Zl}|\p{Zp}|\p{Bidi_Control}`,
    String.raw`[\p{Cf}--[\u200d${seenFormats}]]`,
    String.raw`[\p{Default_Ignorable_Code_Point}--[\u200d${selectors}]]`,
    // A selector chooses a form of the sign before it: two of them, or one after nothing, choose nothing.
    `(?:^|\\s|${selectors})${selectors}`,
    // A joiner that joins no emoji.
    String.raw`(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})`,
  ].join('|'),
  'v',
);

export interface Allowed {
  readonly colours?: boolean;
  /** In text that a model makes of a corpus, token by token, a selector may stand anywhere. */
  readonly selectors?: boolean;
  readonly motions?: boolean;
}

/** The first code in a text that is none of ours; undefined where all is well. */
export function codeIn(text: string, allowed: Allowed = {}): string | undefined {
  let bare = text;
  if (allowed.colours) bare = bare.replace(colours, '');
  if (allowed.motions) bare = bare.replace(motions, '');
  if (allowed.selectors) bare = bare.replace(new RegExp(selectors, 'gv'), '');
  const found = codes.exec(bare);
  return found ? bare.slice(Math.max(0, found.index - 10), found.index + 20) : undefined;
}

/** @throws Error that shows it */
export function expectNoCode(text: string, where: string, allowed?: Allowed): void {
  const found = codeIn(text, allowed);
  if (found !== undefined) throw new Error(`${where} lets a code through: ${JSON.stringify(found)}`);
}
