/** `--out FILE`: the last picture of a run, or all of them as an animation. */
import type { ExportOptions } from '../export/export.ts';
import type { Kind } from '../export/kind.ts';
import type { Lab } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import type { Frame, Size } from '../render/frame.ts';
import type { OutFile } from '../store/out-file.ts';

/** What a page tells of a run below its picture. */
interface Told {
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly kernel?: KernelName;
  readonly result: object;
  /** false: it was ended early, and does not come again. */
  readonly whole: boolean;
}

type Draw = (state: unknown) => Frame | undefined;

/** Columns and rows of a saved picture. */
const size = { width: 100, height: 32 };
/** A page has no end below. */
const sizeOf = (kind: Kind): Size => (kind === 'html' ? { ...size, height: Number.POSITIVE_INFINITY } : size);
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
    private readonly draw: Draw,
    private readonly options: ExportOptions,
  ) {}

  /** @param draw what is saved of a state, if anything; without it the lab's picture
   *  @throws InputError when the file cannot be written, before anything is run */
  static async claim(
    lab: Lab,
    path: string,
    force: boolean,
    draw?: Draw,
    options: ExportOptions = {},
  ): Promise<PictureFile> {
    const { kindOf } = await import('../export/kind.ts');
    const { claim } = await import('../store/out-file.ts');
    const kind = kindOf(path);
    const usual: Draw = (state) => lab.view(state, sizeOf(kind));
    return new PictureFile(lab, kind, await claim(path, force), draw ?? usual, options);
  }

  add(state: unknown): void {
    if (this.kind !== 'gif' || this.seen++ % this.every !== 0) return;
    const frame = this.draw(state);
    if (!frame) return;
    this.frames.push(frame);
    if (this.frames.length < most) return;
    this.frames = this.frames.filter((_, index) => index % 2 === 0);
    this.every *= 2;
  }

  /** @param state what the last picture shows
   *  @returns the name of the file */
  async write(state: unknown, told: Told): Promise<string> {
    const { exportFrames } = await import('../export/export.ts');
    const last = this.draw(state);
    const { title, about: description } = this.lab;
    const more = this.kind === 'html' ? await this.below(told) : undefined;
    const options = { columns: size.width, title, description, more, ...this.options };
    await this.file.write(exportFrames(last ? [...this.frames, last] : this.frames, this.kind, options));
    return this.file.path;
  }

  private async below({ params, seed, kernel, result, whole }: Told): Promise<ExportOptions['more']> {
    const { resultFrame, settingsFrame } = await import('../labs/report.ts');
    const { flagWords } = await import('./shell-words.ts');
    const { version } = await import('./version.ts');
    const { id, chance, params: schema } = this.lab;
    const chosen = [...(chance === false ? [] : ['--seed', seed]), ...(kernel ? ['--kernel', kernel] : [])];
    const again = ['genai lab', id, ...flagWords(schema, params), ...chosen].join(' ');
    return {
      sections: [
        { title: 'The result', frame: resultFrame(result) },
        { title: 'The settings', frame: settingsFrame(schema, params) },
      ],
      foot: `${whole ? `The same again: ${again}` : 'It was ended early.'}\ngenai-tutor ${version()}`,
    };
  }
}
