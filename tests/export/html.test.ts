import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportFrame } from '../../src/export/export.ts';
import { htmlPage, type Section } from '../../src/export/html.ts';
import { columns, type Frame, panel, rows, text } from '../../src/render/frame.ts';
import { frames, words } from '../render/frames.ts';
import { readPng } from './pixels.ts';
import { type Element, elementsOf, readXml, wordsOf } from './xml.ts';

const pageOf = (...sections: Section[]): Element =>
  readXml(new TextEncoder().encode(htmlPage({ title: 'A page', sections })));
const shown = (frame: Frame): Element => elementsOf(pageOf({ title: 'A part', frame }), 'section')[0];

const all = (element: Element): Element[] =>
  element.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...all(child)]));

const known = new Set(
  'head meta title style body header nav ol li a main section footer h1 h2 h3 h4 h5 h6 p div span b small br figure img table thead tbody tr th td svg path line circle rect text'.split(
    ' ',
  ),
);
/** What may command, fetch, or lead away. */
const dangerous = /^on|^(src|href|action|formaction|data|xlink:href|srcdoc|style)$/;
/** Where numbers stand. */
const places = /^(d|r|[cd]?[xy][12]?|width|height|style|viewBox)$/;

describe('text from outside', () => {
  test('stays text, whatever the frame and wherever it stands', () => {
    const report = fc.record({
      title: words,
      lead: words,
      foot: words,
      sections: fc.array(fc.record({ title: words, prose: words, frame: frames }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(report, (given) => {
        const source = htmlPage(given);
        expect(source).toBe(htmlPage(given));
        expect(source).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
        for (const { name, attributes } of all(readXml(new TextEncoder().encode(source)))) {
          expect(known).toContain(name);
          for (const key of Object.keys(attributes).filter((key) => places.test(key))) {
            expect(attributes[key]).not.toMatch(/NaN|Infinity|undefined/);
          }
          for (const [key, value] of Object.entries(attributes).filter(([key]) => dangerous.test(key))) {
            expect(value).toMatch(
              key === 'href' ? /^#part-\d+$/ : key === 'src' ? /^data:image\/png;base64,[\w+/=]+$/ : /^[\w:;.%#-]+$/,
            );
            expect(key).toMatch(/^(href|src|style)$/);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('can be read as it was written', () => {
    const evil = `</p><script>alert("1")</script> 'q' & <img src=x onerror=alert(1)>`;
    const page = pageOf({ title: evil, prose: evil, frame: rows(text(evil), panel(evil, text(evil))) });
    expect(elementsOf(page, 'script')).toEqual([]);
    expect(elementsOf(page, 'img')).toEqual([]);
    const [section] = elementsOf(page, 'section');
    expect(elementsOf(section, 'p').map(wordsOf)).toEqual([evil, evil, evil]);
    expect([...elementsOf(section, 'h2'), ...elementsOf(section, 'h3')].map(wordsOf)).toEqual([evil, evil]);
    const graphic: Frame = { kind: 'line', series: [{ name: evil, x: [0, 1], y: [0, 1] }] };
    const [svg] = elementsOf(shown(graphic), 'svg').filter(({ attributes }) => attributes.role === 'img');
    expect(svg.attributes['aria-label']).toContain(evil);
  });

  test('keeps no codes and no marks that turn it around', () => {
    const page = shown(text('\x1b[31mred\x1b[0m \u202eevil\u202c a\0b'));
    expect(elementsOf(page, 'p').map(wordsOf)).toEqual(['red evil ab']);
  });
});

describe('a page', () => {
  const some: Section[] = ['one', 'two', 'three', 'four', 'five'].map((title) => ({ title, prose: 'a\n\nb' }));
  const metas = (page: Element): Record<string, string>[] =>
    elementsOf(page, 'meta').map(({ attributes }) => attributes);

  test('says what it is, and fetches nothing', () => {
    const source = htmlPage({ title: 'A & B', lead: 'look', sections: some, foot: 'end' });
    const page = readXml(new TextEncoder().encode(source));
    expect(source.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect(metas(page)[0]).toEqual({ charset: 'utf-8' });
    expect(source.indexOf('charset')).toBeLessThan(1024);
    expect(metas(page).find(({ name }) => name === 'viewport')?.content).toContain('width=device-width');
    expect(metas(page)[1].content).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    expect([...elementsOf(page, 'title'), ...elementsOf(page, 'h1')].map(wordsOf)).toEqual(['A & B', 'A & B']);
    expect(source).not.toMatch(/https?:|\/\/|url\(|@import/);
    const style = wordsOf(elementsOf(page, 'style')[0]);
    for (const rule of ['prefers-color-scheme:dark', '@media print', 'max-width:30rem']) expect(style).toContain(rule);
    // In HTML nothing in a style is unescaped.
    expect(style).not.toMatch(/[<>&]/);
  });

  test('has a table of contents when there is more than one can overlook', () => {
    expect(elementsOf(pageOf(...some.slice(1)), 'nav')).toEqual([]);
    const page = pageOf(...some);
    const links = elementsOf(elementsOf(page, 'nav')[0], 'a');
    const heads = elementsOf(page, 'h2');
    expect(links.map(wordsOf)).toEqual(heads.map(wordsOf));
    expect(links.map(({ attributes }) => attributes.href)).toEqual(heads.map(({ attributes }) => `#${attributes.id}`));
    expect(elementsOf(page, 'p').map(wordsOf).slice(0, 2)).toEqual(['a', 'b']);
  });

  test('lets pictures in only where it has one', () => {
    const page = pageOf({ title: 'p', frame: { kind: 'image', width: 2, height: 1, channels: 1, pixels: [0, 1] } });
    expect(metas(page)[1].content).toContain('; img-src data:;');
  });

  test('is what --out FILE.html gets', () => {
    const source = new TextDecoder().decode(exportFrame(text('hello'), 'html', { title: 'T', description: 'look' }));
    const page = readXml(new TextEncoder().encode(source));
    expect(elementsOf(page, 'p').map(wordsOf)).toEqual(['look', 'hello']);
  });
});

test('a table is one, with numbers at the right', () => {
  const table: Frame = {
    kind: 'table',
    columns: [{ title: 'model' }, { title: 'loss', align: 'right' }],
    rows: [
      ['base', '2.5'],
      ['tuned', [{ text: '1.5', tone: 'good' }]],
    ],
  };
  const page = shown(table);
  const cells = (name: string) =>
    elementsOf(page, name).map((cell) => [
      wordsOf(cell),
      cell.attributes.scope,
      / ?n$/.test(cell.attributes.class ?? ''),
    ]);
  expect(cells('th')).toEqual([
    ['model', 'col', false],
    ['loss', 'col', true],
    ['base', 'row', false],
    ['tuned', 'row', false],
  ]);
  // Good is not told by colour alone.
  expect(cells('td')).toEqual([
    ['2.5', undefined, true],
    ['✓ 1.5', undefined, true],
  ]);
});

test('bars are as long as their values, on either side of zero', () => {
  const bars = (values: number[], max?: number) =>
    elementsOf(shown({ kind: 'bars', max, bars: values.map((value) => ({ label: 'x', value })) }), 'rect').map(
      ({ attributes: { x, width } }) => [x, width],
    );
  expect(bars([0.34, 0], 1)).toEqual([
    ['0%', '34%'],
    ['0%', '0'],
  ]);
  expect(bars([3, -1])).toEqual([
    ['25%', '75%'],
    ['0%', '25%'],
  ]);
});

test('a bar without a note says its value', () => {
  const page = shown({
    kind: 'bars',
    bars: [
      { label: 'a', value: 0.3456 },
      { label: 'b', value: 1, note: 'one' },
    ],
  });
  expect(elementsOf(page, 'svg').map(({ attributes }) => attributes['aria-label'])).toEqual(['0.346', undefined]);
});

test('a picture keeps its pixels, and is named by the text over it', () => {
  const image: Frame = { kind: 'image', width: 2, height: 1, channels: 3, pixels: [1, 0, 0, 0, 0, 1] };
  const page = shown(columns(rows(text('a red boat'), image), rows(text('noise'), image)));
  const images = elementsOf(page, 'img');
  expect(images.map(({ attributes }) => attributes.alt)).toEqual([
    'a red boat. Picture of 2 by 1 pixels.',
    'noise. Picture of 2 by 1 pixels.',
  ]);
  const png = readPng(Buffer.from(images[0].attributes.src.split(',')[1], 'base64'));
  expect([png.width, png.height, png.at(0, 0), png.at(1, 0)]).toEqual([2, 1, '#ff0000', '#0000ff']);
  const source = htmlPage({ title: 't', sections: [{ title: 's', frame: image }], pictures: 'characters' });
  expect(source).not.toContain('<img');
});

test('words under each other are in letters of one width, others are not', () => {
  const looks = (frame: Frame) => elementsOf(shown(frame), 'p').map(({ attributes }) => attributes.class);
  expect(looks(rows(text('T 0    said'), text('       gave'), text('longest ate')))).toEqual([
    'cells',
    'cells',
    'cells',
  ]);
  expect(looks(rows(text('a plain line'), text('another')))).toEqual(['text', 'text']);
});
