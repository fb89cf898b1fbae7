/** Page or picture → SVG: words as text, so that they can be found and copied; boxes, bars and dots as shapes. */
import type { Rgb } from '../render/palette.ts';
import type { Cell } from '../render/sheet.ts';
import type { Bitmap } from './bitmap.ts';
import { escaped, hex, pictureLink } from './markup.ts';
import { margin, type Page, pageSize } from './page.ts';
import { joined, pathOf } from './path.ts';
import { foreOf } from './raster.ts';
import { cellHeight, cellWidth, shapesOf } from './shapes.ts';
import type { Theme } from './theme.ts';

export interface Caption {
  readonly title: string;
  readonly description?: string;
}

const fonts = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
/** The foot of the letters below the upper edge of a cell, and their size, in units of a cell. */
const baseline = 12;
const fontSize = 13;

export function svgOfPage(page: Page, theme: Theme, scale: number, caption: Caption): Uint8Array {
  const { width, height } = pageSize(page);
  const solids: string[] = [];
  const lines: string[] = [];
  const texts: string[] = [];
  page.lines.forEach((line, row) => {
    const y = margin + row * cellHeight;
    for (const [first, end, back] of groundsOf(line)) {
      const ground = { kind: 'rect' as const, x: 0, y: 0, width: (end - first) * cellWidth, height: cellHeight };
      solids.push(`<path fill="${hex(back)}" d="${pathOf(ground, xOf(first), y)}"/>`);
    }
    for (const run of runsOf(line)) {
      const fill = hex(foreOf(run[0], theme));
      const drawing = shapesOf(run[0].text);
      if (drawing) (drawing.solid ? solids : lines).push(shapeRun(run, y, fill));
      else texts.push(textRun(run, y, fill));
    }
  });
  const body = [
    // Edges on whole pixels, so that no seam shows between neighbours.
    '<g shape-rendering="crispEdges">',
    ...solids,
    '</g>',
    '<g>',
    ...lines,
    '</g>',
    `<g font-family="${fonts}" font-size="${fontSize}">`,
    ...texts,
    '</g>',
  ];
  return document(width, height, scale, theme, caption, body, '');
}

/** The picture within, point for point: any viewer enlarges it with sharp edges, or at least finds it large enough. */
export function svgOfPicture(picture: Bitmap, theme: Theme, caption: Caption): Uint8Array {
  const { width, height } = picture;
  const image = `<image width="${width}" height="${height}" style="image-rendering:pixelated" href="${pictureLink(picture)}"/>`;
  return document(width, height, 1, theme, caption, [image], ' role="img"');
}

function document(
  width: number,
  height: number,
  scale: number,
  theme: Theme,
  { title, description }: Caption,
  body: readonly string[],
  role: string,
): Uint8Array {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg"${role} width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    ...(description ? [`<desc>${escaped(description)}</desc>`] : []),
    `<path fill="${hex(theme.ground)}" d="M0 0h${width}v${height}H0z"/>`,
    ...body,
    '</svg>',
    '',
  ];
  return new TextEncoder().encode(lines.join('\n'));
}

const xOf = (column: number): number => margin + column * cellWidth;

const isSame = (a: Rgb | undefined, b: Rgb | undefined): boolean => String(a) === String(b);

/** Stretches of one ground colour, from a column up to another. */
function groundsOf(line: readonly Cell[]): [first: number, end: number, back: Rgb][] {
  const found: [number, number, Rgb][] = [];
  for (const { column, width, look } of line) {
    const last = found.at(-1);
    if (!look.back) continue;
    if (last && last[1] === column && isSame(last[2], look.back)) last[1] = column + width;
    else found.push([column, column + width, look.back]);
  }
  return found;
}

/** Neighbours of one look. Two spaces end a run of text, as does a character of double width, so that fonts cannot shift what follows. */
function runsOf(line: readonly Cell[]): Cell[][] {
  const runs: Cell[][] = [];
  let isOpen = false;
  line.forEach((cell, i) => {
    const last = runs.at(-1)?.[0];
    if (cell.text === ' ') {
      isOpen &&= line[i + 1]?.text !== ' ' && !shapesOf(last!.text);
      if (isOpen) runs.at(-1)!.push(cell);
      return;
    }
    const joins = isOpen && last !== undefined && isAlike(last, cell);
    if (joins) runs.at(-1)!.push(cell);
    else runs.push([cell]);
    isOpen = cell.width === 1;
  });
  return runs.map((run) => (run.at(-1)!.text === ' ' ? run.slice(0, -1) : run));
}

function isAlike(a: Cell, b: Cell): boolean {
  const [one, two] = [shapesOf(a.text), shapesOf(b.text)];
  const looks = isSame(a.look.fore, b.look.fore) && a.look.dim === b.look.dim;
  if (one || two) return looks && one?.opacity === two?.opacity && one?.solid === two?.solid;
  return looks && a.look.bold === b.look.bold;
}

function shapeRun(run: readonly Cell[], y: number, fill: string): string {
  const drawings = run.map(({ text }) => shapesOf(text)!);
  const shapes = drawings.flatMap(({ shapes }, i) =>
    shapes.map((shape) => ({ ...shape, x: xOf(run[i].column) + shape.x })),
  );
  const { opacity } = drawings[0];
  const path = joined(shapes).map((shape) => pathOf(shape, 0, y));
  return `<path fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ''} d="${path.join('')}"/>`;
}

function textRun(run: readonly Cell[], y: number, fill: string): string {
  const [{ column, look }] = run;
  const last = run.at(-1)!;
  const length = (last.column + last.width - column) * cellWidth;
  const bold = look.bold ? ' font-weight="bold"' : '';
  const text = escaped(run.map(({ text }) => text).join(''));
  return `<text x="${xOf(column)}" y="${y + baseline}" textLength="${length}" fill="${fill}"${bold}>${text}</text>`;
}
