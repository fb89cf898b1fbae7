/** Text out of HTML: what a page says, whatever state it is in, and nothing that could command a terminal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWeb } from '../../../src/data/toyland/web.ts';
import { makeWorld } from '../../../src/data/toyland.ts';
import { readPage } from '../../../src/models/collect/blocks.ts';
import { tokensOf } from '../../../src/models/collect/html.ts';
import { MainText } from '../../../src/models/collect/main-text.ts';
import { clean } from '../../../src/render/clean.ts';

const texts = (html: string): string[] => readPage(html).blocks.map(({ text }) => text);

describe('a page', () => {
  it.each([
    ['<p>One.<p>Two.', ['One.', 'Two.']],
    ['<P CLASS=x>An <B>ox</B> and a <i>c</i>ow.</P>', ['An ox and a cow.']],
    ['A<br>b<BR/> <br>c', ['A b', 'c']],
    ['<table><tr><td>1<td>2</table>', ['1', '2']],
    ['a<!-- <p>no -->b <!-- never closed <p>no', ['ab']],
    ['<script>if (1<2) "</p>"</script>yes<style>p{}</style>', ['yes']],
    ['<script>never closed <p>no', []],
    ['<title>no</title><textarea><p>no</textarea>yes', ['yes']],
    ['1 &lt; 2 &amp;amp; 3&nbsp;&gt;&#50;&#x31; &nosuch; & &#xffffffff;', ['1 < 2 &amp; 3 >21 &nosuch; & \ufffd']],
    ['a < b and c > d </> e', ['a < b and c > d e']],
    ['<a title="a > b" href=x>y</a>', ['y']],
    ['&#27;[31mred\x1b]0;title\x07\x9b1m\u202e\u200d\x00 \ud800end', ['red end']],
    ['<!doctype html><?xml ?><p', []],
  ])('%j', (html, expected) => expect(texts(html)).toEqual(expected));

  it('tells its links, how much of a block they are, and its licence', () => {
    const { blocks, hrefs, licence } = readPage(
      '<meta name=license content="Free to copy"><link rel=license title="and more" href="/l"><p><a href="/a">aa</a>bb<p><A HREF=\'b\'>x',
    );
    expect(hrefs).toEqual(['/a', 'b']);
    expect(blocks.map(({ links }) => links)).toEqual([0.5, 1]);
    expect(licence).toContain('Free to copy');
    expect(licence).toContain('and more');
  });
});

/** Pieces of which broken pages are made. */
const piece = fc.oneof(
  fc.constantFrom(
    '<p>',
    '</p',
    '<a href="',
    "'",
    '"',
    '>',
    '<!--',
    '-->',
    '<script>',
    '</script',
    '<',
    '&',
    '&#',
    '&#x1b;',
    ';',
    '\x1b[2J',
  ),
  fc.constantFrom(
    '<br><br>',
    '</a>',
    '<td',
    '=',
    '/',
    '<title>',
    'İ',
    '\ud83d',
    '\u202e',
    '\x9d0;x',
    '\0',
    '<![CDATA[',
    '</',
    '<?',
  ),
  fc.string({ maxLength: 8 }),
);
const broken = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('whatever comes', () => {
  it('never throws, ends, and lets no code out', () => {
    fc.assert(
      fc.property(broken, (html) => {
        const { blocks, hrefs } = readPage(html);
        for (const { text, links } of blocks) {
          expect(clean(text)).toBe(text);
          expect(text).toMatch(/^\S(?:.*\S)?$/s);
          expect(text).not.toMatch(/[\n\t\r]/);
          expect(links).toBeGreaterThanOrEqual(0);
          expect(links).toBeLessThanOrEqual(1);
        }
        expect(hrefs.length).toBeLessThanOrEqual(html.length);
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('text without signs of HTML comes out as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w .,!?]{0,60}$/), (text) => {
        expect(texts(text).join(' ')).toBe(text.replace(/\s+/g, ' ').trim());
        expect(texts(`<div><p>${text}</p></div>`)).toEqual(texts(text));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('takes a time that grows with the length and no faster', () => {
    for (const bad of ['<', '<a ', '<!--', '&', '</', '<script>', '<p', '<a href="', '<br>', '\x1b]']) {
      const long = bad.repeat(40_000);
      const begun = performance.now();
      [...tokensOf(long)];
      readPage(long);
      expect(`${bad} ${performance.now() - begun < 3000}`).toBe(`${bad} true`);
    }
  });
});

describe('the main text', () => {
  const web = makeWeb(makeWorld(1), 1);
  const pages = [...web.truth].map(([url, truth]) => ({ url, truth, page: readPage(web.get(url).body) }));
  const main = new MainText();
  const hostOf = (url: string): string => new URL(url).host;
  for (const { url, page } of pages) main.count(hostOf(url), page.blocks);
  const textOf = (url: string): string => main.of(hostOf(url), readPage(web.get(url).body).blocks).kept.join('\n');

  it('is the same of a page and its mirror, although they look different', () => {
    const mirrored = pages.filter(
      ({ url }) => hostOf(url) === 'mirror.example' && web.truth.get(url)!.copy === 'exact',
    );
    expect(mirrored.length).toBeGreaterThan(40);
    const different = mirrored.filter(({ url, truth }) => textOf(url) !== textOf(truth.copyOf!));
    // An advertisement that comes only here and there is taken for text.
    expect(different.length).toBeLessThan(mirrored.length / 20);
  });

  it('has the sentences and nothing of what stands around them', () => {
    const articles = pages.filter(({ truth }) => truth.kind === 'article');
    for (const { url } of articles) {
      const text = textOf(url);
      expect(`${url} ${text.length > 60}`).toBe(`${url} true`);
      expect(text).not.toMatch(
        /cookie|Log in|Share this|visitor number|This is no text|since the year of the owl|Free to copy/,
      );
    }
    const adverts = articles.filter(({ url }) =>
      /Kettle and Sons today|half the price|list of prices/.test(textOf(url)),
    );
    // On a host of few pages an advertisement does not come often enough.
    expect(adverts.length).toBeLessThan(articles.length / 40);
  });
});
