/** The crawler: from one address along links to all others, as far as rules and patience go. Addresses wait in a row for each
 *  host; each turn one of them is fetched, and no host is asked again before some turns have passed. A program that makes pages
 *  without end is left by limits: so far from the start, so many pages of a host.
 *  Left out: many fetches at once, servers that fail, pages that change, cookies.
 *  Paper: Brin & Page 1998, section 4.3; Heydon & Najork 1999 (Mercator). Read first: robots.ts. Read next: blocks.ts */
import type { Answer } from '../../data/toyland/web/page.ts';
import { type Page, readPage } from './blocks.ts';
import { allowed, type Robots, readRobots } from './robots.ts';

/** The name by which robots.txt knows us. */
const agent = 'toybot';

export interface CrawlOptions {
  /** Keep to robots.txt. */
  readonly robots: boolean;
  /** Links from the start to a page, at most. */
  readonly depth: number;
  /** Pages of one host, at most. */
  readonly perHost: number;
}

export interface Fetched {
  readonly url: string;
  readonly host: string;
  readonly turn: number;
  readonly depth: number;
  readonly page: Page;
}

/** How far the crawler is. */
export interface Progress {
  readonly turn: number;
  readonly fetched: number;
  /** Known, not yet fetched. */
  readonly waiting: number;
  readonly hosts: number;
  /** Not fetched, for robots.txt forbids it. */
  readonly forbidden: number;
  /** Not fetched, for they are too far or too many. */
  readonly beyond: number;
  /** There was nothing. */
  readonly missing: number;
  /** What was asked for in this turn; none while every host has to be left in peace. */
  readonly url?: string;
}

interface Waiting {
  readonly url: URL;
  readonly depth: number;
}

interface Host {
  readonly name: string;
  readonly queue: Waiting[];
  robots?: Robots;
  /** Turn from which on it may be asked again. */
  free: number;
  /** Addresses taken up so far. */
  taken: number;
}

/** Turns between two pages of a host that does not say how many. */
const usualDelay = 2;
/** Longest address: programs that make pages also make addresses. */
const longestUrl = 200;

/** Fetch everything that can be reached. Says after each turn how far it is. */
export function* crawl(
  get: (url: string) => Answer,
  start: string,
  options: CrawlOptions,
): Generator<Progress, Fetched[]> {
  const pages: Fetched[] = [];
  const hosts = new Map<string, Host>();
  const known = new Set<string>();
  const count = { waiting: 0, forbidden: 0, beyond: 0, missing: 0 };

  const takeUp = (href: string, base: string, depth: number): void => {
    const url = addressOf(href, base);
    if (!url || known.has(url.href)) return;
    known.add(url.href);
    let host = hosts.get(url.host);
    if (!host) hosts.set(url.host, (host = { name: url.host, queue: [], free: 0, taken: 0 }));
    if (depth > options.depth || host.taken >= options.perHost) {
      count.beyond++;
      return;
    }
    host.taken++;
    host.queue.push({ url, depth });
    count.waiting++;
  };

  // #region turns
  takeUp(start, start, 0);
  let turn = 0;
  const report = (url?: string): Progress => ({ turn, fetched: pages.length, hosts: hosts.size, ...count, url });
  while (count.waiting > 0) {
    turn++;
    const host = nextHost(hosts, turn);
    if (!host) {
      yield report();
      continue;
    }
    host.free = turn + Math.max(usualDelay, host.robots?.delay ?? 0);
    if (!host.robots) {
      const url = `http://${host.name}/robots.txt`;
      const { status, body } = options.robots ? get(url) : { status: 404, body: '' };
      host.robots = readRobots(status === 200 ? body : '', agent);
      yield report(url);
      continue;
    }
    const { url, depth } = host.queue.shift()!;
    count.waiting--;
    if (!allowed(host.robots, url.pathname + url.search)) {
      host.free = turn; // nobody was disturbed
      count.forbidden++;
      continue;
    }
    const answer = get(url.href);
    if (answer.status === 404) count.missing++;
    // No address is asked twice, so a circle of redirections ends.
    else if (answer.status === 301) takeUp(answer.location ?? '', url.href, depth);
    else if (answer.type === 'text/html') {
      const page = readPage(answer.body);
      pages.push({ url: url.href, host: host.name, turn, depth, page });
      for (const href of page.hrefs) takeUp(href, url.href, depth + 1);
    }
    yield report(url.href);
  }
  // #endregion
  yield report();
  return pages;
}

/** Of the hosts with something to fetch that may be asked now, the one that waits longest. */
function nextHost(hosts: ReadonlyMap<string, Host>, turn: number): Host | undefined {
  let next: Host | undefined;
  for (const host of hosts.values()) {
    if (host.queue.length > 0 && host.free <= turn && (!next || host.free < next.free)) next = host;
  }
  return next;
}

/** The whole address of a link, without the place on the page; none when it leads to no page. */
function addressOf(href: string, base: string): URL | undefined {
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  url.hash = '';
  return url.protocol === 'http:' && url.href.length <= longestUrl ? url : undefined;
}
