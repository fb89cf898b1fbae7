/** A row a precision: what it saves and what it spoils. */
import type { TableFrame } from '../../render/frame.ts';
import { percent } from '../stages/params.ts';
import type { MeasuredEvent, Result, Row } from './params.ts';
import { changeOf } from './words.ts';

interface Part {
  readonly title: string;
  /** Columns that a table must have at least to show it. */
  readonly from: number;
  cell(row: Row): string;
  /** Says how another row is beside the first one. */
  readonly beside?: true;
}

const parts: readonly Part[] = [
  { title: 'kB', from: 50, cell: ({ bytes }) => String(Math.round(bytes / 1000)) },
  { title: 'size', from: 0, cell: ({ share }) => percent(share) },
  { title: 'nats', from: 76, cell: ({ loss }) => loss?.toFixed(4) ?? '?' },
  { title: 'loss', from: 0, cell: changeOf, beside: true },
  { title: 'same words', from: 48, cell: ({ same_answers }) => percent(same_answers), beside: true },
  { title: 'facts right', from: 64, cell: ({ facts_right }) => percent(facts_right) },
  { title: 'refuses', from: 0, cell: ({ refused_harmful }) => percent(refused_harmful) },
];

/** What the two columns of times take. */
const timesWide = 18;

export function tableOf(
  measured: readonly MeasuredEvent[],
  times: Result['times'],
  width: number,
): { frame: TableFrame; lines: number } {
  const timeOf = ({ precision }: Row) => times?.find((time) => time.precision === precision);
  const timeParts: Part[] = [
    { title: 'load ms', from: 56, cell: (row) => timeOf(row)?.load_ms?.toFixed(1) ?? '' },
    { title: 'tokens/s', from: 0, cell: (row) => timeOf(row)?.tokens_per_second.toFixed(0) ?? '' },
  ];
  const shown = [
    ...parts.filter(({ from }) => from <= (times ? width - timesWide : width)),
    ...(times ? timeParts : []),
  ];
  return {
    lines: measured.length + 2,
    frame: {
      kind: 'table',
      columns: [{ title: '' }, ...shown.map(({ title }) => ({ title, align: 'right' as const }))],
      rows: measured.map(({ row }, i) => [
        row.precision,
        ...shown.map(({ cell, beside }) => (beside && i === 0 ? '' : cell(row))),
      ]),
    },
  };
}
