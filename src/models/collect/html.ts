/** HTML into tags and text, as far as a reader of text needs it. Whatever comes, something comes out: broken pages are the rule.
 *  Left out: the tree, the hundreds of rules of browsers, most named signs. Standard: html.spec.whatwg.org, 13.2.5.
 *  Read next: blocks.ts */

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

/** Elements whose inside is no text for readers, and in which < begins no tag. */
const raw = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'title', 'iframe']);

/** Tags and text in order.
 *
 *  [...tokensOf('<p>a &lt; b')] → open p, text "a < b" */
export function* tokensOf(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (open > at) yield { kind: 'text', text: decode(html.slice(at, open)) };
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
      continue;
    }
    const letter = /[A-Za-z]/;
    if (/[!?]/.test(html[open + 1] ?? '') || (html[open + 1] === '/' && !letter.test(html[open + 2] ?? ''))) {
      at = after(html, '>', open + 1);
      continue;
    }
    if (html[open + 1] === '/') {
      at = after(html, '>', open + 2);
      yield { kind: 'close', name: nameAt(html, open + 2) };
    } else if (letter.test(html[open + 1] ?? '')) {
      const name = nameAt(html, open + 1);
      const { attributes, end } = attributesAt(html, open + 1 + name.length);
      yield { kind: 'open', name, attributes };
      at = end;
      if (!raw.has(name)) continue;
      // Not by a lower-cased copy: lower case may be longer.
      const close = new RegExp(`</${name}(?=[\\s/>]|$)`, 'gi');
      close.lastIndex = end;
      at = close.exec(html)?.index ?? html.length;
    } else {
      yield { kind: 'text', text: '<' };
      at = open + 1;
    }
  }
  if (at < html.length) yield { kind: 'text', text: decode(html.slice(at)) };
}

/** Behind the next `sign`, or the end. */
function after(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from);
  return found < 0 ? html.length : found + sign.length;
}

function nameAt(html: string, from: number): string {
  let end = from;
  while (end < html.length && !/[\s/>]/.test(html[end])) end++;
  return html.slice(from, end).toLowerCase();
}

/** Name, and the value in either kind of quotes or in none. */
const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;

function attributesAt(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (!found) break;
    at = attribute.lastIndex;
    const name = found[1].toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decode(found[2] ?? found[3] ?? found[4] ?? ''));
  }
  return { attributes, end: after(html, '>', at) };
}

const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  copy: '©',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  zwj: '\u200d',
  shy: '\u00ad',
};

/** `decode('&lt;&#65;')` → `'<A'`; what is no sign stays as it is */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,12})|#[xX]([\da-fA-F]{1,12})|([A-Za-z]{2,8}));?/g, (all, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(signs, name) ? signs[name] : all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}
