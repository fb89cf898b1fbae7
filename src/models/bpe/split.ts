/** Text into pieces that no token may cross, before any merging: mostly words with the space in front. Without it tokens such as
 *  "dog." and "dog!" would be learnt apart. Papers: Radford et al. 2019, section 2.2; the patterns are those of GPT-2 and GPT-4.
 *  Bytes that are no UTF-8 go through unharmed. Read next: ./train.ts */

export const splitNames = ['none', 'gpt2', 'gpt4'] as const;
export type SplitName = (typeof splitNames)[number];

// #region split
const patterns: Record<Exclude<SplitName, 'none'>, RegExp> = {
  /** Endings such as 's, then words, numbers and signs, each with a space in front, then spaces. */
  gpt2: /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu,
  /** The same, but at most three digits, endings in capitals too, and line ends stay with the signs before them. */
  gpt4: /'(?:[sdmtSDMT]|[lL][lL]|[vV][eE]|[rR][eE])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+/gu,
};

/** The pieces of a text, which together are the text again.
 *
 *  pieces("It's 10 cats.", 'gpt2') → ["It", "'s", " 10", " cats", "."] */
export function* pieces(text: string, split: SplitName): Generator<string, void> {
  if (split === 'none') {
    if (text !== '') yield text;
    return;
  }
  // Every character is a space, a letter, a digit or a sign, so the matches leave nothing out.
  for (const [piece] of text.matchAll(patterns[split])) yield piece;
}
// #endregion

/** Halves of surrogate pairs never occur in decoded text: so they can stand for bytes that are no UTF-8, as in Python (PEP 383). */
const escaped = 0xdc00;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Any bytes as a string from which `toBytes` makes the same bytes. */
export function toText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return lenient(bytes);
  }
}

function lenient(bytes: Uint8Array): string {
  const parts: string[] = [];
  let good = 0;
  let at = 0;
  const flush = (): void => {
    if (good < at) parts.push(strict.decode(bytes.subarray(good, at)));
  };
  while (at < bytes.length) {
    const length = lengthAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    flush();
    parts.push(String.fromCharCode(escaped + bytes[at]));
    good = ++at;
  }
  flush();
  return parts.join('');
}

/** Bytes of the character at `at`, 0 if there is none (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1];
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? 0 : length;
}

/** The bytes behind a string of `toText`; of any other string its UTF-8. */
export function toBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const parts: number[] = [];
  // By code points: the second half of a pair is not met alone.
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code >= escaped + 0x80 && code <= escaped + 0xff) parts.push(code - escaped);
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}
