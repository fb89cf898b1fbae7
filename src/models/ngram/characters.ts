/** Which characters make words. Letters, digits and marks do; signs stand alone, and so does each character of the scripts
 *  that are written without spaces. */

export const SPACE = 0;
export const WORD = 1;
/** Stays inside a word when word characters stand on both sides: don't, well-known. */
export const JOINER = 2;
/** A token by itself. */
const SIGN = 3;
export const NEWLINE = 4;
/** Text never holds it: the file is binary. */
export const NUL = 5;
/** The lead or tail of a character of several bytes. */
export const MULTIBYTE = 6;

/** Class of every byte. */
export const byteClass: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return MULTIBYTE;
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9_]/.test(character)) return WORD;
  if (character === "'" || character === '-') return JOINER;
  if (character === '\n' || character === '\r') return NEWLINE;
  if (byte === 0) return NUL;
  return byte <= 0x20 || byte === 0x7f ? SPACE : SIGN; // control characters separate, and never come out again
});

/** Class + 1 of code points below 0x10000; 0 where it has not been asked for yet. */
const cache = new Uint8Array(0x10000);

/** Class of a code point of 0x80 or more. */
export function classOf(codePoint: number): number {
  if (codePoint >= 0x10000) return classify(codePoint);
  return (cache[codePoint] ||= classify(codePoint) + 1) - 1;
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (codePoint === 0x2019) return JOINER; // the curly apostrophe
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character)) return SIGN;
  // Letters and marks that nobody sees; selectors stay with the sign whose form they choose.
  if (/(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u.test(character)) return SPACE;
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return WORD;
  if (codePoint === 0x2028 || codePoint === 0x2029) return NEWLINE;
  // controls, separators, byte order marks and what turns the direction of text
  return /[\p{C}\p{Z}]/u.test(character) ? SPACE : SIGN;
}
