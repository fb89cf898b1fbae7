/** Why a token looks where it looks: from query times key to shares, step by step. */
import { type Frame, rows, type Size, text } from '../../render/frame.ts';
import type { Event } from './params.ts';

/** The title, the head of the table, and a line for what is left out. */
const others = 5;

/** @param size room for all of it */
export function why(
  { seen, size }: Extract<Event, { kind: 'seen' }>,
  tokens: readonly { readonly shown: string }[],
  { height }: Size,
): Frame {
  const { row, looking, most, head } = seen;
  const room = height >= row.length + others - 1 ? row.length : Math.max(3, height - others);
  const kept = new Set([...row].sort((a, b) => b.weight - a.weight || a.token - b.token).slice(0, room));
  const table: Frame = {
    kind: 'table',
    columns: [
      { title: '' },
      { title: 'token' },
      ...['query·key', `/√${size}`, 'mask', 'softmax'].map((title) => ({ title, align: 'right' as const })),
    ],
    rows: row
      .filter((each) => kept.has(each))
      .map(({ token, score, scaled, masked, weight }) => [
        String(token),
        token === looking.token ? `› ${tokens[token].shown}` : tokens[token].shown,
        score.toFixed(2),
        scaled.toFixed(2),
        masked === null ? '-∞' : masked.toFixed(2),
        token === most.token ? [{ text: weight.toFixed(3), tone: 'accent', bold: true }] : weight.toFixed(3),
      ]),
  };
  const less = row.length - kept.size;
  return rows(
    text([
      { text: 'output: ', tone: 'muted' },
      `head ${head.layer}.${head.head}, why `,
      { text: `"${tokens[looking.token].shown}"`, bold: true },
      ` looks most at "${tokens[most.token].shown}"`,
    ]),
    table,
    ...(less > 0 ? [text(`and ${less} more, at which it looks less`, 'muted')] : []),
  );
}
