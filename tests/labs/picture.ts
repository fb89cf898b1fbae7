/** A lab's picture as plain text, as a test reads it. */
import type { Frame, Size } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';

export function pictureOf<S>(
  lab: { view(state: S, size: Size): Frame },
  state: S,
  width: number,
  height: number,
): string {
  return render(lab.view(state, { width, height }), { width, height, colour: 0, unicode: true }).join('\n');
}
