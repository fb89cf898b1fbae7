/** Pictures alone, such as drawings of a model, keep their own pixels, each a square of whole pixels. */
import type { Frame, ImageFrame } from '../render/frame.ts';
import type { Rgb } from '../render/palette.ts';
import { type Bitmap, bitmapOf, paste } from './bitmap.ts';

/** Whether a frame holds pictures and nothing else. */
export function isPicture(frame: Frame): boolean {
  if (frame.kind === 'rows' || frame.kind === 'columns')
    return frame.frames.length > 0 && frame.frames.every(isPicture);
  return frame.kind === 'image';
}

/** Longer side, in pixels, up to which a picture is enlarged by itself. */
const comfortable = 512;

/** The largest whole scale at which a picture is no longer than `comfortable`; at least 1. */
export function scaleFor(frame: Frame): number {
  const { width, height } = extentOf(frame);
  return Math.max(1, Math.floor(comfortable / Math.max(width, height)));
}

/** The pictures of a frame beside and below each other, with a little of the ground between them. */
export function drawPicture(frame: Frame, scale: number, ground: Rgb): Bitmap {
  if (frame.kind === 'image') return enlarged(frame, scale, ground);
  const size = extentOf(frame);
  const sheet = bitmapOf(size.width * scale, size.height * scale, ground);
  let at = 0;
  for (const inner of partsOf(frame)) {
    const part = drawPicture(inner, scale, ground);
    if (frame.kind === 'columns') paste(sheet, part, at, 0);
    else paste(sheet, part, 0, at);
    at += (frame.kind === 'columns' ? part.width : part.height) + gap * scale;
  }
  return sheet;
}

/** Pixels of a picture between two pictures. */
const gap = 2;

const partsOf = (frame: Frame): readonly Frame[] =>
  frame.kind === 'rows' || frame.kind === 'columns' ? frame.frames : [];

interface Extent {
  readonly width: number;
  readonly height: number;
}

export function extentOf(frame: Frame): Extent {
  // An empty picture is one pixel of ground: no format knows less.
  if (frame.kind === 'image') return { width: whole(frame.width) || 1, height: whole(frame.height) || 1 };
  const sizes = partsOf(frame).map(extentOf);
  const sum = (side: keyof Extent): number =>
    sizes.reduce((total, size) => total + size[side], gap * (sizes.length - 1));
  const most = (side: keyof Extent): number => Math.max(...sizes.map((size) => size[side]));
  return frame.kind === 'columns'
    ? { width: sum('width'), height: most('height') }
    : { width: most('width'), height: sum('height') };
}

const whole = (value: number): number => Math.max(0, Math.floor(value) || 0);

function enlarged(frame: ImageFrame, scale: number, ground: Rgb): Bitmap {
  const { width, height } = extentOf(frame);
  const sheet = bitmapOf(width * scale, height * scale, ground);
  const isEmpty = whole(frame.width) === 0 || whole(frame.height) === 0;
  for (let y = 0, i = 0; y < sheet.height && !isEmpty; y++) {
    for (let x = 0; x < sheet.width; x++, i += 4) {
      const pixel = (Math.floor(y / scale) * width + Math.floor(x / scale)) * frame.channels;
      for (let k = 0; k < 3; k++) sheet.data[i + k] = byteOf(frame.pixels[frame.channels === 3 ? pixel + k : pixel]);
    }
  }
  return sheet;
}

/** 0 to 1 as 0 to 255; what is no number is dark. */
const byteOf = (value: number): number => (value > 0 ? Math.round(Math.min(1, value) * 255) : 0);
