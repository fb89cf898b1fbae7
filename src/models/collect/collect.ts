/** From a web to documents: crawl, take what may be taken, find the text, drop what is in another language, badly written or there
 *  already, take out personal data, and hold some out. Each page gets a fate, and a trail of reasons.
 *  It sees what a crawler sees, and never the truth about a page; that is for report.ts.
 *  Left out: judging whether what is written is true: nothing on a page tells. Read first: crawl.ts, main-text.ts, near-copies.ts */
import type { Answer, Personal } from '../../data/toyland/web/page.ts';
import { Random } from '../../nn/random.ts';
import { type CrawlOptions, crawl, type Fetched, type Progress } from './crawl.ts';
import { LanguageFilter } from './language.ts';
import { type LicenceRule, mayTake, statedIn } from './licence.ts';
import { MainText } from './main-text.ts';
import { MinHash, shingles } from './minhash.ts';
import { NearCopies } from './near-copies.ts';
import { removePersonal } from './personal-data.ts';
import { qualityProblem } from './quality.ts';
import { heldOut } from './split.ts';

export interface CollectOptions extends CrawlOptions {
  readonly licence: LicenceRule;
  /** Keep the main text; else all words of a page. */
  readonly mainText: boolean;
  readonly language: boolean;
  readonly quality: boolean;
  readonly exactCopies: boolean;
  readonly nearCopies: boolean;
  /** Likeness from which on two texts are near copies. */
  readonly threshold: number;
  /** Words of a shingle. */
  readonly shingle: number;
  readonly personal: boolean;
  /** Share of the documents that is held out. */
  readonly heldOut: number;
  readonly seed: number;
}

export const usual: CollectOptions = {
  robots: true,
  depth: 6,
  perHost: 150,
  licence: 'free',
  mainText: true,
  language: true,
  quality: true,
  exactCopies: true,
  nearCopies: true,
  threshold: 0.6,
  shingle: 3,
  personal: true,
  heldOut: 0.05,
  seed: 1,
};

/** Where a page ends up, in the order in which it is asked. */
export const fates = [
  'licence',
  'no-text',
  'language',
  'quality',
  'exact-copy',
  'near-copy',
  'train',
  'held-out',
] as const;
export type Fate = (typeof fates)[number];

export interface Document {
  readonly url: string;
  /** What is left of the page: of a dropped one what it was dropped with. */
  readonly text: string;
  readonly fate: Fate;
  /** Everything that was decided about it. */
  readonly trail: readonly string[];
  /** The page that it is a copy of, if it was dropped as one. */
  readonly copyOf?: string;
  readonly removed: readonly Personal[];
}

export interface Collection {
  readonly documents: readonly Document[];
  readonly crawl: Progress;
}

/** What is told on the way. */
export type Step =
  | { readonly kind: 'crawl'; readonly progress: Progress }
  | { readonly kind: 'sort'; readonly document: Document; readonly of: number };

/** Sentences of both languages, to learn the difference from. */
export interface Samples {
  readonly ours: readonly string[];
  readonly other: readonly string[];
}

/** Collect from a web, step by step. */
export function* collect(
  get: (url: string) => Answer,
  start: string,
  samples: Samples,
  options: CollectOptions,
): Generator<Step, Collection> {
  let progress: Progress = { turn: 0, fetched: 0, waiting: 0, hosts: 0, forbidden: 0, beyond: 0, missing: 0 };
  const crawling = crawl(get, start, options);
  let pages: Fetched[];
  for (;;) {
    const { value, done } = crawling.next();
    if (done) {
      pages = value;
      break;
    }
    progress = value;
    yield { kind: 'crawl', progress };
  }
  const sieve = new Sieve(pages, samples, options);
  const documents: Document[] = [];
  for (const page of pages) {
    const document = sieve.sort(page);
    documents.push(document);
    yield { kind: 'sort', document, of: pages.length };
  }
  return { documents: sieve.split(documents), crawl: progress };
}

/** Asks of page after page whether it is wanted. */
class Sieve {
  private readonly mainText = new MainText();
  private readonly languages: LanguageFilter;
  private readonly minHash: MinHash;
  private readonly nearCopies: NearCopies;
  private readonly random: Random;
  /** By text: its address. */
  private readonly texts = new Map<string, string>();
  /** Address and place in `nearCopies` of every text that was compared. */
  private readonly compared: string[] = [];

  constructor(
    pages: readonly Fetched[],
    samples: Samples,
    private readonly options: CollectOptions,
  ) {
    for (const { host, page } of pages) this.mainText.count(host, page.blocks);
    this.languages = new LanguageFilter(samples.ours, samples.other);
    this.random = new Random(options.seed);
    this.minHash = new MinHash(this.random);
    this.nearCopies = new NearCopies(options.threshold);
  }

  // #region sieve
  sort({ url, host, turn, depth, page }: Fetched): Document {
    const { options } = this;
    const trail = [`fetched in turn ${turn}, ${depth} links from the start`];
    const all = page.blocks.map(({ text }) => text).join('\n');
    const end = (fate: Fate, why: string, text: string, more?: Partial<Document>): Document => ({
      ...{ url, text, fate, trail: [...trail, why], removed: [] },
      ...more,
    });

    const stated = statedIn(`${page.licence} ${all}`);
    if (!mayTake(stated, options.licence)) return end('licence', `licence: ${stated}`, all);
    trail.push(`licence: ${stated}`);

    const { kept, repeated, links, phrases } = this.mainText.of(host, page.blocks);
    let blocks = options.mainText ? kept : page.blocks.map(({ text }) => text);
    if (options.mainText) trail.push(`cut: ${repeated} repeated, ${links} of links, ${phrases} without a full stop`);
    if (blocks.length === 0) return end('no-text', 'nothing is left', all);

    if (options.language) {
      const ours = blocks.filter((block) => this.languages.isOurs(block));
      if (ours.join('').length < blocks.join('').length / 3)
        return end('language', 'another language', blocks.join('\n'));
      if (ours.length < blocks.length) trail.push(`cut: ${blocks.length - ours.length} in another language`);
      blocks = ours;
    }
    const text = blocks.join('\n');
    const problem = options.quality ? qualityProblem(text) : undefined;
    if (problem) return end('quality', problem, text);

    const same = this.texts.get(text);
    if (same === undefined) this.texts.set(text, url);
    else if (options.exactCopies) return end('exact-copy', `the same as ${same}`, text, { copyOf: same });

    const near = this.nearCopies.add(this.minHash.signature(shingles(text, options.shingle)));
    this.compared.push(url);
    if (near && options.nearCopies) {
      const copyOf = this.compared[near.of];
      return end('near-copy', `${Math.round(near.likeness * 100)} % like ${copyOf}`, text, { copyOf });
    }
    if (!options.personal) return end('train', 'kept', text);
    const { text: clean, removed } = removePersonal(text);
    if (removed.length > 0) trail.push(`personal data: ${removed.length} removed`);
    return end('train', 'kept', clean, { removed });
  }
  // #endregion

  /** The documents, some of those that were kept held out: near copies always together, also where they were not dropped. */
  split(documents: readonly Document[]): Document[] {
    const places = new Map(this.compared.map((url, place) => [url, place]));
    const kept = documents.filter(({ fate }) => fate === 'train');
    const groups = kept.map(({ url }) => this.nearCopies.groupOf(places.get(url)!));
    const out = heldOut(groups, this.options.heldOut, this.random);
    const held = new Set(kept.filter((_, at) => out[at]));
    return documents.map((document) =>
      held.has(document) ? { ...document, fate: 'held-out', trail: [...document.trail, 'held out'] } : document,
    );
  }
}
