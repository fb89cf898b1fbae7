/** Pieces that several sections of a report are made of. */
import type { Frame, LineFrame, TableFrame, Tone } from '../../render/frame.ts';
import type { Scores, StageResult } from '../stages/params.ts';
import { measuresOf, told } from './measures.ts';

export interface Section {
  readonly title: string;
  /** Paragraphs, an empty line between them. */
  readonly prose?: string;
  readonly frame?: Frame;
}

/** Measures by column; those that no column has are left out. */
export function beside(given: readonly (readonly [title: string, scores: Scores | undefined])[]): TableFrame {
  const all = given.map(([title, scores = {}]) => ({ title, scores }));
  return {
    kind: 'table',
    columns: [{ title: '' }, ...all.map(({ title }) => ({ title, align: 'right' as const }))],
    rows: measuresOf(all.map(({ scores }) => scores)).map((measure) => [
      measure.label,
      ...all.map(({ scores }) => told(measure, scores)),
    ]),
  };
}

/** Scores look by look. */
export function curve(
  { curve, of }: StageResult,
  label: string,
  lines: readonly (readonly [name: string, label: string, tone: Tone])[],
  { marks }: Pick<LineFrame, 'marks'> = {},
): LineFrame {
  return {
    kind: 'line',
    series: lines.map(([name, label, tone]) => {
      const known = curve.filter(({ scores }) => scores[name] !== undefined);
      return { name: label, tone, x: known.map(({ step }) => step), y: known.map(({ scores }) => scores[name]) };
    }),
    x: { label: 'step', min: 0, max: of },
    y: { label, min: 0, ...(marks ? {} : { max: 1 }) },
    ...(marks && { marks }),
  };
}

/** Word by word, before and after. */
export const said = ({ replies }: StageResult): Frame => ({
  kind: 'table',
  columns: [{ title: 'asked' }, { title: 'before' }, { title: 'after' }],
  rows: replies.map(({ question, before, after }) => [question, before || '(nothing)', after || '(nothing)']),
});
