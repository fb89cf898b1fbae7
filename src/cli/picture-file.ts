/** `--out FILE`: the last picture of a run, or all of them as an animation. */
import type { Kind } from '../export/kind.ts';
import type { Lab } from '../labs/lab.ts';
import type { Frame } from '../render/frame.ts';
import type { OutFile } from '../store/out-file.ts';

/** Columns and rows of a saved picture. */
const size = { width: 100, height: 32 };
/** Pictures in an animation; of more, every second one goes. */
const most = 200;

export class PictureFile {
  private frames: Frame[] = [];
  private every = 1;
  private seen = 0;

  private constructor(
    private readonly lab: Lab,
    private readonly kind: Kind,
    private readonly file: OutFile,
  ) {}

  /** @throws InputError when the file cannot be written, before anything is run */
  static async claim(lab: Lab, path: string, force: boolean): Promise<PictureFile> {
    const { kindOf } = await import('../export/kind.ts');
    const { claim } = await import('../store/out-file.ts');
    return new PictureFile(lab, kindOf(path), await claim(path, force));
  }

  add(state: unknown): void {
    if (this.kind !== 'gif' || this.seen++ % this.every !== 0) return;
    this.frames.push(this.lab.view(state, size));
    if (this.frames.length < most) return;
    this.frames = this.frames.filter((_, index) => index % 2 === 0);
    this.every *= 2;
  }

  /** @param state what the last picture shows
   *  @returns the name of the file */
  async write(state: unknown): Promise<string> {
    const { exportFrames } = await import('../export/export.ts');
    const last = this.lab.view(state, size);
    const { title, about: description } = this.lab;
    const options = { columns: size.width, title, description };
    await this.file.write(exportFrames([...this.frames, last], this.kind, options));
    return this.file.path;
  }
}
