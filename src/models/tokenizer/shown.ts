/** A token by itself, as text that hides nothing. */
import { toText } from '../bpe/split.ts';

/** Bytes that are no character, then what no screen shows: controls, invisible signs, other spaces. */
const unseen = /[\udc80-\udcff]|(?![ \n\t])[\p{C}\p{Z}]/gu;

/** What has no shape of its own, and bytes that are only part of a character, by their numbers.
 *
 *  tokenText(bytes of " cat") → " cat"; tokenText([0xf0, 0x9f]) → "\xf0\x9f" */
export function tokenText(bytes: Uint8Array): string {
  const text = toText(bytes).replace(unseen, numbered);
  // An accent without its letter would climb on whatever stands before it.
  return text.replace(/^\p{M}+/u, (marks) => Array.from(marks, numbered).join(''));
}

function numbered(sign: string): string {
  const code = sign.codePointAt(0)!;
  if (code < 0x80) return `\\x${hex(code)}`;
  return code >= 0xdc80 && code <= 0xdcff ? `\\x${hex(code - 0xdc00)}` : `\\u{${hex(code)}}`;
}

const hex = (code: number): string => code.toString(16).padStart(2, '0');
