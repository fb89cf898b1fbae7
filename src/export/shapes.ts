/** Box drawing, block elements and braille as shapes, so that lines meet and bars end where they should with any font.
 *  A cell is 8 units wide and 16 tall; lines run through its middle, 4 to 5 across and 8 to 9 down. */

export const cellWidth = 8;
export const cellHeight = 16;

export type Shape =
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number }
  /** A quarter of a ring about x, y between radius 3 and 4, to the right (1) or left (−1) and down (1) or up (−1). */
  | { readonly kind: 'bend'; readonly x: number; readonly y: number; readonly right: 1 | -1; readonly down: 1 | -1 };

export const bendRadii = [3, 4] as const;

export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly opacity: number;
  /** It fills its part of the cell up to the edges, where the next one goes on. */
  readonly solid: boolean;
}

/** How a character is drawn; undefined for those that are left to a font. */
export function shapesOf(char: string): Drawing | undefined {
  const code = char.codePointAt(0)!;
  if (char.length > 1) return undefined;
  if (code >= 0x2591 && code <= 0x2593)
    return { shapes: [rect(0, 0, 8, 16)], opacity: (code - 0x2590) / 4, solid: true };
  const shapes =
    code >= 0x2800 && code <= 0x28ff
      ? brailleOf(code - 0x2800)
      : code >= 0x2580 && code <= 0x259f
        ? blockOf(code)
        : code >= 0x2500 && code <= 0x257f
          ? lineOf(code)
          : undefined;
  return shapes && { shapes, opacity: 1, solid: code >= 0x2580 && code <= 0x259f };
}

const rect = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'rect', x, y, width, height });

/** The dots of a braille cell in the order of their bits. */
const dots = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
  [0, 3],
  [1, 3],
] as const;

const brailleOf = (bits: number): Shape[] =>
  dots.flatMap(([x, y], i) =>
    bits & (1 << i) ? [{ kind: 'dot' as const, x: 4 * x + 2, y: 4 * y + 2, radius: 1.5 }] : [],
  );

/** Quarters of a cell, from U+2596: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
const quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

function blockOf(code: number): Shape[] {
  if (code === 0x2580) return [rect(0, 0, 8, 8)];
  if (code <= 0x2588) return [rect(0, 16 - 2 * (code - 0x2580), 8, 2 * (code - 0x2580))];
  if (code <= 0x258f) return [rect(0, 0, 0x2590 - code, 16)];
  if (code === 0x2590) return [rect(4, 0, 4, 16)];
  if (code === 0x2594) return [rect(0, 0, 8, 2)];
  if (code === 0x2595) return [rect(7, 0, 1, 16)];
  const set = quarters[code - 0x2596];
  return [0, 1, 2, 3].flatMap((i) => (set & (1 << i) ? [rect(4 * (i % 2), 8 * (i >> 1), 4, 8)] : []));
}

/** The arms of U+2500 to U+257F, a byte each: two bits for left, right, up and down; 1 is light, 2 heavy. */
const arms =
  '050a50a000000000000000004448848841428182141824281112212254586494' +
  'a46898a851526191a16292a24546494a8586898a1516191a2526292a5556595a' +
  '6595a5666996996a9aa6a9aa0000000000000000000000000000000000000000' +
  '0000000000000000000000000000000000000000011004400220088009900660';

function lineOf(code: number): Shape[] | undefined {
  if (code >= 0x256d && code <= 0x2570) return bends[code - 0x256d];
  if (code === 0x254c) return [rect(0, 8, 3, 1), rect(4, 8, 3, 1)];
  if (code === 0x254e) return [rect(4, 1, 1, 6), rect(4, 9, 1, 6)];
  const at = (code - 0x2500) * 2;
  const set = Number.parseInt(arms.slice(at, at + 2), 16);
  if (set === 0) return undefined;
  const [left, right, up, down] = [set & 3, (set >> 2) & 3, (set >> 4) & 3, set >> 6];
  // An arm reaches to the far side of the heaviest arm across it, so that corners are closed.
  const across = Math.max(left, right) - 1;
  const along = Math.max(up, down) - 1;
  const [x0, x1] = along > 0 ? [3, 6] : [4, 5];
  const [y0, y1] = across > 0 ? [7, 10] : [8, 9];
  const shapes: Shape[] = [];
  if (left) shapes.push(rect(0, left > 1 ? 7 : 8, x1, left > 1 ? 3 : 1));
  if (right) shapes.push(rect(x0, right > 1 ? 7 : 8, 8 - x0, right > 1 ? 3 : 1));
  if (up) shapes.push(rect(up > 1 ? 3 : 4, 0, up > 1 ? 3 : 1, y1));
  if (down) shapes.push(rect(down > 1 ? 3 : 4, y0, down > 1 ? 3 : 1, 16 - y0));
  return shapes;
}

/** ╭ ╮ ╯ ╰ */
const bends: readonly Shape[][] = [
  [{ kind: 'bend', x: 8, y: 12, right: -1, down: -1 }, rect(4, 12, 1, 4)],
  [rect(0, 8, 1, 1), { kind: 'bend', x: 1, y: 12, right: 1, down: -1 }, rect(4, 12, 1, 4)],
  [rect(0, 8, 1, 1), { kind: 'bend', x: 1, y: 5, right: 1, down: 1 }, rect(4, 0, 1, 5)],
  [{ kind: 'bend', x: 8, y: 5, right: -1, down: 1 }, rect(4, 0, 1, 5)],
];
