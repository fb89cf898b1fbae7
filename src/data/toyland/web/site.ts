/** Sites and their pages as HTML: each host in one of four styles, from tidy to hardly legal, with everything around the text
 *  that a reader skips: navigation, cookie notes, advertising, footers, scripts.
 *  Read next: ../web.ts, which says what stands on them */
import type { Random } from '../../../nn/random.ts';
import type { Licence } from './page.ts';

export interface Site {
  /** "news.example": the ending is kept for examples, nobody can own it. */
  readonly host: string;
  readonly title: string;
  /** 0 tidy, 1 tables of old, 2 boxes and scripts, 3 careless. */
  readonly style: number;
  /** What its pages say of their licence. */
  readonly states: Licence;
}

/** A link: its words and where it leads. */
export type Link = readonly [words: string, url: string];

export interface Content {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly links?: readonly Link[];
}

const notices: Record<Licence, string> = {
  free: 'Free to copy and to use for everybody.',
  'non-commercial': 'You may copy this for non-commercial use.',
  reserved: 'All rights reserved.',
  unstated: '',
};

const cookies = [
  'We use cookies to make this page better. If you go on reading you agree.',
  'This site bakes cookies. Accept all cookies or choose your cookies.',
  'Your privacy is important to us. Please accept our cookies.',
];

const adverts = [
  'Buy fresh gingerbread from Kettle and Sons today!',
  'The best lanterns of the land, now for half the price.',
  'Lose no time: order a copper pot and get a spoon for free!',
  'Sleep better on a feather bed. Ask for our list of prices.',
  'You will not believe what this clockmaker found in an old clock.',
  'Subscribe to our letter and never miss a word.',
];

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const anchor = ([words, url]: Link): string => `<a href="${url}">${escaped(words)}</a>`;

/** A page of a site, with all that stands around it. */
export function htmlOf(site: Site, content: Content, menu: readonly Link[], random: Random): string {
  const advert = random.pick(adverts);
  return styles[site.style % styles.length](site, content, menu, advert, random);
}

type Style = (site: Site, content: Content, menu: readonly Link[], advert: string, random: Random) => string;

const foot = ({ title, states }: Site): string => `${title}, since the year of the owl. ${notices[states]}`.trim();

const tidy: Style = (site, { title, paragraphs, links = [] }, menu, advert) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)} | ${escaped(site.title)}</title>
${site.states === 'unstated' ? '' : `<meta name="license" content="${notices[site.states]}">`}
<style>body { font: 16px serif } nav a { color: green }</style></head>
<body>
<div class="note" role="dialog"><p>${cookies[0]}</p><button>I agree</button></div>
<header><a href="/">${escaped(site.title)}</a>
<nav><ul>${menu.map((link) => `<li>${anchor(link)}</li>`).join('')}<li><a href="/login">Log in</a></li></ul></nav></header>
<main><h1>${escaped(title)}</h1>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
${links.length > 0 ? `<h2>See also</h2>\n<ul>${links.map((link) => `<li>${anchor(link)}</li>`).join('\n')}</ul>` : ''}
</main>
<aside><h2>From our friends</h2><p>${advert}</p></aside>
<footer><p>${foot(site)}</p></footer>
</body></html>
`;

const tables: Style = (site, { title, paragraphs, links = [] }, menu, advert) => `<HTML><HEAD>
<TITLE>${escaped(site.title)}: ${escaped(title)}</TITLE></HEAD>
<BODY BGCOLOR=#ffffee TEXT=black>
<TABLE WIDTH="100%" BORDER=0><TR><TD COLSPAN=2><FONT SIZE=5 COLOR=navy>${escaped(site.title)}</FONT></TD></TR>
<TR><TD WIDTH=120 VALIGN=top>${menu.map(([words, url]) => `<A HREF=${url}>${escaped(words)}</A><BR>`).join('\n')}
<HR><FONT SIZE=1>${advert}</FONT></TD>
<TD><CENTER><B>${escaped(title)}</B></CENTER><BR>
${paragraphs.map(escaped).join('\n<BR><BR>\n')}
<BR><BR>${links.map(([words, url]) => `[<A HREF='${url}'>${escaped(words)}</A>]`).join(' ')}
</TD></TR></TABLE>
<HR><CENTER><FONT SIZE=1>You are visitor number 00481516. Best seen with the Lantern browser.<BR>
${foot(site)}</FONT></CENTER>
</BODY></HTML>
`;

const boxes: Style = (site, { title, paragraphs, links = [] }, menu, advert, random) => `<!DOCTYPE html>
<html><head><title>${escaped(title)}</title>
<script>var page = { text: "<p>This is no text.</p>", visits: ${random.below(9000)} }; if (1 < 2) { count("</div>"); }</script>
${site.states === 'unstated' ? '' : `<link rel="license" href="/licence" title="${notices[site.states]}">`}
</head><body><div id="root"><div class="top"><div class="brand"><a href="/">${escaped(site.title)}</a></div>
<div class="bar">${menu.map((link) => `<span>${anchor(link)}</span>`).join(' | ')}</div></div>
<!-- <p>An old version of this page said something else.</p> -->
<div class="column wide"><div class="card"><h3>${escaped(title)}</h3>
${paragraphs.map((text) => `<div class="t">${emphasised(escaped(text), random)}</div>`).join('\n<div class="gap"></div>\n')}
</div></div>
<div class="column"><div class="ad"><img src="/ad.png" alt="An advertisement"> ${advert}</div>
<div class="more">${links.map((link) => `<div>${anchor(link)}</div>`).join('')}</div>
<div class="share">Share this page <a href="#">here</a> <a href="#">there</a></div></div>
<div class="cookie">${cookies[1]}</div>
<div class="end">${foot(site)}</div></div>
<noscript>Please switch on scripts.</noscript></body></html>
`;

const careless: Style = (
  site,
  { title, paragraphs, links = [] },
  menu,
  advert,
  random,
) => `<title>${escaped(title)}</title>
<h1>${escaped(title)}
<p>${menu.map(anchor).join('&nbsp;&middot;&nbsp;')}
${paragraphs.map((text) => `<p>${odd(escaped(text), random)}`).join('\n')}
</b>${links.length > 0 ? `\n<ul>${links.map((link) => `<li>${anchor(link)}`).join('\n')}</ul>` : ''}
<p><i>${advert}</i>
<hr><p>${cookies[2]} &copy; ${foot(site)}
`;

const styles: readonly Style[] = [tidy, tables, boxes, careless];

/** A word in bold here and there, which cuts the text into pieces. */
const emphasised = (text: string, random: Random): string =>
  text.replace(/\b[a-z]{5,}\b/g, (word) => (random.below(12) === 0 ? `<b>${word}</b>` : word));

/** Signs as numbers, line ends anywhere, and now and then what has no place on a page: codes that command a terminal, halves of
 *  an encoding. */
function odd(text: string, random: Random): string {
  return text.replace(/ /g, () => {
    const u = random.below(160);
    if (u < 8) return '\r\n   ';
    if (u < 12) return '&#32;';
    if (u === 12) return ' \x1b[1m';
    if (u === 13) return '&#x1b;[31m ';
    if (u === 14) return ' \x00';
    return u === 15 ? ' &zwj;' : ' ';
  });
}
