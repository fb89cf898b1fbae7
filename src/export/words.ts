/** A graphic in words, for whoever cannot see it: what kind it is, what it is about, and its numbers. */
import type { Frame, HeatmapFrame, LineFrame } from '../render/frame.ts';
import { rangeOf } from '../render/heatmap.ts';
import { shortNumber } from '../render/scale.ts';

type Graphic = Extract<Frame, { kind: 'line' | 'histogram' | 'heatmap' | 'image' }>;

/** `wordsOf(image, 'a cat')` → `'a cat. Picture of 32 by 32 pixels.'`
 *  @param name what stands over it on the page */
export function wordsOf(frame: Graphic, name: string): string {
  const all = [...(name ? [name] : []), ...sentencesOf(frame)];
  return all.map((sentence) => (/[.:?!…]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}

function sentencesOf(frame: Graphic): string[] {
  switch (frame.kind) {
    case 'image':
      return [`Picture of ${frame.width} by ${frame.height} pixels`];
    case 'line':
      return sentencesOfLine(frame);
    case 'histogram': {
      const ends = `from ${shortNumber(frame.from)} to ${shortNumber(frame.to)}`;
      return [
        `Histogram ${ends}`,
        ...frame.series.map(({ name, values }) => {
          let bin = 0;
          for (let i = 1; i < values.length; i++) if (values[i] > (values[bin] || 0)) bin = i;
          const height = values[bin];
          const at = frame.from + ((bin + 0.5) / values.length) * (frame.to - frame.from);
          const peak = height > 0 ? `highest ${shortNumber(height)}, at ${shortNumber(at)}` : 'nothing yet';
          return `${name || 'It'}: ${values.length} bins, ${peak}`;
        }),
      ];
    }
    case 'heatmap':
      return sentencesOfMap(frame);
  }
}

function sentencesOfLine({ series, points = [], marks = [], x, y }: LineFrame): string[] {
  const axes = [y?.label, x?.label && `over ${x.label}`].filter(Boolean).join(' ');
  const curve = ({ name, ...set }: LineFrame['series'][number]): string => {
    const shown = Array.from({ length: Math.min(set.x.length, set.y.length) }, (_, i) => i).filter(
      (i) => Number.isFinite(set.x[i]) && Number.isFinite(set.y[i]),
    );
    if (shown.length === 0) return `${name || 'Curve'}: nothing yet`;
    const [first, last] = [shown[0], shown.at(-1)!];
    const heights = shown.map((i) => set.y[i]);
    const [low, high] = heights.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [
      heights[0],
      heights[0],
    ] as [number, number]);
    const ends = `from ${shortNumber(set.y[first])} at ${shortNumber(set.x[first])} to ${shortNumber(set.y[last])} at ${shortNumber(set.x[last])}`;
    return `${name || 'Curve'}: ${shown.length} points, ${ends}, lowest ${shortNumber(low)}, highest ${shortNumber(high)}`;
  };
  return [
    axes ? `Line chart: ${axes}` : 'Line chart',
    ...series.map(curve),
    ...points.map(({ name, x, y }) => `${name || 'Marked'}: ${Math.min(x.length, y.length)} single points`),
    ...marks.map((mark) => `A line at ${shortNumber(mark.y)}: ${mark.name}`),
  ];
}

function sentencesOfMap(frame: HeatmapFrame): string[] {
  const { values, rows, columns } = frame;
  const across = values.reduce((most, row) => Math.max(most, row.length), 0);
  const { low, high } = rangeOf(frame);
  let best: { readonly row: number; readonly column: number; readonly value: number } | undefined;
  values.forEach((list, row) => {
    for (let column = 0; column < list.length; column++) {
      const value = list[column];
      if (Number.isFinite(value) && (!best || value > best.value)) best = { row, column, value };
    }
  });
  const place = (names: readonly string[] | undefined, i: number, kind: string): string =>
    names?.[i]?.trim() ? `${kind} ${i + 1} (${names[i].trim()})` : `${kind} ${i + 1}`;
  return [
    `Heat map of ${values.length} rows and ${across} columns, shades from ${shortNumber(low)} to ${shortNumber(high)}`,
    ...(best
      ? [
          `Highest: ${shortNumber(best.value)} in ${place(rows, best.row, 'row')}, ${place(columns, best.column, 'column')}`,
        ]
      : []),
  ];
}
