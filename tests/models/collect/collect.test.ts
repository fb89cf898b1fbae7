/** The whole collection of Toyland: manners on the way, and what came of it against the truth, counted here once more. */
import { describe, expect, it } from 'vitest';
import { makeWeb } from '../../../src/data/toyland/web.ts';
import { makeWorld } from '../../../src/data/toyland.ts';
import { fates, usual } from '../../../src/models/collect/collect.ts';
import { type CrawlOptions, crawl, type Fetched, type Progress } from '../../../src/models/collect/crawl.ts';
import { gather } from '../../../src/models/collect/toyland.ts';
import { clean } from '../../../src/render/clean.ts';

const world = makeWorld(1);
const webs = [1, 2].map((seed) => makeWeb(world, seed));
const [web] = webs;
const usuals = webs.map((web, at) => gather(world, web, { seed: at + 1 }));
const [gathered] = usuals;

/** A crawl alone, with everything that was asked for. */
function crawled(options: Partial<CrawlOptions>): { asked: string[]; turns: Progress[]; pages: Fetched[] } {
  const asked: string[] = [];
  const get = (url: string) => {
    asked.push(url);
    return web.get(url);
  };
  const turns: Progress[] = [];
  const steps = crawl(get, web.start, { ...usual, ...options });
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { asked, turns, pages: value };
    turns.push(value);
  }
}

describe('the crawler', () => {
  const { asked, turns } = crawled({});
  const forbidden =
    /lantern\.example\/archive|diaries\.example\/secret\/(?!1$)|private\.example\/(?!robots\.txt)|toyland\.example\/login/;

  it('asks for nothing that robots.txt forbids, and for everything else but once', () => {
    expect(asked.filter((url) => forbidden.test(url))).toEqual([]);
    expect(asked).toContain('http://diaries.example/secret/1');
    expect(new Set(asked).size).toBe(asked.length);
    const missed = [...web.truth.keys()].filter((url) => !forbidden.test(url) && !asked.includes(url));
    expect(missed).toEqual([]);
    const rude = crawled({ robots: false }).asked;
    expect(rude.filter((url) => forbidden.test(url)).length).toBeGreaterThan(60);
    expect(rude.filter((url) => url.endsWith('/robots.txt'))).toEqual([]);
  });

  it('asks for robots.txt of a host before anything else, and leaves it in peace between two pages', () => {
    const last = new Map<string, number>();
    for (const { url, turn } of turns) {
      if (!url) continue;
      const { host, pathname } = new URL(url);
      if (!last.has(host)) expect(pathname).toBe('/robots.txt');
      else
        expect(turn - last.get(host)!).toBeGreaterThanOrEqual(host === 'lantern.example' && pathname !== '/' ? 3 : 2);
      last.set(host, turn);
    }
    expect(last.size).toBeGreaterThan(35);
  });

  it('gets out of the calendar and the circle, and ends', () => {
    const ofTrap = asked.filter((url) => url.includes('calendar.example'));
    expect(ofTrap.length).toBeGreaterThan(5);
    expect(ofTrap.length).toBeLessThan(60);
    expect(asked.filter((url) => /old\.example\/[ab]/.test(url))).toHaveLength(2);
    expect(turns.at(-1)!.waiting).toBe(0);
    expect(turns.at(-1)!.beyond).toBeGreaterThan(0);
    const few = crawled({ perHost: 5 }).pages;
    expect(few.filter(({ host }) => host === 'people.example')).toHaveLength(5);
    expect(Math.max(...crawled({ depth: 2 }).pages.map(({ depth }) => depth))).toBe(2);
  });
});

describe.each(usuals.map((gathered, at) => [at + 1, gathered, webs[at]] as const))(
  'collection %i',
  (_, gathered, web) => {
    const { train, heldOut, documents, report } = gathered;
    const kept = documents.filter(({ fate }) => fate === 'train' || fate === 'held-out');

    it('is about eighty thousand tokens of clean text that tell every fact in eight ways', () => {
      const text = [...train, ...heldOut].join('\n');
      const tokens = text.match(/[\w<>]+|[^\s\w]/g)!.length;
      expect(tokens).toBeGreaterThan(60_000);
      expect(tokens).toBeLessThan(90_000);
      expect(report.facts.trained).toBe(96 * 7);
      expect(report.facts.ways).toBeGreaterThan(8);
      expect(clean(text)).toBe(text);
      expect(text).not.toMatch(/[^\x20-\x7e\n]/);
      for (const { name } of world.people) {
        // several sentences about one person stand together
        const beside = train.filter((document) => document.split(name).length > 5);
        expect(beside.length).toBeGreaterThan(4);
      }
    });

    it('has no personal data of a known form left', () => {
      const text = [...train, ...heldOut].join('\n');
      expect(text.match(/\S+@\S+|\d[\d -]{5,}\d|\d+ [A-Z]\w+ (Street|Lane|Road|Square)/g)).toBeNull();
      expect(text).toMatch(/<phone>/);
      const hidden = kept.flatMap(({ url, text }) =>
        (web.truth.get(url) ?? web.trap).personal.filter((one) => text.includes(one.text)),
      );
      expect(hidden.length).toBe(report.personal.missed);
      for (const { text } of hidden) expect(text).toMatch(/ dot example$|^[a-z]+( [a-z]+){5}$/);
      expect(report.personal.found).toBeGreaterThan(15);
    });

    it('leaks nothing: no held-out text is like one that is learned', () => {
      const words = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g)!;
      const runs = (text: string): Set<string> =>
        new Set(words(text).map((_, at, all) => all.slice(at, at + 3).join(' ')));
      const learned = train.map(runs);
      expect(heldOut.length).toBeGreaterThan(15);
      for (const text of heldOut) {
        const own = runs(text);
        for (const other of learned) {
          const both = [...own].filter((run) => other.has(run)).length;
          expect(both / (own.size + other.size - both)).toBeLessThan(usual.threshold);
        }
      }
      expect(report.leaks.split).toBe(0);
    });

    it('counts every page once, each with its reasons', () => {
      expect(fates.reduce((sum, fate) => sum + report.pages[fate], 0)).toBe(documents.length);
      expect(report.pages.train).toBe(train.length);
      for (const { trail } of documents) expect(trail.length).toBeGreaterThan(1);
      const wanted = documents.filter(({ url, fate }) => fate === 'quality' && web.truth.get(url)?.kind === 'article');
      expect(wanted.map(({ url }) => url)).toEqual([]);
    });

    it('says what went through: rumours stay, for nothing on a page tells that they are false', () => {
      const wrong = kept.flatMap(({ url, text }) =>
        (web.truth.get(url)?.wrong ?? []).filter((sentence) => text.toLowerCase().includes(sentence.toLowerCase())),
      );
      expect(wrong.length).toBe(report.wrong.sentences);
      expect(wrong.length).toBeGreaterThan(30);
      expect(report.through.notFree).toBeGreaterThan(0);
      expect(report.through.notFree).toBeLessThanOrEqual(8);
      expect(report.wanted.texts - report.wanted.kept).toBeLessThan(3);
    });

    it('finds nearly all copies, and takes hardly anything for one that is none', () => {
      const { found, wrongly, missed } = report.copies;
      expect(found / (found + wrongly)).toBeGreaterThan(0.97);
      expect(found / (found + missed)).toBeGreaterThan(0.8);
      const exact = documents.filter(({ fate }) => fate === 'exact-copy');
      const byUrl = new Map(documents.map((document) => [document.url, document]));
      // the text before personal data was removed
      for (const { text, copyOf } of exact) {
        const original = byUrl.get(copyOf!)!;
        expect(original.removed.length > 0 || original.text === text).toBe(true);
      }
    });
  },
);

describe('a filter that is off', () => {
  it.each([
    [{ licence: 'any', personal: false }, ['through.notFree', 'personal.missed']],
    [{ mainText: false }, ['through.junk', 'personal.wrongly']],
    [{ language: false, quality: false }, ['through.junk']],
    [{ nearCopies: false, exactCopies: false }, ['copies.missed', 'leaks.byLot']],
  ] as const)('%j: more of what it was there for comes in, but nothing leaks', (options, more) => {
    const { report } = gather(world, web, options);
    for (const item of more) {
      const [group, name] = item.split('.');
      const count = (report: object): number => (report as Record<string, Record<string, number>>)[group][name];
      expect(`${item} ${count(report) > count(gathered.report)}`).toBe(`${item} true`);
    }
    expect(report.leaks.split).toBe(0);
  });
});

it('is the same for the same seed', () => expect(gather(world, web, { seed: 1 })).toEqual(gathered));
