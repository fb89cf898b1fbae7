/** The pixels of an image at the size that is drawn, and dithering to black and white. */
import type { ImageFrame } from './frame.ts';

type Colour = readonly [red: number, green: number, blue: number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): Colour;
  /** The mean over some pixels; those outside do not count. */
  mean(x: number, y: number, width: number, height: number): Colour;
}

/** How light a colour looks (Rec. 709). */
export const brightness = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** The image shrunk by averaging into a room of pixels, or enlarged by a whole factor while it is smaller than `small`. */
export function fitted(image: ImageFrame, width: number, height: number, small: number): Picture {
  const w = Math.max(0, Math.floor(image.width) || 0);
  const h = Math.max(0, Math.floor(image.height) || 0);
  if (w === 0 || h === 0) return pictureOf(0, 0, new Float32Array(0));
  const whole = pictureOf(w, h, rgbOf(image, w, h));
  const factor = Math.floor(Math.min(width / w, height / h, small / Math.max(w, h)));
  if (factor > 1) {
    const pixels = new Float32Array(w * h * factor * factor * 3);
    for (let y = 0, i = 0; y < h * factor; y++) {
      for (let x = 0; x < w * factor; x++, i += 3) {
        pixels.set(whole.at(Math.floor(x / factor), Math.floor(y / factor)), i);
      }
    }
    return pictureOf(w * factor, h * factor, pixels);
  }
  const shrink = Math.min(1, width / w, height / h);
  if (shrink === 1) return whole;
  const across = Math.max(1, Math.min(width, Math.round(w * shrink)));
  const down = Math.max(1, Math.min(height, Math.round(h * shrink)));
  return pictureOf(across, down, averaged(whole, across, down));
}

function rgbOf({ pixels, channels }: ImageFrame, width: number, height: number): Float32Array {
  const rgb = new Float32Array(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const value = pixels[channels === 3 ? i : Math.floor(i / 3)];
    rgb[i] = value > 0 ? Math.min(1, value) : 0;
  }
  return rgb;
}

function pictureOf(width: number, height: number, rgb: Float32Array): Picture {
  return {
    width,
    height,
    at(x, y) {
      const i = (y * width + x) * 3;
      return [rgb[i], rgb[i + 1], rgb[i + 2]];
    },
    mean(x, y, across, down) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let v = y; v < Math.min(height, y + down); v++) {
        for (let u = x; u < Math.min(width, x + across); u++, count++) {
          const i = (v * width + u) * 3;
          red += rgb[i];
          green += rgb[i + 1];
          blue += rgb[i + 2];
        }
      }
      return count > 0 ? [red / count, green / count, blue / count] : [0, 0, 0];
    },
  };
}

/** An image of any size as red, green and blue at another size. */
export const resized = (image: ImageFrame, width: number, height: number): Float32Array =>
  averaged(pictureOf(image.width, image.height, rgbOf(image, image.width, image.height)), width, height);

/** Every new pixel is the mean of the area that it covers, parts of pixels counted as parts. */
function averaged(picture: Picture, width: number, height: number): Float32Array {
  const columns = shares(picture.width, width);
  const rows = shares(picture.height, height);
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      for (const [v, tall] of rows[y]) {
        for (const [u, wide] of columns[x]) {
          const colour = picture.at(u, v);
          for (let k = 0; k < 3; k++) pixels[i + k] += colour[k] * tall * wide;
        }
      }
    }
  }
  return pixels;
}

/** For every new place: the old places it covers, and how much of it each one makes up. */
function shares(from: number, to: number): [place: number, share: number][][] {
  const size = from / to;
  return Array.from({ length: to }, (_, i) => {
    const covered: [number, number][] = [];
    for (let place = Math.floor(i * size); place < Math.min(from, (i + 1) * size); place++) {
      const share = (Math.min(place + 1, (i + 1) * size) - Math.max(place, i * size)) / size;
      if (share > 1e-9) covered.push([place, share]);
    }
    return covered;
  });
}

/** Black and white by error diffusion (Floyd and Steinberg 1976). Tells whether a pixel is lit; outside none is. */
export function dithered(picture: Picture): (x: number, y: number) => boolean {
  const { width, height } = picture;
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) light[i] = brightness(picture.at(i % width, Math.floor(i / width)));
  const lit = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      lit[i] = light[i] >= 0.5 ? 1 : 0;
      const error = light[i] - lit[i];
      if (x + 1 < width) light[i + 1] += (error * 7) / 16;
      if (y + 1 < height) {
        if (x > 0) light[i + width - 1] += (error * 3) / 16;
        light[i + width] += (error * 5) / 16;
        if (x + 1 < width) light[i + width + 1] += error / 16;
      }
    }
  }
  return (x, y) => x < width && y < height && lit[y * width + x] === 1;
}
