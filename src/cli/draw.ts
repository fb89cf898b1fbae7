/** A frame as text for stdout, as long as it needs to be. */
import type { Frame } from '../render/frame.ts';
import { render } from '../render/render.ts';
import { type Io, surfaceOf } from './io.ts';

export function draw(frame: Frame, io: Io): string {
  const surface = { ...surfaceOf(io.stdout, io), height: Number.POSITIVE_INFINITY };
  return `${render(frame, surface).join('\n')}\n`;
}
