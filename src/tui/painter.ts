/** Puts Ink's frames on the screen. Ink composes a whole frame; the painter compares it with what stands there and writes
 *  only the rows that differ, each at its own place, in one synchronised update. So nothing flickers, a running picture
 *  costs few bytes, and after a resize everything can be drawn anew. To Ink it looks like a stream. */

import stringWidth from 'string-width';

const csi = '\x1b[';
const beginUpdate = `${csi}?2026h`;
const endUpdate = `${csi}?2026l`;

export class Painter {
  private shown: readonly string[] = [];
  private latest: readonly string[] = [];
  private stopped = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  readonly isTTY = true;

  get columns(): number {
    return this.stream.columns || 80;
  }

  get rows(): number {
    return this.stream.rows || 24;
  }

  /** Draws a frame: rows joined by newlines. Ink also sends escape codes for the cursor; those are not for us. */
  write = (frame: string, callback?: () => void): boolean => {
    if (!frame.startsWith(csi + '?')) {
      this.latest = frame.split('\n').slice(0, this.rows);
      this.repaint();
    }
    callback?.();
    return true;
  };

  /** Draws the frame that came last, as far as it does not stand there already. */
  repaint(): void {
    if (this.stopped) return;
    const lines = this.latest;
    let out = '';
    for (let row = 0; row < Math.max(lines.length, this.shown.length); row++) {
      const line = lines[row] ?? '';
      if (line === this.shown[row]) continue;
      // Erasing after the last column would take the last character away: there the row is full and nothing remains.
      const erase = stringWidth(line) < this.columns ? `${csi}K` : '';
      out += `${csi}${row + 1};1H${line}${csi}0m${erase}`;
    }
    this.shown = lines;
    if (out) this.stream.write(beginUpdate + out + endUpdate);
  }

  /** Forgets what stands on the screen and clears it; the next frame is drawn whole. */
  clear(): void {
    this.shown = [];
    if (!this.stopped) this.stream.write(`${csi}0m${csi}2J`);
  }

  /** Draws nothing from now on. */
  stop(): void {
    this.stopped = true;
  }

  on(): this {
    return this;
  }

  off(): this {
    return this;
  }
}
