/** A report as one HTML page that needs nothing else: no script, no address that is fetched, and a policy that forbids both.
 *  It is well-formed XML too, but for its first line. Pure: the same report gives the same bytes. */
import { clean } from '../render/clean.ts';
import type { Frame } from '../render/frame.ts';
import { safeFrame } from '../render/safe.ts';
import { htmlOfFrame } from './html-frame.ts';
import { escaped } from './markup.ts';
import { stylesheet } from './stylesheet.ts';

export interface Section {
  readonly title: string;
  /** Paragraphs, an empty line between them. */
  readonly prose?: string;
  readonly frame?: Frame;
}

export interface Report {
  readonly title: string;
  /** What to look at, below the title. */
  readonly lead?: string;
  readonly sections: readonly Section[];
  /** The last line, such as the command that makes the same again. */
  readonly foot?: string;
  /** Pictures as their own pixels, or as characters; pixels without it. */
  readonly pictures?: 'pixels' | 'characters';
}

/** Sections from which on there is a table of contents. */
const many = 5;

export function htmlPage({ title, lead, sections, foot, pictures = 'pixels' }: Report): string {
  const body = sections.map((section, i) => htmlOfSection(section, i, pictures));
  const contents = sections.map((section, i) => `<li><a href="#${idOf(i)}">${inLine(section.title)}</a></li>`);
  // Pictures lie in the page itself; where there are none, none may come.
  const images = body.some((html) => html.includes('<img ')) ? '; img-src data:' : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'${images}; base-uri 'none'; form-action 'none'`;
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8"/>',
    `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<meta name="color-scheme" content="light dark"/>',
    `<title>${inLine(title)}</title>`,
    `<style>${stylesheet}</style>`,
    '</head>',
    '<body>',
    `<header>\n<h1>${inLine(title)}</h1>`,
    ...paragraphs(lead, 'lead'),
    '</header>',
    ...(sections.length < many ? [] : ['<nav aria-label="Contents"><ol>', ...contents, '</ol></nav>']),
    '<main>',
    ...body,
    '</main>',
    ...(foot ? [`<footer>${escaped(foot)}</footer>`] : []),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

const idOf = (i: number): string => `part-${i + 1}`;
const inLine = (text: string): string => escaped(clean(text).replace(/\s+/g, ' ').trim());

const paragraphs = (text: string | undefined, look: string): string[] =>
  clean(text ?? '')
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => `<p class="${look}">${escaped(paragraph.trim())}</p>`);

function htmlOfSection({ title, prose, frame }: Section, i: number, pictures: 'pixels' | 'characters'): string {
  const name = clean(title).replace(/\s+/g, ' ').trim();
  return [
    `<section aria-labelledby="${idOf(i)}">`,
    `<h2 id="${idOf(i)}">${inLine(title)}</h2>`,
    ...paragraphs(prose, 'prose'),
    ...(frame ? [htmlOfFrame(safeFrame(frame, true), { name, level: 3, pictures })] : []),
    '</section>',
  ].join('\n');
}
