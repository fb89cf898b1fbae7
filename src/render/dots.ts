/** Dots inside cells: straight lines on a fine raster. A braille cell is 2 wide and 4 tall. */

/** The bit of each braille dot, row by row. */
export const brailleBits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

type Point = readonly [x: number, y: number];

export class Dots {
  private readonly cells: Uint8Array;
  private readonly across: number;
  private readonly down: number;

  constructor(
    private readonly width: number,
    height: number,
    private readonly perColumn: number,
    private readonly perRow: number,
  ) {
    this.cells = new Uint8Array(width * height);
    this.across = width * perColumn;
    this.down = height * perRow;
  }

  has(column: number, row: number): boolean {
    return this.cells[row * this.width + column] !== 0;
  }

  /** The dots of a cell as braille counts them. */
  bits(column: number, row: number): number {
    return this.cells[row * this.width + column];
  }

  /** A line between two points; the sheet reaches from 0, 0 to 1, 1. What lies outside is cut off. */
  segment(from: Point, to: Point): void {
    const inside = isInside(from) && isInside(to) ? ([...from, ...to] as const) : clip(from, to);
    if (!inside) return;
    const x0 = Math.round(inside[0] * (this.across - 1));
    const y0 = Math.round(inside[1] * (this.down - 1));
    const x1 = Math.round(inside[2] * (this.across - 1));
    const y1 = Math.round(inside[3] * (this.down - 1));
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (let i = 0; i <= steps; i++) {
      const part = steps === 0 ? 0 : i / steps;
      this.set(Math.round(x0 + (x1 - x0) * part), Math.round(y0 + (y1 - y0) * part));
    }
  }

  private set(x: number, y: number): void {
    const cell = Math.floor(y / this.perRow) * this.width + Math.floor(x / this.perColumn);
    this.cells[cell] |= brailleBits[(y % this.perRow) * 2 + (x % this.perColumn)];
  }
}

const isInside = ([x, y]: Point): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/** The part of a line inside the unit square (Liang and Barsky 1984). */
function clip([x0, y0]: Point, [x1, y1]: Point): [number, number, number, number] | undefined {
  let first = 0;
  let last = 1;
  const dx = x1 - x0;
  const dy = y1 - y0;
  for (const [move, room] of [
    [-dx, x0],
    [dx, 1 - x0],
    [-dy, y0],
    [dy, 1 - y0],
  ]) {
    if (move === 0 && room < 0) return undefined;
    if (move < 0) first = Math.max(first, room / move);
    if (move > 0) last = Math.min(last, room / move);
  }
  if (first > last) return undefined;
  const unit = (value: number): number => Math.max(0, Math.min(1, value));
  return [unit(x0 + dx * first), unit(y0 + dy * first), unit(x0 + dx * last), unit(y0 + dy * last)];
}
