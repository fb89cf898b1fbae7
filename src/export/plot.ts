/** Charts as SVG within a page. A chart is as wide as the page allows: what it holds is placed in per cent, so that letters
 *  keep their size on every screen, and curves lie on a sheet of 1000 × 1000 that is stretched. Curves differ in dashes as
 *  they do in colour. Texts of frames are safe already (`safeFrame`); here they are escaped. */
import { toneOf } from '../render/axes.ts';
import type { HistogramFrame, LineFrame, Tone } from '../render/frame.ts';
import { heightsOf, pointTone, valuesOf, wantedHeight } from '../render/line.ts';
import { type Scale, scaleOf, type Tick } from '../render/scale.ts';
import { escaped, percent } from './markup.ts';

const sheet = 1000;
/** Pixels to a row of a chart on a terminal, and how many rows a chart has here. */
const rowHeight = 18;
const [fewest, most] = [8, 14];
const dashes = ['', '9 5', '2 5', '12 4 2 4', '5 3', '1 4'];

const tall = (wanted: number | undefined): number => Math.max(fewest, Math.min(most, wantedHeight(wanted, 12)));

/** A little room above, and below if wanted, so that no curve runs along an edge. */
function padded(scale: Scale, below: number): Scale {
  const inside = (at: number): number => below + (0.97 - below) * at;
  return {
    at: (value) => inside(scale.at(value)),
    ticks: (number) => scale.ticks(number).map(({ at, text }) => ({ at: inside(at), text })),
  };
}

interface Chart {
  /** What it shows, in words. */
  readonly words: string;
  readonly rows: number;
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  readonly label?: string;
  /** On the sheet, and over it. */
  readonly drawn: readonly string[];
  readonly over?: readonly string[];
}

/** Round numbers at the left and below, with a line across for each at the left. */
function chart({ words, rows, x, y, label, drawn, over = [] }: Chart): string {
  const left = Math.max(1, ...y.map(({ text }) => text.length));
  const high = ({ at }: Tick): string => percent(1 - at);
  return [
    `<svg role="img" aria-label="${escaped(words)}" class="plot" style="height:${rows * rowHeight}px;--left:${left}ch;--below:${label ? 44 : 26}px">`,
    ...y.map((tick) => `<line class="grid" x2="100%" y1="${high(tick)}" y2="${high(tick)}"/>`),
    '<line class="edge" x2="100%" y1="100%" y2="100%"/>',
    `<svg width="100%" height="100%" viewBox="0 0 ${sheet} ${sheet}" preserveAspectRatio="none">`,
    ...drawn,
    '</svg>',
    ...over,
    ...y.map((tick) => `<text x="-8" y="${high(tick)}" dy=".35em" text-anchor="end">${tick.text}</text>`),
    ...x.map(({ at, text }) => `<text x="${percent(at)}" y="100%" dy="18" text-anchor="middle">${text}</text>`),
    ...(label ? [`<text x="100%" y="100%" dy="36" text-anchor="end">${escaped(label)}</text>`] : []),
    '</svg>',
  ].join('\n');
}

interface Key {
  readonly name: string;
  readonly tone: Tone;
  /** A piece of the curve, or a point. */
  readonly sign: string;
}

/** What the curves are called; nothing for none. */
function legend(title: string | undefined, keys: readonly Key[]): string {
  const named = keys.filter(({ name }) => name);
  if (!title && named.length === 0) return '';
  const parts = named.map(
    ({ name, tone, sign }) =>
      `<span class="key"><svg class="t-${tone}" width="28" height="10" aria-hidden="true">${sign}</svg> ${escaped(name)}</span>`,
  );
  return `<p class="legend">${title ? `<span class="key">${escaped(title)}</span>` : ''}${parts.join('')}</p>\n`;
}

const dashed = (index: number): string => {
  const dash = dashes[index % dashes.length];
  return dash && ` stroke-dasharray="${dash}"`;
};

export function linePlot(frame: LineFrame, words: string): string {
  const { series, points = [], marks = [] } = frame;
  const rows = tall(frame.height);
  const x = scaleOf(valuesOf([...series, ...points], 'x'), frame.x);
  const y = padded(scaleOf([...heightsOf(frame)], frame.y), 0.03);
  const within = (at: number): boolean => at >= 0 && at <= 1;
  const seen = marks.filter((mark) => within(y.at(mark.y)));
  const high = (value: number): string => percent(1 - y.at(value));
  const dots = points.map(({ big, ...set }, i) => {
    const look = `class="t-${pointTone(frame, set.tone, i)} ${i % 2 ? 'ring' : 'dot'}" r="${big ? 6 : 3}"`;
    return Array.from({ length: Math.min(set.x.length, set.y.length) }, (_, k) =>
      within(x.at(set.x[k])) && within(y.at(set.y[k]))
        ? `<circle ${look} cx="${percent(x.at(set.x[k]))}" cy="${high(set.y[k])}"/>`
        : '',
    ).filter((circle) => circle !== '');
  });
  const keys = [
    ...series.map(({ name, tone }, i) => ({
      name,
      tone: toneOf(tone, i),
      sign: `<path class="curve" d="M1 5h26"${dashed(i)}/>`,
    })),
    ...points.map(({ name, tone }, i) => ({
      name,
      tone: pointTone(frame, tone, i),
      sign: `<circle class="${i % 2 ? 'ring' : 'dot'}" cx="14" cy="5" r="4"/>`,
    })),
  ];
  return (
    legend(frame.y?.label, keys) +
    chart({
      words,
      rows,
      x: x.ticks(4),
      y: y.ticks(Math.floor(rows / 2)).filter(({ at }) => within(at)),
      label: frame.x?.label,
      drawn: series.map(
        (curve, i) => `<path class="curve t-${toneOf(curve.tone, i)}"${dashed(i)} d="${pathOf(curve, x, y)}"/>`,
      ),
      over: [
        ...seen.map((mark) => `<line class="mark" x2="100%" y1="${high(mark.y)}" y2="${high(mark.y)}"/>`),
        ...dots.flat(),
        ...seen.map(
          ({ y, name }) =>
            `<text class="name" x="100%" y="${high(y)}" dy="-5" text-anchor="end">${escaped(name)}</text>`,
        ),
      ],
    })
  );
}

/** A place on the sheet, or far beyond it where an axis ends before the numbers do: browsers read no larger ones. */
const onSheet = (at: number): number => Math.max(-1e5, Math.min(1e5, Math.round(at * sheet)));

/** A curve on the sheet. Of points that share a place from left to right the first, the lowest, the highest and the last are
 *  drawn: more cannot be seen. What is not finite leaves a gap. */
function pathOf(curve: LineFrame['series'][number], x: Scale, y: Scale): string {
  let path = '';
  let column: number[] = [];
  let at = Number.NaN;
  const flush = (): void => {
    const ends = column.reduce(([low, high], down) => [Math.min(low, down), Math.max(high, down)], [sheet, 0]);
    const kept = column.length > 4 ? [column[0], ...ends, column.at(-1)!] : column;
    for (const height of kept) path += `${path === '' || path.endsWith('M') ? '' : ' '}${at} ${height}`;
    column = [];
  };
  const length = Math.min(curve.x.length, curve.y.length);
  let isOpen = false;
  for (let i = 0; i < length; i++) {
    const across = onSheet(x.at(curve.x[i]));
    const down = onSheet(1 - y.at(curve.y[i]));
    const shown = Number.isFinite(across) && Number.isFinite(down);
    if (column.length > 0 && (!shown || across !== at)) flush();
    if (shown) {
      if (!isOpen) path += 'M';
      at = across;
      // The first one twice: a point alone is a dot.
      column.push(...(isOpen ? [down] : [down, down]));
    }
    isOpen = shown;
  }
  flush();
  return path;
}

export function histogramPlot({ from, to, series, height }: HistogramFrame, words: string): string {
  const counts = series.map(({ values }) => Array.from(values, (value) => (value > 0 ? Math.min(value, 1e300) : 0)));
  const rows = tall(height);
  const y = padded(scaleOf([0, ...counts.flat()]), 0);
  const bins = Math.max(1, ...counts.map(({ length }) => length));
  const high = (value: number): number => Math.round((1 - y.at(value)) * sheet);
  const steps = (values: readonly number[]): string =>
    values.map((value, i) => `V${high(value)}H${Math.round(((i + 1) / bins) * sheet)}`).join('');
  const drawn = counts.map((values, i) => {
    const look = `class="curve t-${toneOf(series[i].tone, i)}${i === 0 ? ' filled' : ''}"${dashed(i)}`;
    return `<path ${look} d="M0 ${high(0)}${steps(values)}V${high(0)}"/>`;
  });
  const keys = series.map(({ name, tone }, i) => ({
    name,
    tone: toneOf(tone, i),
    sign: i === 0 ? '<path class="curve filled" d="M1 9V1h26v8"/>' : `<path class="curve" d="M1 5h26"${dashed(i)}/>`,
  }));
  const ticks = y.ticks(Math.floor(rows / 2)).filter(({ at }) => at >= 0 && at <= 1);
  return legend(undefined, keys) + chart({ words, rows, x: scaleOf([from, to]).ticks(4), y: ticks, drawn });
}
