/** Sketches, from PNG and from letters, as what a network begins with. */
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readSketch } from '../../../src/labs/diffuse/sketch.ts';
import { toPixel } from '../../../src/models/diffusion/pixels.ts';
import { render } from '../../../src/render/render.ts';

const side = 24;

async function sketch(bytes: Uint8Array | string): Promise<number[]> {
  const chunk = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const numbers = await readSketch('sketch', side, { open: (name) => ({ name, chunks: () => [chunk] }) });
  expect(numbers).toHaveLength(side * side * 3);
  return Array.from(numbers, toPixel);
}

const failure = async (bytes: Uint8Array | string): Promise<string> =>
  sketch(bytes).then(
    () => 'no failure',
    (error: Error) => error.message,
  );

/** @param colour red, green, blue and cover of a pixel, 0 to 255 */
function png(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Uint8Array {
  const image = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) image.data.set(colour(i % width, Math.floor(i / width)), 4 * i);
  return new Uint8Array(PNG.sync.write(image));
}

const at = (pixels: readonly number[], x: number, y: number): number[] =>
  pixels.slice((y * side + x) * 3, (y * side + x) * 3 + 3);

const close = (seen: readonly number[], wanted: readonly number[]): void => {
  seen.forEach((value, k) => {
    expect(value).toBeCloseTo(wanted[k], 5);
  });
};

describe('a PNG', () => {
  it('is shrunk by averaging', async () => {
    // each pixel wanted is 2 × 2 of these: three of one colour, one of another
    const pixels = await sketch(png(48, 48, (x, y) => (x % 2 && y % 2 ? [255, 0, 0, 255] : [0, 0, 255, 255])));
    for (let i = 0; i < side; i++) close(at(pixels, i, i), [0.25, 0, 0.75]);
  });

  it('gives its middle when it is no square', async () => {
    const wide = await sketch(png(96, 24, (x) => (x >= 36 && x < 60 ? [255, 255, 255, 255] : [0, 0, 0, 255])));
    expect(Math.min(...wide)).toBeCloseTo(1, 5);
    const tall = await sketch(png(24, 96, (_, y) => (y >= 36 && y < 60 ? [255, 255, 255, 255] : [0, 0, 0, 255])));
    expect(Math.min(...tall)).toBeCloseTo(1, 5);
  });

  it('is enlarged without a blur, and white where it can be seen through', async () => {
    const pixels = await sketch(png(2, 2, (x, y) => [0, 0, 0, x === y ? 255 : 0]));
    close(at(pixels, 0, 0), [0, 0, 0]);
    close(at(pixels, 11, 11), [0, 0, 0]);
    close(at(pixels, 12, 11), [1, 1, 1]);
    close(at(pixels, 23, 23), [0, 0, 0]);
  });

  it.each<[string, Uint8Array]>([
    ['cut off', png(24, 24, () => [1, 2, 3, 255]).slice(0, 60)],
    ['nothing but its mark', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['damaged', png(24, 24, () => [1, 2, 3, 255]).map((byte, i) => (i === 45 ? byte ^ 0xff : byte))],
  ])('%s: refused', async (_, bytes) => {
    expect(await failure(bytes)).toBe('this PNG is damaged (sketch). Save it anew, or give a text.');
  });

  it('that claims to be huge is refused before any memory is taken for it', async () => {
    const bytes = png(1, 1, () => [0, 0, 0, 255]);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(16, 1 << 30);
    expect(await failure(bytes)).toMatch(/^this picture is too large for a sketch \(sketch\)\./);
  });

  it('that claims to be of no width, or may unpack without end, too', async () => {
    const bytes = png(1, 1, () => [0, 0, 0, 255]);
    const header = new DataView(bytes.buffer, bytes.byteOffset);
    header.setUint8(28, 1);
    expect(await failure(bytes)).toBe('this PNG is interlaced (sketch). Save it without interlacing.');
    // Nothing times anything is nothing, and yet each line would take a byte.
    header.setUint32(16, 0);
    header.setUint32(20, 0xe0000000);
    expect(await failure(bytes)).toBe('this PNG is damaged (sketch). Save it anew, or give a text.');
  });
});

describe('a text', () => {
  it('drawn here comes back as light as it was, to a tenth', async () => {
    const pixels = Float32Array.from({ length: side * side }, (_, i) => ((i % side) / side) * 0.999);
    const frame = { kind: 'image', width: side, height: side, channels: 1, pixels } as const;
    const surface = { width: 80, height: 24, colour: 0, unicode: true } as const;
    const back = await sketch(`${render(frame, surface).join('\n')}\n`);
    for (let i = 0; i < pixels.length; i++) expect(Math.abs(back[3 * i] - pixels[i])).toBeLessThanOrEqual(0.0501);
  });

  it('has dark where blanks were lost at the right and below', async () => {
    const pixels = await sketch(`${'@'.repeat(24)}\n@\n`);
    expect(at(pixels, 23, 1)[0]).toBeGreaterThan(0.9);
    expect(at(pixels, 0, 3)[0]).toBeGreaterThan(0.9);
    expect(at(pixels, 1, 3)[0]).toBe(0);
    expect(at(pixels, 23, 23)[0]).toBe(0);
  });

  it('may end its lines as Windows does', async () => {
    const text = '..##\n.##.\n####\n';
    expect(await sketch(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(await sketch(text));
  });

  it('loses escape codes', async () => {
    expect(await sketch('\x1b[31m@@\x1b[0m\n@@\n')).toEqual(await sketch('@@\n@@\n'));
  });

  it.each([
    ['empty', ''],
    ['blank', '  \n \n'],
  ])('%s: refused', async (_, text) => {
    expect(await failure(text)).toMatch(/^there is nothing on this sketch \(sketch\)\./);
  });

  it('that is none is refused', async () => {
    expect(await failure(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toMatch(
      /^this is neither a PNG nor a text \(sketch\)\./,
    );
  });
});
