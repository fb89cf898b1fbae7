import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { exportFrame, exportFrames } from '../../src/export/export.ts';
import { type Frame, type ImageFrame, panel, rows, text } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';
import { frames } from '../render/frames.ts';
import { coloursOf, readGif, readPng } from './pixels.ts';
import { elementsOf, readXml, wordsOf } from './xml.ts';

const ground = '#0e0e12';
/** Red, green over blue, white. */
const picture: ImageFrame = {
  kind: 'image',
  width: 2,
  height: 2,
  channels: 3,
  pixels: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1],
};
const grey = (shades: number[]): ImageFrame => ({
  kind: 'image',
  width: shades.length,
  height: 1,
  channels: 1,
  pixels: shades,
});

describe('text as PNG', () => {
  test('is as large as its cells and a margin, at either scale', () => {
    const one = readPng(exportFrame(text('hello'), 'png', { scale: 1 }));
    expect([one.width, one.height]).toEqual([5 * 8 + 32, 16 + 32]);
    const two = readPng(exportFrame(text('hello\nyou'), 'png'));
    expect([two.width, two.height]).toEqual([2 * (5 * 8 + 32), 2 * (32 + 32)]);
  });
  test('has ink on its ground and an empty margin', () => {
    const sheet = readPng(exportFrame(text('█', 'a'), 'png', { scale: 1 }));
    expect(coloursOf(sheet)).toEqual(
      new Map([
        [ground, 40 * 48 - 8 * 16],
        ['#62a4ff', 8 * 16],
      ]),
    );
    expect([sheet.at(15, 16), sheet.at(16, 16), sheet.at(23, 31), sheet.at(24, 31)]).toEqual([
      ground,
      '#62a4ff',
      '#62a4ff',
      ground,
    ]);
  });
  test('is light when asked for', () => {
    const colours = coloursOf(readPng(exportFrame(text('hello'), 'png', { scale: 1, theme: 'light' })));
    expect([...colours.keys()].sort()).toEqual(['#202228', '#ffffff']);
  });
  test('bold is heavier', () => {
    const ink = (bold: boolean): number =>
      coloursOf(readPng(exportFrame(text([{ text: 'hello', bold }]), 'png'))).get('#dee0e6')!;
    expect(ink(true)).toBeGreaterThan(1.2 * ink(false));
  });
  test('keeps grounds to the end of a line', () => {
    const heat: Frame = { kind: 'heatmap', values: [[0, 1]], min: 0, max: 1 };
    const colours = coloursOf(readPng(exportFrame(heat, 'png', { scale: 1 })));
    expect(colours.get('#440154')).toBeGreaterThan(100);
    expect(colours.get('#fde725')).toBeGreaterThan(100);
  });
});

describe('a picture alone', () => {
  test('keeps its pixels, each a whole square', () => {
    const sheet = readPng(exportFrame(picture, 'png', { scale: 3 }));
    expect([sheet.width, sheet.height]).toEqual([6, 6]);
    expect(coloursOf(sheet)).toEqual(
      new Map(['#ff0000', '#00ff00', '#0000ff', '#ffffff'].map((colour) => [colour, 9])),
    );
    expect([sheet.at(2, 2), sheet.at(3, 2), sheet.at(2, 3), sheet.at(3, 3)]).toEqual([
      '#ff0000',
      '#00ff00',
      '#0000ff',
      '#ffffff',
    ]);
  });
  test('is about 500 pixels without a scale', () => {
    const sheet = readPng(exportFrame({ ...picture, width: 40, height: 20, pixels: [] }, 'png'));
    expect([sheet.width, sheet.height]).toEqual([480, 240]);
  });
  test('clips what is no shade', () => {
    const sheet = readPng(exportFrame(grey([-1, 2, Number.NaN, 0.5]), 'png', { scale: 1 }));
    expect([0, 1, 2, 3].map((x) => sheet.at(x, 0))).toEqual(['#000000', '#ffffff', '#000000', '#808080']);
  });
  test('stands beside others with a gap', () => {
    const sheet = readPng(exportFrame({ kind: 'columns', frames: [grey([1]), grey([0.5, 0.5])] }, 'png', { scale: 1 }));
    expect(Array.from({ length: sheet.width }, (_, x) => sheet.at(x, 0))).toEqual([
      '#ffffff',
      ground,
      ground,
      '#808080',
      '#808080',
    ]);
    expect(readPng(exportFrame(rows(picture, picture), 'png', { scale: 2 })).height).toBe(12);
  });
  test('is drawn in characters when asked for, or in company', () => {
    for (const sheet of [
      exportFrame(picture, 'png', { pictures: 'characters', scale: 1 }),
      exportFrame(rows(text('a'), picture), 'png', { scale: 1 }),
    ]) {
      expect(readPng(sheet).height).toBeGreaterThan(32 + 15);
    }
    expect(new TextDecoder().decode(exportFrame(grey([1, 1, 1, 1]), 'txt'))).toMatch(/^[%@#*]+\n/);
  });
  test('too large is refused before it takes memory', () => {
    expect(() => exportFrame(picture, 'png', { scale: 1e6 })).toThrow(InputError);
    expect(() => exportFrame(text('hello'), 'png', { scale: 1e9 })).toThrow(/smaller scale/);
  });
  test('without pixels is still a file', () => {
    expect(readPng(exportFrame({ ...picture, width: 0, height: 0, pixels: [] }, 'png', { scale: 4 })).at(0, 0)).toBe(
      ground,
    );
  });
});

describe('GIF', () => {
  const film = ['one', 'two two', 'three\nlines'].map((words) => text(words));
  test('shows every frame exactly, on sheets of one size', () => {
    const { frames } = readGif(exportFrames(film, 'gif', { scale: 1 }));
    expect(frames.length).toBe(3);
    film.forEach((frame, i) => {
      const alone = readPng(exportFrame(frame, 'png', { scale: 1 }));
      expect([frames[i].width, frames[i].height]).toEqual([7 * 8 + 32, 32 + 32]);
      for (let y = 0; y < alone.height - 16; y++) {
        for (let x = 0; x < alone.width - 16; x++) expect(frames[i].at(x, y)).toBe(alone.at(x, y));
      }
      expect(coloursOf(frames[i]).get('#dee0e6')).toBe(coloursOf(alone).get('#dee0e6'));
    });
  });
  test('holds the last frame, over and over', () => {
    expect(readGif(exportFrames(film, 'gif'))).toMatchObject({ delays: [120, 120, 2000], loops: 0 });
    expect(readGif(exportFrames(film, 'gif', { delay: 50, hold: 700, loop: false }))).toMatchObject({
      delays: [50, 50, 700],
      loops: null,
    });
    expect(readGif(exportFrames(film, 'gif', { delay: 0, hold: 1e9 })).delays).toEqual([20, 20, 655_350]);
    expect(readGif(exportFrame(film[0], 'gif'))).toMatchObject({ delays: [2000], loops: null });
  });
  test('nothing changed is a frame too', () => {
    const { frames } = readGif(exportFrames([picture, picture], 'gif', { scale: 2 }));
    expect(coloursOf(frames[1])).toEqual(coloursOf(readPng(exportFrame(picture, 'png', { scale: 2 }))));
  });
  test('with more than 255 colours comes near', () => {
    const shades = (turn: number): ImageFrame => ({
      kind: 'image',
      width: 32,
      height: 32,
      channels: 3,
      pixels: Array.from({ length: 3072 }, (_, i) => {
        const at = Math.floor(i / 3);
        return [(at % 32) / 31, Math.floor(at / 32) / 31, turn][i % 3];
      }),
    });
    const film = [shades(0), shades(1)];
    const { frames } = readGif(exportFrames(film, 'gif', { scale: 2 }));
    film.forEach((frame, i) => {
      const exact = readPng(exportFrame(frame, 'png', { scale: 2 }));
      let worst = 0;
      for (let y = 0; y < 64; y++) {
        for (let x = 0; x < 64; x++) {
          const [a, b] = [exact.at(x, y), frames[i].at(x, y)].map((hex) => Number.parseInt(hex.slice(1), 16));
          for (const shift of [16, 8, 0])
            worst = Math.max(worst, Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)));
        }
      }
      // 1,024 colours on 255: squares of 2 × 2 steps, each step 8 of 255
      expect(worst).toBeLessThanOrEqual(24);
    });
  });
  test('no frames is an error of the caller', () => {
    expect(() => exportFrames([], 'gif')).toThrow(RangeError);
  });
  test('other kinds show the last frame', () => {
    expect(exportFrames(film, 'txt')).toEqual(exportFrame(film[2], 'txt'));
  });
});

describe('SVG', () => {
  test('has its words as text, each run on its own place', () => {
    const svg = readXml(exportFrame(text(['one two  ', { text: 'red', tone: 'bad', bold: true }, ' 猫z']), 'svg'));
    expect(elementsOf(svg, 'text').map((run) => [wordsOf(run), run.attributes.x, run.attributes.textLength])).toEqual([
      ['one two', '16', '56'],
      ['red', '88', '24'],
      ['猫', '120', '16'],
      ['z', '136', '8'],
    ]);
    expect(elementsOf(svg, 'text')[1].attributes).toMatchObject({ fill: '#ff6b62', 'font-weight': 'bold' });
    expect(svg.attributes).toMatchObject({ width: '160', height: '48', viewBox: '0 0 160 48' });
  });
  test('says signs of XML as what they are', () => {
    const words = `<b a="1" c='2'>&amp; ]]>`;
    const svg = readXml(
      exportFrame(text(words), 'svg', { title: `A & B <"'>\x00\x1b[31m\ufffe`, description: '</svg>' }),
    );
    expect(elementsOf(svg, 'text').map(wordsOf)).toEqual([words]);
    expect(elementsOf(svg, 'title').map(wordsOf)).toEqual([`A & B <"'>\ufffd`]);
    expect(elementsOf(svg, 'desc').map(wordsOf)).toEqual(['</svg>']);
  });
  test('draws boxes, bars and dots as shapes, none as text', () => {
    const svg = readXml(exportFrame(panel('', text('▇▇⠿░ a')), 'svg', { columns: 20 }));
    expect(elementsOf(svg, 'text').map(wordsOf)).toEqual(['a']);
    const paths = elementsOf(svg, 'path').map(({ attributes }) => attributes);
    // two bars are one rectangle
    expect(paths.some(({ d }) => d === 'M32 34h16v14H32z')).toBe(true);
    expect(paths.some(({ opacity }) => opacity === '0.25')).toBe(true);
  });
  test('holds a picture as its own pixels', () => {
    const svg = readXml(exportFrame(picture, 'svg', { scale: 2, title: 'Four' }));
    const [image] = elementsOf(svg, 'image');
    const [, data] = image.attributes.href.split('data:image/png;base64,');
    expect(new Uint8Array(Buffer.from(data, 'base64'))).toEqual(exportFrame(picture, 'png', { scale: 2 }));
    expect(svg.attributes).toMatchObject({ role: 'img', width: '4', height: '4' });
  });
});

test('TXT is what a pipe gets', () => {
  const frame = panel('Words', text('hello 猫'), 'good');
  const lines = render(frame, { width: 30, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true });
  expect(new TextDecoder().decode(exportFrame(frame, 'txt', { columns: 30 }))).toBe(`${lines.join('\n')}\n`);
});

test('any frame becomes a good file of every kind, the same each time', () => {
  fc.assert(
    fc.property(frames, fc.constantFrom('dark' as const, 'light' as const), (frame, theme) => {
      const options = { theme, columns: 40, scale: 1, title: 'x' };
      const bytes = exportFrame(frame, 'png', options);
      const png = readPng(bytes);
      const gif = readGif(exportFrame(frame, 'gif', options));
      expect([gif.frames[0].width, gif.frames[0].height]).toEqual([png.width, png.height]);
      const svg = readXml(exportFrame(frame, 'svg', options));
      expect([svg.attributes.width, svg.attributes.height]).toEqual([String(png.width), String(png.height)]);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(exportFrame(frame, 'txt', options))).not.toContain(
        '\x1b',
      );
      expect(Buffer.compare(exportFrame(frame, 'png', options), bytes)).toBe(0);
    }),
    { numRuns: 30 },
  );
});
