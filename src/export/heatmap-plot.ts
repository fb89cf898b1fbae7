/** A heat map as SVG within a page: cells on a sheet that is stretched, names at its edges in letters that are not. */
import { graphemes } from '../render/cells.ts';
import type { HeatmapFrame } from '../render/frame.ts';
import { rangeOf } from '../render/heatmap.ts';
import { shortNumber } from '../render/scale.ts';
import { shadeColour, shadeLetters } from '../render/shades.ts';
import { escaped, hex, percent } from './markup.ts';

/** Pixels of a cell of a heat map, at most, and of a whole one. */
const [cellWidth, namedWidth, cellHeight] = [26, 64, 22];
const [widestMap, tallest, telephone] = [720, 560, 300];
/** Pixels that a letter is high. */
const letter = 12;
/** Characters of a name beside it. */
const longest = 16;

export function heatmapPlot(frame: HeatmapFrame, words: string): string {
  const { values, rows = [], columns = [], marks = [] } = frame;
  const across = values.reduce((wide, row) => Math.max(wide, row.length), 0);
  if (across === 0) return '<p class="t-muted">(nothing yet)</p>';
  const range = rangeOf(frame);
  const cut = (name = ''): string => escaped(name.length > longest ? `${name.slice(0, longest - 1)}…` : name);
  const each = Math.min(cellHeight, tallest / values.length);
  const widest = columns.reduce((wide, name) => Math.max(wide, name.length), 0);
  // Beside each other where that fits a telephone, else upwards.
  const isLevel = widest <= 2 || widest * across <= telephone / 7;
  const cell = Math.min(isLevel && widest > 2 ? namedWidth : cellWidth, widestMap / across);
  const above = widest === 0 ? '0px' : isLevel ? '1.4em' : `${Math.min(widest, longest)}ch`;
  // Names that would run into each other are left out, here or on a telephone.
  const every = (room: number): number => Math.ceil(letter / room);
  const left = rows.reduce((wide, name) => Math.max(wide, Math.min(longest, name.length)), 0);
  const drawn = values.flatMap((row, r) => {
    const runs: { color: string; from: number; to: number }[] = [];
    for (let c = 0; c < row.length; c++) {
      const level = range.level(row[c]);
      if (Number.isNaN(level)) continue;
      const color = hex(shadeColour(level, range.diverging));
      const last = runs.at(-1);
      if (last?.color === color && last.to === c) last.to = c + 1;
      else runs.push({ color, from: c, to: c + 1 });
    }
    return runs.map(({ color, from, to }) => `<path fill="${color}" d="M${from} ${r}H${to}v1H${from}z"/>`);
  });
  const middle = (i: number, of: number): string => percent((i + 0.5) / of);
  const head = columns.slice(0, across).flatMap((name, c) => {
    if (name === '' || c % every(cell) !== 0) return [];
    const text = isLevel
      ? `<text text-anchor="middle">${cut(name)}</text>`
      : `<text dy=".35em" transform="rotate(-90)">${cut(name)}</text>`;
    return [
      `<svg x="${middle(c, across)}" y="-6" class="open${c % every(telephone / across) === 0 ? '' : ' roomy'}">${text}</svg>`,
    ];
  });
  const signs = marks
    .filter(({ row, column }) => row >= 0 && row < values.length && column >= 0 && column < across)
    .map(({ row, column, sign }) => {
      const [r, c] = [Math.floor(row), Math.floor(column)];
      const level = range.level(values[r][c] ?? Number.NaN);
      const ink = Number.isNaN(level) ? '' : ` style="fill:${hex(shadeLetters(level, range.diverging))}"`;
      const place = `x="${middle(c, across)}" y="${middle(r, values.length)}"`;
      return `<text class="sign" ${place} dy=".35em" text-anchor="middle"${ink}>${escaped(graphemes(sign)[0] ?? '')}</text>`;
    });
  const size = `height:${Math.round(each * values.length)}px;max-width:${Math.round(cell * across)}px;--left:${left}ch;--above:${above}`;
  return [
    `<svg role="img" aria-label="${escaped(words)}" class="plot map" style="${size}">`,
    `<svg width="100%" height="100%" viewBox="0 0 ${across} ${values.length}" preserveAspectRatio="none" shape-rendering="crispEdges">`,
    ...drawn,
    '</svg>',
    ...head,
    ...rows.slice(0, values.length).flatMap((name, r) => {
      if (name === '' || r % every(each) !== 0) return [];
      return [`<text x="-8" y="${middle(r, values.length)}" dy=".35em" text-anchor="end">${cut(name)}</text>`];
    }),
    ...signs,
    '</svg>',
    ...(frame.legend === false ? [] : [ramp(range.low, range.high, range.diverging)]),
  ].join('\n');
}

/** What the shades mean. */
function ramp(low: number, high: number, diverging: boolean): string {
  const levels = diverging ? [-1, -0.5, 0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  const steps = levels.map(
    (level, i) => `<path fill="${hex(shadeColour(level, diverging))}" d="M${i * 20} 0h20v10h-20z"/>`,
  );
  const svg = `<svg width="${levels.length * 20}" height="10" aria-hidden="true">${steps.join('')}</svg>`;
  return `<p class="legend">${shortNumber(low)} ${svg} ${shortNumber(high)}</p>`;
}
