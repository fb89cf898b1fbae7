/** Frames → the bytes of a file. Pure: the same frames and options give the same bytes. Nothing here is loaded by a
 *  command until it is asked for a file. */
import type { Frame } from '../render/frame.ts';
import { render } from '../render/render.ts';
import { type Bitmap, bitmapOf, paste } from './bitmap.ts';
import { gifOf } from './gif.ts';
import { htmlPage, type Report } from './html.ts';
import type { Kind } from './kind.ts';
import { Masks } from './masks.ts';
import { pageOf } from './page.ts';
import { drawPicture, extentOf, isPicture, scaleFor } from './picture.ts';
import { pngOf } from './png.ts';
import { drawPage } from './raster.ts';
import { svgOfPage, svgOfPicture } from './svg.ts';
import { type Theme, type ThemeName, themes } from './theme.ts';

export interface ExportOptions {
  /** Columns of text to draw for; 80 without it. */
  readonly columns?: number;
  /** Dark without it. */
  readonly theme?: ThemeName;
  /** A whole number: pixels to a pixel of a picture, or to half a pixel of a letter's stem. Without it 2 for PNG, 1 for
   *  GIF and SVG, and for pictures what makes them about 500 pixels. */
  readonly scale?: number;
  /** Frames of pictures alone as their own pixels, or as characters like all others; pixels without it. */
  readonly pictures?: 'pixels' | 'characters';
  /** For SVG and HTML: what it is called, and what to look at. */
  readonly title?: string;
  readonly description?: string;
  /** For HTML: what stands below the picture, and in the last line. */
  readonly more?: Pick<Report, 'sections' | 'foot'>;
  /** For GIF, in milliseconds: how long a frame stays (120 without it), and the last one (2,000). */
  readonly delay?: number;
  readonly hold?: number;
  /** For GIF: over and over again; true without it. */
  readonly loop?: boolean;
}

/** `exportFrame(text('hello'), 'txt')` → the bytes of `hello\n`
 *  @throws InputError when the picture would be too large */
export const exportFrame = (frame: Frame, kind: Kind, options: ExportOptions = {}): Uint8Array =>
  exportFrames([frame], kind, options);

/** All frames as an animation (GIF), or the last one (all other kinds). */
export function exportFrames(frames: readonly Frame[], kind: Kind, options: ExportOptions = {}): Uint8Array {
  const last = frames.at(-1);
  if (!last) throw new RangeError('there is no frame to export');
  const columns = columnsOf(options);
  if (kind === 'txt') return plainText(last, columns);
  if (kind === 'html') return new TextEncoder().encode(page(last, options));
  const theme = themes[options.theme ?? 'dark'];
  const shown = kind === 'gif' ? frames : [last];
  const pixels = options.pictures !== 'characters' && shown.every(isPicture);
  if (kind === 'svg') {
    const caption = { title: options.title ?? 'genai-tutor', description: options.description };
    return pixels
      ? svgOfPicture(drawPicture(last, scaleOf(options, scaleFor(last)), theme.ground), theme, caption)
      : svgOfPage(pageOf(last, columns, theme), theme, scaleOf(options, 1), caption);
  }
  const draw = pixels ? pictures(shown, options, theme) : pages(shown, options, theme, kind === 'png' ? 2 : 1);
  if (kind === 'png') return pngOf(draw(0));
  return gifOf(shown.length, draw, {
    delay: options.delay ?? 120,
    hold: options.hold ?? 2000,
    loop: options.loop ?? true,
  });
}

const page = (frame: Frame, { title = 'genai-tutor', description, pictures, more }: ExportOptions): string =>
  htmlPage({
    title,
    lead: description,
    sections: [{ title: 'What it shows', frame }, ...(more?.sections ?? [])],
    foot: more?.foot,
    pictures,
  });

const columnsOf = ({ columns = 80 }: ExportOptions): number => Math.max(1, Math.min(500, Math.floor(columns) || 80));
const scaleOf = ({ scale }: ExportOptions, natural: number): number => Math.max(1, Math.floor(scale ?? natural) || 1);

function plainText(frame: Frame, width: number): Uint8Array {
  const lines = render(frame, { width, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true });
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** Draws frames of text and charts, all on sheets of one size. */
function pages(frames: readonly Frame[], options: ExportOptions, theme: Theme, natural: number): (i: number) => Bitmap {
  const scale = scaleOf(options, natural);
  const masks = new Masks(scale);
  const drawn = frames.map((frame) => pageOf(frame, columnsOf(options), theme));
  const room = {
    columns: drawn.reduce((most, { columns }) => Math.max(most, columns), 1),
    rows: drawn.reduce((most, { rows }) => Math.max(most, rows), 1),
  };
  return (i) => drawPage(drawn[i], theme, masks, scale, room);
}

/** Draws pictures, all on sheets of one size. */
function pictures(frames: readonly Frame[], options: ExportOptions, theme: Theme): (i: number) => Bitmap {
  const scale = scaleOf(options, Math.min(...frames.map(scaleFor)));
  const sizes = frames.map(extentOf);
  const width = sizes.reduce((most, size) => Math.max(most, size.width), 1) * scale;
  const height = sizes.reduce((most, size) => Math.max(most, size.height), 1) * scale;
  return (i) => {
    const picture = drawPicture(frames[i], scale, theme.ground);
    if (picture.width === width && picture.height === height) return picture;
    const sheet = bitmapOf(width, height, theme.ground);
    paste(sheet, picture, 0, 0);
    return sheet;
  };
}
