/** Shapes as signed distances: below zero inside, above outside, in the unit of the coordinates. One number tells whether a
 *  point is in, how far an edge is (which makes it smooth) and where an outline runs. x goes right, y goes down.
 *  Left out: exact distances where a shape is put together; near the edge, where they matter, they are right.
 *  Source: the distance functions collected by Inigo Quilez. Read next: paint.ts
 *
 *  circle(0, 0, 1)(2, 0) === 1 */
export type Shape = (x: number, y: number) => number;
type Point = readonly [x: number, y: number];

export const circle =
  (cx: number, cy: number, r: number): Shape =>
  (x, y) =>
    Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - r;

/** Right to the first order near the edge. */
export const ellipse =
  (cx: number, cy: number, rx: number, ry: number): Shape =>
  (x, y) => {
    const u = (x - cx) / rx;
    const v = (y - cy) / ry;
    const k = Math.sqrt(u * u + v * v);
    const slope = Math.sqrt((u / rx) * (u / rx) + (v / ry) * (v / ry));
    return slope === 0 ? -Math.min(rx, ry) : (k * (k - 1)) / slope;
  };

/** From edge to edge, with corners rounded off. */
export const box = (left: number, top: number, right: number, bottom: number, round = 0): Shape => {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [hx, hy] = [(right - left) / 2 - round, (bottom - top) / 2 - round];
  return (x, y) => {
    const dx = Math.abs(x - cx) - hx;
    const dy = Math.abs(y - cy) - hy;
    const [ox, oy] = [Math.max(dx, 0), Math.max(dy, 0)];
    return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0) - round;
  };
};

/** A thick line with round ends. */
export const line = ([ax, ay]: Point, [bx, by]: Point, r: number): Shape => {
  const [ux, uy] = [bx - ax, by - ay];
  const length = ux * ux + uy * uy;
  return (x, y) => {
    const t = Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / length));
    const [dx, dy] = [x - ax - t * ux, y - ay - t * uy];
    return Math.sqrt(dx * dx + dy * dy) - r;
  };
};

/** Any closed outline; `round` makes it fatter, with round corners. */
export const polygon = (points: readonly Point[], round = 0): Shape => {
  const n = points.length;
  const xs = Float64Array.from(points, ([x]) => x);
  const ys = Float64Array.from(points, ([, y]) => y);
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    let inside = false;
    for (let i = 0, j = n - 1; i < n; j = i++) {
      const [ux, uy] = [xs[j] - xs[i], ys[j] - ys[i]];
      const [px, py] = [x - xs[i], y - ys[i]];
      const t = Math.min(1, Math.max(0, (px * ux + py * uy) / (ux * ux + uy * uy)));
      const [dx, dy] = [px - t * ux, py - t * uy];
      nearest = Math.min(nearest, dx * dx + dy * dy);
      if (ys[i] > y !== ys[j] > y && px < (ux * py) / uy) inside = !inside;
    }
    return (inside ? -Math.sqrt(nearest) : Math.sqrt(nearest)) - round;
  };
};

/** In any of them. */
export const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) => {
    let d = shapes[0](x, y);
    for (let i = 1; i < shapes.length; i++) d = Math.min(d, shapes[i](x, y));
    return d;
  };

/** In both. */
export const within =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    Math.max(a(x, y), b(x, y));

/** In the first and not in the second. */
export const without =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    Math.max(a(x, y), -b(x, y));

/** All that lies lower than a line across the picture. */
export const below =
  (height: (x: number) => number): Shape =>
  (x, y) =>
    height(x) - y;

/** A wave between −1 and 1 of length 1, made of parabolas: a sine to the eye, and the same to the last digit everywhere.
 *
 *  wave(0) === 0, wave(0.25) === 1, wave(0.75) === -1 */
export function wave(x: number): number {
  const t = x - Math.floor(x);
  return t < 0.5 ? 16 * t * (0.5 - t) : -16 * (t - 0.5) * (1 - t);
}
