/** Shapes as signed distances: below zero inside, above outside, in the unit of the coordinates. One number tells whether a
 *  point is in, how far an edge is (which makes it smooth) and where an outline runs. x goes right, y goes down.
 *  Left out: exact distances where shapes are put together or stretched; near the edge, where they matter, they are right.
 *  Source: the distance functions collected by Inigo Quilez. Read next: paint.ts
 *
 *  circle(0, 0, 1).distance(2, 0) === 1 */
export interface Shape {
  distance(x: number, y: number): number;
  /** It lies within these. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Point = readonly [x: number, y: number];

export const circle = (cx: number, cy: number, r: number): Shape => ({
  distance: (x, y) => Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - r,
  ...{ left: cx - r, top: cy - r, right: cx + r, bottom: cy + r },
});

/** Right to the first order near the edge. */
export const ellipse = (cx: number, cy: number, rx: number, ry: number): Shape => ({
  distance: (x, y) => {
    const u = (x - cx) / rx;
    const v = (y - cy) / ry;
    const k = Math.sqrt(u * u + v * v);
    const slope = Math.sqrt((u * u) / (rx * rx) + (v * v) / (ry * ry));
    return slope === 0 ? -Math.min(rx, ry) : (k * (k - 1)) / slope;
  },
  ...{ left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry },
});

/** From edge to edge, with corners rounded off. */
export function box(left: number, top: number, right: number, bottom: number, round = 0): Shape {
  const cx = (left + right) / 2;
  const cy = (top + bottom) / 2;
  const hx = (right - left) / 2 - round;
  const hy = (bottom - top) / 2 - round;
  const distance = (x: number, y: number): number => {
    const dx = Math.abs(x - cx) - hx;
    const dy = Math.abs(y - cy) - hy;
    if (dx > 0 && dy > 0) return Math.sqrt(dx * dx + dy * dy) - round;
    return Math.max(dx, dy) - round;
  };
  return { distance, left, top, right, bottom };
}

/** A thick line with round ends. */
export function line([ax, ay]: Point, [bx, by]: Point, r: number): Shape {
  const ux = bx - ax;
  const uy = by - ay;
  const length = ux * ux + uy * uy;
  const distance = (x: number, y: number): number => {
    const t = Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / length));
    const dx = x - ax - t * ux;
    const dy = y - ay - t * uy;
    return Math.sqrt(dx * dx + dy * dy) - r;
  };
  return { distance, ...boundsOf([ax, bx], [ay, by], r) };
}

/** Any closed outline; `round` makes it fatter, with round corners. */
export function polygon(points: readonly Point[], round = 0): Shape {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const distance = (x: number, y: number): number => {
    let nearest = Number.POSITIVE_INFINITY;
    let inside = false;
    for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      const ux = xs[j] - xs[i];
      const uy = ys[j] - ys[i];
      const px = x - xs[i];
      const py = y - ys[i];
      const t = Math.min(1, Math.max(0, (px * ux + py * uy) / (ux * ux + uy * uy)));
      const dx = px - t * ux;
      const dy = py - t * uy;
      nearest = Math.min(nearest, dx * dx + dy * dy);
      if (ys[i] > y !== ys[j] > y && px < (ux * py) / uy) inside = !inside;
    }
    return (inside ? -Math.sqrt(nearest) : Math.sqrt(nearest)) - round;
  };
  return { distance, ...boundsOf(xs, ys, round) };
}

/** In any of them. */
export const union = (...shapes: readonly Shape[]): Shape => ({
  distance: (x, y) => {
    let d = shapes[0].distance(x, y);
    for (let i = 1; i < shapes.length; i++) d = Math.min(d, shapes[i].distance(x, y));
    return d;
  },
  left: Math.min(...shapes.map(({ left }) => left)),
  top: Math.min(...shapes.map(({ top }) => top)),
  right: Math.max(...shapes.map(({ right }) => right)),
  bottom: Math.max(...shapes.map(({ bottom }) => bottom)),
});

/** In both. */
export const within = (a: Shape, b: Shape): Shape => ({
  distance: (x, y) => Math.max(a.distance(x, y), b.distance(x, y)),
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** In the first and not in the second. */
export const without = (a: Shape, b: Shape): Shape => ({
  ...a,
  distance: (x, y) => Math.max(a.distance(x, y), -b.distance(x, y)),
});

/** All that lies lower than a line across the picture, which nowhere rises above `top`. */
export const below = (top: number, height: (x: number) => number = () => top): Shape => ({
  distance: (x, y) => height(x) - y,
  ...{ left: Number.NEGATIVE_INFINITY, top, right: Number.POSITIVE_INFINITY, bottom: Number.POSITIVE_INFINITY },
});

function boundsOf(xs: readonly number[], ys: readonly number[], more: number): Omit<Shape, 'distance'> {
  return {
    left: Math.min(...xs) - more,
    top: Math.min(...ys) - more,
    right: Math.max(...xs) + more,
    bottom: Math.max(...ys) + more,
  };
}

/** A wave between −1 and 1 of length 1, made of parabolas: a sine to the eye, and the same to the last digit everywhere.
 *
 *  wave(0) === 0, wave(0.25) === 1, wave(0.75) === -1 */
export function wave(x: number): number {
  const t = x - Math.floor(x);
  return t < 0.5 ? 16 * t * (0.5 - t) : -16 * (t - 0.5) * (1 - t);
}
