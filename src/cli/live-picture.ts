/** A picture that is drawn over itself below what the terminal shows already, in one synchronised update, so that
 *  nothing flickers. The cursor always waits under it and is never hidden: however the program ends, nothing is left to
 *  restore. */
import stringWidth from 'string-width';
import type { Frame, Size, Surface } from '../render/frame.ts';
import { render } from '../render/render.ts';

const csi = '\x1b[';

export class LivePicture {
  private shown: readonly string[] = [];

  constructor(private readonly largest: Size) {}

  /** Until the end of the picture: after Ctrl-Z and `fg` it begins anew below what the shell has written meanwhile.
   *  @returns is to be called at the end */
  begin(): () => void {
    const forget = (): void => {
      this.shown = [];
    };
    process.on('SIGCONT', forget);
    return () => process.off('SIGCONT', forget);
  }

  /** What to write so that the picture stands where the last one stood.
   *  @param surface of the terminal now: when it became narrower, what stands there has been wrapped */
  draw(view: (size: Size) => Frame, surface: Surface): string {
    const { width: columns } = surface;
    // Two rows stay free: the result and the prompt of the shell come below.
    const size = {
      width: Math.min(columns, this.largest.width),
      height: Math.max(8, Math.min(surface.height - 3, this.largest.height)),
    };
    // A taller picture than the window could not be drawn over.
    const rows = render(view(size), { ...surface, ...size }).slice(1 - surface.height);
    const height = this.shown.reduce((sum, row) => sum + Math.max(1, Math.ceil(stringWidth(row) / columns)), 0);
    this.shown = rows;
    const back = height > 0 ? `${csi}${height}A` : '';
    // A row is erased before it is written: after its last column the cursor still stands on it.
    const lines = rows.map((row) => `${csi}2K${row}\n`).join('');
    return `${csi}?2026h\r${back}${lines}${csi}J${csi}?2026l`;
  }
}
