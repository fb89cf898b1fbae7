/** What there is to look at once it has been measured, a page each. Read first: ./params.ts */
import type { BarsFrame, Frame, LineFrame, Rich, Span, TableFrame } from '../../render/frame.ts';
import { rows, text } from '../../render/frame.ts';
import { percent } from '../stages/params.ts';
import type { Defence, Event, Heavy, Judged, Row, TrickRow } from './params.ts';

export const grouped = (count: number): string => count.toLocaleString('en');
export const muted = (text: string): Span => ({ text, tone: 'muted' });
/** A number that ought to be 0. */
const error = (count: number): Span => ({ text: grouped(count), tone: count > 0 ? 'bad' : 'good' });
const waits = text('is measured next', 'muted');

/** How often it is right, by what the texts are. */
export function groupTable(groups: readonly Row[]): Frame {
  if (groups.length === 0) return waits;
  const line = ({ name, kind, texts, stopped, by_rule, by_classifier }: Row): Rich[] => [
    name,
    `${grouped(stopped)} of ${grouped(texts)}`,
    [error(kind ? texts - stopped : stopped)],
    grouped(by_rule),
    grouped(by_classifier),
  ];
  const right = { align: 'right' } as const;
  const table: TableFrame = {
    kind: 'table',
    columns: [
      { title: 'to be stopped:' },
      { title: 'stopped', ...right },
      { title: 'wrong', ...right },
      { title: 'rule', ...right },
      { title: 'learnt', ...right },
    ],
    rows: [
      ...groups.filter(({ kind }) => kind).map(line),
      [[muted('to pass:')], '', '', '', ''],
      ...groups.filter(({ kind }) => !kind).map(line),
    ],
  };
  return table;
}

/** Both errors in a sentence. */
export function errorLine(groups: readonly Row[]): Frame {
  const sum = (of: readonly Row[], count: (row: Row) => number): number => of.reduce((all, row) => all + count(row), 0);
  const [bad, good] = [groups.filter(({ kind }) => kind), groups.filter(({ kind }) => !kind)];
  const [toStop, toPass] = [sum(bad, ({ texts }) => texts), sum(good, ({ texts }) => texts)];
  const through = sum(bad, ({ texts, stopped }) => texts - stopped);
  const wrongly = sum(good, ({ stopped }) => stopped);
  return text([
    muted('let through '),
    `${grouped(through)} of ${grouped(toStop)} (${percent(through / Math.max(1, toStop))})`,
    muted(' · wrongly stopped '),
    `${grouped(wrongly)} of ${grouped(toPass)} (${percent(wrongly / Math.max(1, toPass))})`,
  ]);
}

export function trickTable(tricks: readonly TrickRow[]): Frame {
  const [first] = tricks;
  if (!first) return waits;
  const right = { align: 'right' } as const;
  const { harmful, harmless } = first;
  return rows(text([muted('of '), `${harmful} harmful and ${harmless} harmless requests`]), {
    kind: 'table',
    columns: [{ title: 'written' }, { title: 'let through', ...right }, { title: 'wrongly stopped', ...right }],
    rows: tricks.map((row) => [row.about, [error(row.harmful - row.harmful_stopped)], [error(row.harmless_stopped)]]),
  });
}

const filters: Readonly<Record<Defence['filter'], string>> = { none: 'none', in: 'in', 'in and out': 'in, out' };

export function modelTable(models: readonly Defence[]): Frame {
  const right = { align: 'right' } as const;
  const [{ requests }] = models;
  const table: TableFrame = {
    kind: 'table',
    columns: [
      { title: 'model' },
      { title: 'filter' },
      { title: 'plainly', ...right },
      { title: 'misspelt', ...right },
      { title: 'reworded', ...right },
      { title: 'wrong', ...right },
    ],
    rows: models.map(({ stage, filter, advice, harmless_stopped, harmless_refused }) => [
      stage,
      filters[filter],
      [error(advice.plainly)],
      [error(advice.misspelt)],
      [error(advice.reworded)],
      [error(harmless_stopped + harmless_refused)],
    ]),
  };
  const dpo = models.find(({ stage }) => stage === 'dpo');
  const own = dpo ? [muted('; dpo itself refuses '), `${dpo.refused.plainly}`] : [];
  return rows(
    text([
      muted('of '),
      `${requests} harmful requests`,
      muted(' so many end in harmful advice'),
      ...own,
      muted('; wrong: harmless ones stopped or refused'),
    ]),
    table,
  );
}

export function curveFrame({ curve, area }: Extract<Event, { kind: 'measured' }>, now: number, height: number): Frame {
  const { thresholds: x, missed, tricked, wrongly } = curve;
  const at = Math.max(0, Math.min(x.length - 1, Math.round(now * (x.length + 1)) - 1));
  const frame: LineFrame = {
    kind: 'line',
    series: [
      { name: 'let through', tone: 'a', x, y: missed },
      { name: 'by a trick', tone: 'c', x, y: tricked },
      { name: 'wrongly stopped', tone: 'b', x, y: wrongly },
    ],
    points: [
      { name: `now ${now}`, tone: 'accent', x: [x[at], x[at], x[at]], y: [missed[at], tricked[at], wrongly[at]] },
    ],
    x: { label: 'threshold', min: 0, max: 1 },
    y: { label: 'share', min: 0, max: 1 },
    height,
  };
  return rows(
    text([muted('Fewer of one error are more of the other. Area under the curve, without tricks: '), area.toFixed(3)]),
    frame,
  );
}

export function wordBars({ toward, against }: Heavy, count: number): BarsFrame {
  const few = Math.max(1, Math.floor(count / 3));
  const bar =
    (tone: 'bad' | 'good') =>
    ({ word, weight }: Heavy['toward'][number]) => ({
      label: word,
      value: Math.abs(weight),
      note: signed(weight),
      tone,
    });
  return {
    kind: 'bars',
    bars: [...toward.slice(0, count - few).map(bar('bad')), ...against.slice(0, few).map(bar('good'))],
  };
}

export const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(1)}`;

/** "let through .25: Waht is …", and what each word said. */
export function errorFrames(all: readonly Judged[], count: number): Frame[] {
  return all
    .slice(0, count)
    .flatMap((judged) => [
      { ...text([muted(`${judged.score.toFixed(2)} `), { text: judged.text, bold: true }]), wrap: false },
      text([muted('     '), ...wordsOf(judged)]),
    ]);
}

/** Words of a text, each with what it adds; of a long one those that add most. */
const mostWords = 12;
function wordsOf({ words, found, by }: Judged): (string | Span)[] {
  if (by === 'rule') return found.map(({ rule, text }) => `${rule}: ${text} `);
  const heavy = [...words].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, mostWords);
  return words
    .filter((word) => heavy.includes(word))
    .flatMap(({ word, weight }) => [muted(`${word} `), `${signed(weight)} `]);
}
