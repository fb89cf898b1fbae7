/** Puts pages on hosts: each site with a first page, lists of links to the rest, a menu, and rules for robots.
 *  Read next: site.ts */
import type { Random } from '../../../nn/random.ts';
import type { Answer, Truth } from './page.ts';
import { type Content, htmlOf, type Link, type Site } from './site.ts';

export interface PageOf extends Content {
  /** "/ada-frost" */
  readonly path: string;
  /** Where it is no plain article under the licence that the site states. */
  readonly truth?: Partial<Truth>;
}

/** Links on one list. */
const listLength = 30;

export const urlOf = ({ host }: Site, path: string): string => `http://${host}${path}`;

/** "Ada Frost" → "ada-frost" */
export const slug = (text: string): string => text.toLowerCase().replace(/\W+/g, '-');

export class Builder {
  readonly answers = new Map<string, Answer>();
  readonly truth = new Map<string, Truth>();
  /** The page that goes by an address, for those who copy it. */
  readonly contents = new Map<string, Content>();
  readonly sites: Site[] = [];

  constructor(readonly random: Random) {}

  /** A site with these pages; its lists lead to each of them.
   *  @param robots lines of its robots.txt */
  site(site: Site, pages: readonly PageOf[], robots?: string): void {
    this.sites.push(site);
    const links = pages.map(({ title, path }): Link => [title, path]);
    const lists = Array.from({ length: Math.ceil(links.length / listLength) }, (_, at): PageOf => {
      const some = links.slice(at * listLength, (at + 1) * listLength);
      return { path: at === 0 ? '/' : `/list-${at + 1}`, title: 'Contents', paragraphs: [], links: some };
    });
    const further = lists.slice(1).map(({ path }, at): Link => [`Page ${at + 2}`, path]);
    const menu: readonly Link[] = [['Home', '/'], ...further, ['Toyland', 'http://toyland.example/']];
    for (const list of lists) this.add(site, { ...list, truth: { kind: 'list' } }, menu);
    for (const page of pages) this.add(site, page, menu);
    if (robots) this.answers.set(urlOf(site, '/robots.txt'), { status: 200, type: 'text/plain', body: robots });
  }

  private add(site: Site, page: PageOf, menu: readonly Link[]): void {
    const url = urlOf(site, page.path);
    this.answers.set(url, { status: 200, type: 'text/html', body: htmlOf(site, page, menu, this.random) });
    this.contents.set(url, page);
    this.truth.set(url, {
      kind: 'article',
      licence: site.states,
      wrong: [],
      personal: [],
      harmful: false,
      ...page.truth,
    });
  }

  /** The same page by a second address. */
  also(url: string, of: string): void {
    this.answers.set(url, this.answers.get(of)!);
    this.truth.set(url, { ...this.truth.get(of)!, copyOf: of, copy: 'exact' });
  }

  redirect(url: string, location: string): void {
    this.answers.set(url, { status: 301, type: 'text/html', location, body: '' });
  }
}
