/** A collection beside the truth: what was rightly kept and dropped, what went through, what was lost. Only we can say so, for the
 *  web of Toyland was made by us; whoever collects from a real one looks at samples.
 *  Read first: collect.ts, ../../data/toyland/web/page.ts */
import type { Personal, Truth, Web } from '../../data/toyland/web/page.ts';
import { factsBySentence } from '../../data/toyland/web/tellings.ts';
import type { World } from '../../data/toyland/world.ts';
import { Random } from '../../nn/random.ts';
import { type Collection, type CollectOptions, type Document, type Fate, fates } from './collect.ts';
import { jaccard, shingles } from './minhash.ts';
import { heldOut } from './split.ts';

/** Of what a filter should have found. */
export interface Found {
  /** Rightly, wrongly, and not at all. */
  readonly found: number;
  readonly wrongly: number;
  readonly missed: number;
}

export interface Report {
  readonly pages: Readonly<Record<Fate, number>>;
  readonly words: number;
  /** Texts fetched that one would want, each with its copies counted once; and how many were kept. */
  readonly wanted: { readonly texts: number; readonly kept: number };
  /** Kept pages by what nobody wanted: junk, pages that are not free, pages that say how to do harm. */
  readonly through: { readonly junk: number; readonly notFree: number; readonly harmful: number };
  readonly copies: Found;
  readonly personal: Found;
  /** Sentences that are false, and the pages on which they stand. */
  readonly wrong: { readonly sentences: number; readonly pages: number };
  /** Held-out documents with a near copy among the others: as it was split, and as a split by lot would have it. */
  readonly leaks: { readonly split: number; readonly byLot: number };
  /** Facts about people told in what is trained on, in how many ways on average; and of those held out, how many are trained on too,
   *  in other words. */
  readonly facts: { readonly trained: number; readonly ways: number; readonly heldOut: number; readonly both: number };
}

const wantedKinds = new Set(['article', 'rumour', 'mixed']);

export function reportOn({ documents }: Collection, web: Web, world: World, options: CollectOptions): Report {
  const truthOf = (url: string): Truth => web.truth.get(url) ?? web.trap;
  /** Copies of one page have the same root; so have all pages of the trap. */
  const rootOf = (url: string): string => {
    const truth = truthOf(url);
    if (truth === web.trap) return 'trap';
    return truth.copyOf ? rootOf(truth.copyOf) : url;
  };
  const kept = documents.filter(isKept);
  const of = (fate: Fate): Document[] => documents.filter((document) => document.fate === fate);
  const truths = kept.map(({ url }) => truthOf(url));
  const isWanted = ({ kind, licence }: Truth): boolean => wantedKinds.has(kind) && licence === 'free';
  const rootsOf = (some: readonly Document[]): Set<string> =>
    new Set(
      some
        .map(({ url }) => url)
        .filter((url) => isWanted(truthOf(url)))
        .map(rootOf),
    );
  const wrong = kept.map(({ url, text }) => truthOf(url).wrong.filter((sentence) => text.includes(sentence.slice(1))));
  return {
    pages: Object.fromEntries(fates.map((fate) => [fate, of(fate).length])) as Record<Fate, number>,
    words: kept.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0),
    wanted: { texts: rootsOf(documents).size, kept: rootsOf(kept).size },
    through: {
      junk: truths.filter(({ kind }) => !wantedKinds.has(kind)).length,
      notFree: truths.filter(({ licence, kind }) => licence !== 'free' && wantedKinds.has(kind)).length,
      harmful: truths.filter(({ harmful }) => harmful).length,
    },
    copies: copiesFound(documents, rootOf),
    personal: personalFound(kept, truthOf),
    wrong: { sentences: wrong.flat().length, pages: wrong.filter(({ length }) => length > 0).length },
    leaks: leaksOf(kept, options),
    facts: factsTold(of('train'), of('held-out'), world),
  };
}

const isKept = ({ fate }: Document): boolean => fate === 'train' || fate === 'held-out';

// #region copies
/** Of the pages that came as far as being compared: dropped although nothing like it was there is wrong, kept although its like was
 *  there is missed. */
function copiesFound(documents: readonly Document[], rootOf: (url: string) => string): Found {
  const seen = new Set<string>();
  const counts = { found: 0, wrongly: 0, missed: 0 };
  for (const document of documents) {
    const dropped = document.fate === 'exact-copy' || document.fate === 'near-copy';
    if (!dropped && !isKept(document)) continue;
    const root = rootOf(document.url);
    const copy = seen.has(root);
    seen.add(root);
    if (dropped) counts[copy ? 'found' : 'wrongly']++;
    else if (copy) counts.missed++;
  }
  return counts;
}
// #endregion

function personalFound(kept: readonly Document[], truthOf: (url: string) => Truth): Found {
  const counts = { found: 0, wrongly: 0, missed: 0 };
  for (const { url, text, removed } of kept) {
    const true_: readonly Personal[] = truthOf(url).personal;
    counts.missed += true_.filter((one) => text.includes(one.text)).length;
    for (const one of removed) counts[true_.some(({ text }) => text === one.text) ? 'found' : 'wrongly']++;
  }
  return counts;
}

/** Counted by the true likeness of every pair, so that it does not depend on what the collection found. */
function leaksOf(
  kept: readonly Document[],
  { threshold, shingle, heldOut: share, seed }: CollectOptions,
): Report['leaks'] {
  const sets = kept.map(({ text }) => shingles(text, shingle));
  const leaks = (out: readonly boolean[]): number =>
    sets.filter((set, at) => out[at] && sets.some((other, i) => !out[i] && jaccard(set, other) >= threshold)).length;
  const lot = heldOut([...kept.keys()], share, new Random(seed));
  return { split: leaks(kept.map(({ fate }) => fate === 'held-out')), byLot: leaks(lot) };
}

function factsTold(train: readonly Document[], out: readonly Document[], world: World): Report['facts'] {
  const facts = factsBySentence(world);
  const told = (documents: readonly Document[]): Map<string, Set<string>> => {
    const ways = new Map<string, Set<string>>();
    for (const sentence of documents.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/))) {
      const fact = facts.get(sentence);
      if (fact) ways.set(fact, (ways.get(fact) ?? new Set()).add(sentence));
    }
    return ways;
  };
  const trained = told(train);
  const held = [...told(out).keys()];
  const ways = [...trained.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    trained: trained.size,
    ways: ways / Math.max(1, trained.size),
    heldOut: held.length,
    both: held.filter((fact) => trained.has(fact)).length,
  };
}
