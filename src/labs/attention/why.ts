/** Why a token looks where it looks: from query times key to shares, step by step. */
import { type Frame, rows, text } from '../../render/frame.ts';
import type { Event } from './params.ts';

export function why(
  { seen, size }: Extract<Event, { kind: 'seen' }>,
  tokens: readonly { readonly shown: string }[],
): Frame {
  const { row, looking, most, mask } = seen;
  const table: Frame = {
    kind: 'table',
    columns: [
      { title: '' },
      { title: 'token' },
      ...['query·key', `/√${size}`, 'mask', 'softmax'].map((title) => ({ title, align: 'right' as const })),
    ],
    rows: row.map(({ token, score, scaled, masked, weight }) => [
      String(token),
      token === looking.token ? `› ${tokens[token].shown}` : tokens[token].shown,
      score.toFixed(2),
      scaled.toFixed(2),
      masked === null ? '-∞' : masked.toFixed(2),
      token === most.token ? [{ text: weight.toFixed(3), tone: 'accent', bold: true }] : weight.toFixed(3),
    ]),
  };
  const hidden = mask === 'causal' && looking.token < row.length - 1;
  return rows(
    text([
      { text: 'output: ', tone: 'muted' },
      'why ',
      { text: `"${tokens[looking.token].shown}"`, bold: true },
      ` looks most at "${tokens[most.token].shown}": its query fits that key best`,
      hidden ? '; what comes later is masked' : '',
    ]),
    table,
  );
}
