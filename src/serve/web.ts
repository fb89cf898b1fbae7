/** The page for whoever stands before a class: `page/index.html` at `/`, the rest of its files beneath `/page/`. They are sent as they
 *  lie there, to be read with the browser's "view source". Read next: ./page/page.js */

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** Scripts and styles in files of this server only, nothing written into the page; requests to this server only; pictures only as
 *  the page itself has them; and no text can become HTML. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** @param files texts by name; index.html is the page */
export const assetsOf = (files: ReadonlyMap<string, string>): Asset[] =>
  Array.from(files, ([name, text]) => ({
    path: name === 'index.html' ? '/' : `/page/${name}`,
    type: types[name.split('.').at(-1)!],
    text,
  }));

/** Where the page is found. The key stands behind the `#`, which a browser sends to nobody. */
export const pageUrl = (url: string, key: string | undefined): string =>
  key === undefined ? `${url}/` : `${url}/#key=${encodeURIComponent(key)}`;
