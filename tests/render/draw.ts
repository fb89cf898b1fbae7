/** A terminal for exact pictures: no colours unless asked for. */
import type { Frame, Surface } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';

export const draw = (frame: Frame, surface: Partial<Surface> = {}): string[] =>
  render(frame, { width: 40, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true, ...surface });

/** The colours seen, without the rest. */
export const codes = (line: string): string[] => Array.from(line.matchAll(/\x1b\[([\d;]*)m/g), ([, code]) => code);
