/** Tokens and merges as a person reads them. */
import { shownToken } from '../../labs/tokenize/learn.ts';
import type { Cut, Learned, ShownMerge } from '../../labs/tokenize/params.ts';
import { inTokens } from '../../labs/tokenize/view.ts';
import type { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import { type Frame, rows, text } from '../../render/frame.ts';

/** Tokens that are drawn; the line of ids has them all. */
const drawn = 600;

/** Of a corpus, as a person says it. */
export const nameOf = (corpus: string): string => (corpus === '-' ? 'stdin' : corpus);

const parts = '\\x and two digits: a byte that is only part of a character';
const isPart = ({ text }: { text: string }): boolean => /\\x[89a-f]/.test(text);

/** The strip with its numbers, and what it costs. */
export function cutFrame(
  { ids, bytes, count, bytes_per_token }: Cut,
  tokenizer: BytePairTokens,
  learned: Learned,
): Frame {
  const { corpus, merges, vocab_size } = learned;
  const made = `learnt from ${nameOf(corpus!)}: 256 bytes + ${merges} merges + 1 special = ${vocab_size} tokens`;
  const each = bytes_per_token === null ? '' : `, ${bytes_per_token.toFixed(2)} bytes a token`;
  const tokens = ids.slice(0, drawn).map((id) => ({ text: shownToken(tokenizer, id), note: String(id) }));
  return {
    ...rows(
      ...(count > 0 ? [{ kind: 'tokens', tokens, more: Math.max(0, count - drawn) } as const] : []),
      rows(
        text(inTokens(bytes, count) + each),
        ...(tokens.some(isPart) ? [text(parts, 'muted')] : []),
        text(made, 'muted'),
      ),
    ),
    gap: 1,
  };
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
