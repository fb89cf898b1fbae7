/** A picture that is drawn over itself below what the terminal shows already, in one synchronised update, so that
 *  nothing flickers. The cursor always waits under it and is never hidden: however the program ends, nothing is left to
 *  restore. */
import stringWidth from 'string-width';

const csi = '\x1b[';

export class LivePicture {
  private shown: readonly string[] = [];

  /** What to write so that `rows` stand where the last ones stood. Fewer rows than the terminal has, none wider.
   *  @param columns of the terminal now: when it became narrower, what stands there has been wrapped */
  draw(rows: readonly string[], columns: number): string {
    const height = this.shown.reduce((sum, row) => sum + Math.max(1, Math.ceil(stringWidth(row) / columns)), 0);
    this.shown = rows;
    const back = height > 0 ? `${csi}${height}A` : '';
    // A row is erased before it is written: after its last column the cursor still stands on it.
    const lines = rows.map((row) => `${csi}2K${row}\n`).join('');
    return `${csi}?2026h\r${back}${lines}${csi}J${csi}?2026l`;
  }
}
