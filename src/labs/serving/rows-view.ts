/** Each way in a row, each size of a batch as a bar, and what is gained, in words. */
import type { BarsFrame, TableFrame } from '../../render/frame.ts';
import { grouped, h100, h100Memory } from '../kernels/scale.ts';
import type { Result, Row, Way } from './params.ts';

/** As they are told in a table. */
const names: Readonly<Record<Way, (places: number) => string>> = {
  reread: () => 'no cache',
  alone: () => 'one by one',
  static: (places) => `static, ${places}`,
  continuous: (places) => `continuous, ${places}`,
};

interface Column {
  readonly title: string;
  /** Columns that a screen must have to show it. */
  readonly from: number;
  cell(row: Row): string;
}

const columns: readonly Column[] = [
  { title: 'tokens/s', from: 0, cell: (row) => grouped(row.tokens_per_second) },
  { title: 'first ms p50', from: 60, cell: (row) => grouped(row.first_ms.p50) },
  { title: 'p99', from: 72, cell: (row) => grouped(row.first_ms.p99) },
  { title: 'last ms p50', from: 0, cell: (row) => grouped(row.answer_ms.p50) },
  { title: 'p90', from: 72, cell: (row) => grouped(row.answer_ms.p90) },
  { title: 'p99', from: 48, cell: (row) => grouped(row.answer_ms.p99) },
  { title: 'full', from: 60, cell: (row) => `${Math.round(100 * row.full)} %` },
];

export function tableOf(ways: Result['ways'], width: number): TableFrame {
  const shown = columns.filter(({ from }) => from <= width);
  return {
    kind: 'table',
    columns: [{ title: '' }, ...shown.map(({ title }) => ({ title, align: 'right' as const }))],
    rows: ways.map((row) => [names[row.way](row.places), ...shown.map(({ cell }) => cell(row))]),
  };
}

export function barsOf(sizes: Result['sizes']): BarsFrame {
  const best = bestOf(sizes);
  return {
    kind: 'bars',
    bars: sizes.map((row) => ({
      label: `batch of ${String(row.places).padStart(2)}`,
      value: row.tokens_per_second,
      note: `${grouped(row.tokens_per_second).padStart(6)}/s ${grouped(row.between_ms).padStart(5)} ms`,
      tone: row === best ? ('c' as const) : ('a' as const),
    })),
  };
}

const bestOf = (sizes: Result['sizes']): Row =>
  sizes.reduce((best, row) => (row.tokens_per_second > best.tokens_per_second ? row : best));

/** What a batch gained, and why. */
export function gainOf(sizes: Result['sizes']): string {
  const best = bestOf(sizes);
  const gain = best.tokens_per_second / sizes[0].tokens_per_second;
  return (
    `${best.places} side by side gave ${gain.toFixed(1)} × the tokens of one: a step fetches the weights, and calls each kernel, ` +
    'once for all of them. The multiplications stay as many as they are.'
  );
}

/** Llama 2 with 7 billion weights (Touvron et al. 2023), two bytes each. */
const large = { weights: 7e9, bytes: 2 };

export const elsewhere =
  'Far more is gained where fetching is slow beside arithmetic: an H100 (2022) needs ' +
  `${grouped((1000 * large.weights * large.bytes) / h100Memory)} ms to fetch 7 billion weights, and ` +
  `${grouped((1000 * 2 * large.weights) / h100)} ms to compute one more token with them.`;
