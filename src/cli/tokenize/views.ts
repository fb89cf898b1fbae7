/** Tokens and merges as a person reads them. */
import { perToken, shownToken } from '../../labs/tokenize/learn.ts';
import type { Learned, ShownMerge } from '../../labs/tokenize/params.ts';
import { inTokens } from '../../labs/tokenize/view.ts';
import type { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import { type Frame, rows, text } from '../../render/frame.ts';

/** Tokens that are drawn; the line of ids has them all. */
const drawn = 600;

/** Of a corpus, as a person says it. */
export const nameOf = (corpus: string): string => (corpus === '-' ? 'stdin' : corpus);

const parts = '\\x and two digits: a byte that is only part of a character';
const isPart = ({ text }: { text: string }): boolean => /\\x[89a-f]/.test(text);

/** The strip with its numbers, and what it costs.
 *  @param bytes of the text */
export function cutFrame(ids: Int32Array, bytes: number, tokenizer: BytePairTokens, learned: Learned): Frame {
  const { corpus, merges, vocab_size } = learned;
  const each = perToken(bytes, ids.length);
  const made = `learnt from ${nameOf(corpus!)}: 256 bytes + ${merges} merges + 1 special = ${vocab_size} tokens`;
  const tokens = Array.from(ids.subarray(0, drawn), (id) => ({ text: shownToken(tokenizer, id), note: String(id) }));
  const notes = [
    text(inTokens(bytes, ids.length) + (each === null ? '' : `, ${each.toFixed(2)} bytes a token`)),
    ...(tokens.some(isPart) ? [text(parts, 'muted')] : []),
    text(made, 'muted'),
  ];
  const strip: Frame = { kind: 'tokens', tokens, more: ids.length - tokens.length };
  return tokens.length === 0 ? rows(...notes) : { ...rows(strip, rows(...notes)), gap: 1 };
}

/** For a pipe: id, left, right, both, how often. */
export const mergeLine = ({ id, left, right, text, count }: ShownMerge): string =>
  `${[id, left, right, text, count].join('\t')}\n`;

export const mergesFrame = (merges: readonly ShownMerge[]): Frame => ({
  kind: 'table',
  columns: [
    { title: 'id', align: 'right' },
    { title: 'joined' },
    { title: 'token' },
    { title: 'times', align: 'right' },
  ],
  rows: merges.map(({ id, left, right, text, count }) => [
    String(id),
    `"${left}" + "${right}"`,
    `→ "${text}"`,
    String(count),
  ]),
});
