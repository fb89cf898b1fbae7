/** The words of a sentence as the small models count them: lower case, no signs, curly apostrophes made straight.
 *
 *  wordsOf("Don't PANIC, it's café-time!") → ["don't", 'panic', "it's", 'café-time'] */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('\u2019', "'");
  return plain.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu) ?? [];
}
