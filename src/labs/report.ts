/** What a page says of a run below its picture: its result and its settings, as tables. */
import { type Frame, panel, rows, type TableFrame } from '../render/frame.ts';
import { shortNumber } from '../render/scale.ts';
import { asFlag, knobsOf } from './knobs.ts';
import type { Schema } from './lab.ts';

/** Rows of a table, and numbers of a list, that are written out: all of them are in `--json`. */
const [mostRows, mostNumbers] = [100, 8];

/** A result as tables: what is single in the first, each list of records in one of its own.
 *  `{ d_loss: 0.5, target: { mean: 4 } }` → rows `d loss 0.5` and `target mean 4` */
export function resultFrame(result: object): Frame {
  const all = flat(result);
  const single = all.filter(([, value]) => !isRecords(value)).map(([name, value]) => [name, wordsOf(value)]);
  const lists = all.flatMap(([name, value]) => (isRecords(value) ? [panel(name, recordsFrame(value))] : []));
  const columns = [{ title: 'what' }, { title: 'value' }];
  return {
    ...rows(...(single.length > 0 ? [{ kind: 'table' as const, columns, rows: single }] : []), ...lists),
    gap: 1,
  };
}

/** Every knob, as it was set. */
export function settingsFrame(schema: Schema, params: Readonly<Record<string, unknown>>): TableFrame {
  return {
    kind: 'table',
    columns: [{ title: 'flag' }, { title: 'value' }, { title: 'what it is' }],
    rows: knobsOf(schema).map(({ name, about }) => [
      asFlag(name),
      wordsOf(params[name]),
      [{ text: about, tone: 'muted' }],
    ]),
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
const isRecords = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRecord);

/** What lies in records within a record belongs to it. */
const flat = (record: object, before = ''): [string, unknown][] =>
  Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
    const name = before + key.replaceAll('_', ' ');
    return isRecord(value) ? flat(value, `${name} `) : [[name, value]];
  });

function recordsFrame(records: readonly Fields[]): TableFrame {
  const lines = records.slice(0, mostRows).map((record) => new Map(flat(record)));
  const names = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  const isNumeric = (name: string): boolean =>
    lines.every((line) => ['number', 'undefined'].includes(typeof line.get(name)) || line.get(name) === null);
  const left = records.length - lines.length;
  return {
    kind: 'table',
    columns: names.map((title) => ({ title, align: isNumeric(title) ? 'right' : 'left' })),
    rows: [
      ...lines.map((line) => names.map((name) => wordsOf(line.get(name)))),
      ...(left > 0 ? [[`… ${left} more`]] : []),
    ],
  };
}

function wordsOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // Counts are exact; what is measured is not.
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : shortNumber(value, 4);
  if (isRecord(value) || isRecords(value)) return `${Object.keys(value).length} entries`;
  const list = ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
  if (!Array.isArray(list)) return String(value);
  const all: unknown[] = list.flat(4);
  if (all.length === 0) return 'none';
  return all.length <= mostNumbers || all.every((each) => typeof each === 'string' && each.length < 40)
    ? all.map(wordsOf).join(', ')
    : `${all.length} values`;
}
