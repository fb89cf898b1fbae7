/** Shapes as the path data of SVG. */
import { bendRadii, type Shape } from './shapes.ts';

/** @param left where the cell begins, in its units
 *  @param top the same downwards */
export function pathOf(shape: Shape, left: number, top: number): string {
  const x = left + shape.x;
  const y = top + shape.y;
  if (shape.kind === 'rect') return `M${x} ${y}h${shape.width}v${shape.height}H${x}z`;
  if (shape.kind === 'dot') {
    const r = shape.radius;
    return `M${x - r} ${y}a${r} ${r} 0 0 1 ${2 * r} 0a${r} ${r} 0 0 1 ${-2 * r} 0z`;
  }
  const [inner, outer] = bendRadii;
  const { right, down } = shape;
  // Out along the side, around the outer edge, in, and back around the inner edge; each turn is a quarter.
  const sweep = right * down > 0 ? 1 : 0;
  const step = outer - inner;
  return (
    `M${x + right * outer} ${y}A${outer} ${outer} 0 0 ${sweep} ${x} ${y + down * outer}` +
    `v${-down * step}A${inner} ${inner} 0 0 ${1 - sweep} ${x + right * inner} ${y}z`
  );
}

/** Rectangles that go on in the next one become one. */
export function joined(shapes: readonly Shape[]): Shape[] {
  const all: Shape[] = [];
  for (const shape of shapes) {
    const last = all.at(-1);
    const goesOn =
      last?.kind === 'rect' &&
      shape.kind === 'rect' &&
      last.y === shape.y &&
      last.height === shape.height &&
      last.x <= shape.x &&
      last.x + last.width >= shape.x;
    if (goesOn) all[all.length - 1] = { ...last, width: Math.max(last.width, shape.x + shape.width - last.x) };
    else all.push(shape);
  }
  return all;
}
