/** Files read back by programs of others. */
import { GifReader } from 'omggif';
import { PNG } from 'pngjs';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  at(x: number, y: number): string;
}

const pixelsOf = (width: number, height: number, data: Uint8Array): Pixels => ({
  width,
  height,
  at(x, y) {
    const i = 4 * (y * width + x);
    return `#${[...data.subarray(i, i + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  },
});

export function readPng(bytes: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return pixelsOf(width, height, data);
}

export interface Gif {
  readonly frames: readonly Pixels[];
  /** Milliseconds. */
  readonly delays: readonly number[];
  /** 0 for ever, null once. */
  readonly loops: number | null;
}

export function readGif(bytes: Uint8Array): Gif {
  const reader = new GifReader(Buffer.from(bytes));
  const canvas = new Uint8Array(reader.width * reader.height * 4);
  const frames = Array.from({ length: reader.numFrames() }, (_, i) => {
    reader.decodeAndBlitFrameRGBA(i, canvas);
    return pixelsOf(reader.width, reader.height, canvas.slice());
  });
  const delays = frames.map((_, i) => reader.frameInfo(i).delay * 10);
  return { frames, delays, loops: reader.loopCount() };
}

/** How many pixels of each colour. */
export function coloursOf({ width, height, at }: Pixels): Map<string, number> {
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) counts.set(at(x, y), (counts.get(at(x, y)) ?? 0) + 1);
  }
  return counts;
}
