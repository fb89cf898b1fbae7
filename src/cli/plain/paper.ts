/** What the plain face writes on: running text on stdout, no boxes, lines that a screen reader can follow. */
import type { Frame, Rich, Surface, Tone } from '../../render/frame.ts';
import { render } from '../../render/render.ts';
import { type Io, surfaceOf } from '../io.ts';
import type { Output } from '../output.ts';

/** Longer lines tire the eye. */
const longestLine = 80;

export class Paper {
  readonly surface: Surface;

  constructor(
    io: Io,
    private readonly out: Output,
  ) {
    const { width, ...surface } = surfaceOf(io.stdout, io);
    this.surface = { ...surface, width: Math.min(width, longestLine), height: Number.POSITIVE_INFINITY };
  }

  /** Nobody reads any more. */
  get closed(): boolean {
    return this.out.closed;
  }

  lines(frame: Frame): string[] {
    return render(frame, this.surface);
  }

  /** The frame, and an empty line after it. */
  async frame(frame: Frame): Promise<void> {
    await this.out.write(`${this.lines(frame).join('\n').trimEnd()}\n\n`);
  }

  text(text: Rich, tone?: Tone): Promise<void> {
    return this.frame({ kind: 'text', text, tone });
  }

  /** Underlined, so that it can be told from text without colours too. */
  async heading(title: string, sign = '-'): Promise<void> {
    const [first, ...more] = this.lines({ kind: 'text', text: [{ text: title, tone: 'accent' }] });
    const length = Math.min(title.length, this.surface.width);
    await this.out.write(`${[first, ...more, sign.repeat(length)].join('\n')}\n\n`);
  }
}
