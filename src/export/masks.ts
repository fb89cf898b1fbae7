/** How much of each pixel of a cell a character covers. */
import { type Font, loadFont } from './font.ts';
import { bendRadii, cellHeight, cellWidth, type Shape, shapesOf } from './shapes.ts';

export interface Mask {
  readonly width: number;
  readonly height: number;
  /** 0 to 1 for each pixel, row by row. */
  readonly cover: Float32Array;
}

/** Draws characters at a scale, each once. */
export class Masks {
  private readonly drawn = new Map<string, Mask>();
  private readonly fonts = new Map<boolean, Font>();

  /** @param scale pixels to a unit of a cell, a whole number */
  constructor(private readonly scale: number) {}

  /** @param columns that it takes */
  of(char: string, columns: number, bold: boolean): Mask {
    const key = `${bold ? 'b' : 'n'}${columns}${char}`;
    let mask = this.drawn.get(key);
    if (!mask) this.drawn.set(key, (mask = this.draw(char, columns, bold)));
    return mask;
  }

  private draw(char: string, columns: number, bold: boolean): Mask {
    const width = columns * cellWidth * this.scale;
    const height = cellHeight * this.scale;
    const cover = new Float32Array(width * height);
    const drawing = shapesOf(char);
    if (drawing) for (const shape of drawing.shapes) add(cover, width, shape, this.scale, drawing.opacity);
    else this.write(cover, width, char, bold);
    return { width, height, cover };
  }

  private write(cover: Float32Array, width: number, char: string, bold: boolean): void {
    const font = this.font(bold);
    const glyph = font.glyph(char);
    const factor = (cellHeight * this.scale) / font.height;
    // A character that the font lacks is an empty box, so that nothing goes unseen.
    const [left, right, top, bottom] = [this.scale, width - 2 * this.scale, 3 * this.scale, 13 * this.scale];
    const inBox = (x: number, y: number, edge: number): boolean =>
      x >= left + edge && x < right - edge && y >= top + edge && y < bottom - edge;
    const isSet = glyph
      ? (x: number, y: number) => x < font.width * factor && glyph(Math.floor(x / factor), Math.floor(y / factor))
      : (x: number, y: number) => inBox(x, y, 0) && !inBox(x, y, this.scale);
    for (let i = 0; i < cover.length; i++) if (isSet(i % width, Math.floor(i / width))) cover[i] = 1;
  }

  /** The large bitmaps where they fit a whole number of times, else the small ones. */
  private font(bold: boolean): Font {
    let font = this.fonts.get(bold);
    if (!font) {
      font = loadFont(this.scale % 2 === 0 ? (bold ? 'largeBold' : 'large') : bold ? 'smallBold' : 'small');
      this.fonts.set(bold, font);
    }
    return font;
  }
}

/** Points asked in a pixel, across and down. */
const fine = 4;

function add(cover: Float32Array, width: number, shape: Shape, scale: number, opacity: number): void {
  const inside = testOf(shape);
  const height = cover.length / width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let hits = 0;
      for (let i = 0; i < fine * fine; i++) {
        const u = (x + ((i % fine) + 0.5) / fine) / scale;
        const v = (y + (Math.floor(i / fine) + 0.5) / fine) / scale;
        if (inside(u, v)) hits++;
      }
      if (hits > 0) cover[y * width + x] = Math.max(cover[y * width + x], (hits / (fine * fine)) * opacity);
    }
  }
}

function testOf(shape: Shape): (u: number, v: number) => boolean {
  if (shape.kind === 'rect') {
    const { x, y, width, height } = shape;
    return (u, v) => u >= x && u < x + width && v >= y && v < y + height;
  }
  const { x, y } = shape;
  const near = (u: number, v: number, radius: number): boolean =>
    (u - x) * (u - x) + (v - y) * (v - y) < radius * radius;
  if (shape.kind === 'dot') return (u, v) => near(u, v, shape.radius);
  return (u, v) =>
    (u - x) * shape.right > 0 && (v - y) * shape.down > 0 && near(u, v, bendRadii[1]) && !near(u, v, bendRadii[0]);
}
