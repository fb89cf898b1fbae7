/** A page as blocks of text, such as paragraphs, cells and items of lists, each with what it is made of; and where it leads.
 *  Read next: main-text.ts */
import { tokensOf } from './html.ts';

export interface Block {
  /** Plain words on one line, without anything that could command a terminal. */
  readonly text: string;
  /** Share of its signs that stand in links, from 0 to 1. */
  readonly links: number;
}

export interface Page {
  readonly blocks: readonly Block[];
  /** Where links lead, as they are written. */
  readonly hrefs: readonly string[];
  /** What the page says of its licence in its head or in a link. */
  readonly licence: string;
}

/** Elements that stand within a line; all others begin and end a block. */
const inline = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Read a page. Two line breaks in a row part blocks as a paragraph does. */
export function readPage(html: string): Page {
  const blocks: Block[] = [];
  const hrefs: string[] = [];
  const licences: string[] = [];
  let [text, linked, depth, breaks] = ['', 0, 0, 0];
  const flush = (): void => {
    const plain = plainText(text);
    if (plain !== '') blocks.push({ text: plain, links: Math.min(1, linked / Math.max(1, text.trim().length)) });
    [text, linked] = ['', 0];
  };
  for (const token of tokensOf(html)) {
    if (token.kind === 'text') {
      // Blanks between two line breaks are nothing.
      if (/\S/.test(token.text)) breaks = 0;
      text += token.text;
      if (depth > 0) linked += token.text.length;
      continue;
    }
    const { name } = token;
    if (token.kind === 'open') {
      const { attributes } = token;
      const rel = attributes.get('rel')?.toLowerCase();
      if (name === 'a' && attributes.has('href')) hrefs.push(attributes.get('href')!);
      if (name === 'meta' && /^licen[cs]e$/i.test(attributes.get('name') ?? ''))
        licences.push(attributes.get('content') ?? '');
      if (rel === 'license') licences.push(`${attributes.get('title') ?? ''} ${attributes.get('href') ?? ''}`);
    }
    if (name === 'a') depth = token.kind === 'open' ? 1 : 0;
    else if (name === 'br') {
      text += ' ';
      breaks++;
      if (breaks === 2) flush();
    } else if (!inline.has(name)) {
      flush();
      // Whoever forgot to close a link did not mean the rest of the page.
      depth = 0;
    }
  }
  flush();
  return { blocks, hrefs, licence: licences.join(' ') };
}

/** Codes that command a terminal; controls; what is invisible or turns the direction of writing; halves of a pair. */
const unwanted = new RegExp(
  [
    '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?',
    '\\x1b[\\]PX^_][^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?',
    '\\x1b.?',
    '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufff9-\\ufffb]',
    '\\p{Default_Ignorable_Code_Point}',
    '\\p{Cs}',
  ].join('|'),
  'gu',
);

const plainText = (text: string): string => text.replace(unwanted, '').replace(/\s+/g, ' ').trim();
