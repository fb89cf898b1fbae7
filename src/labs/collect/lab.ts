/** Text for a language model is gathered from a web: crawled, sorted, cleaned, and held against the truth.
 *  Read first: ../../models/collect/collect.ts, ../../data/toyland/web.ts */

import type { Truth, Web } from '../../data/toyland/web/page.ts';
import { type CollectOptions, type Document, fates, usual } from '../../models/collect/collect.ts';
import type { Found, Report } from '../../models/collect/report.ts';
import type { Gathered } from '../../models/collect/toyland.ts';
import { gatheringOf, writeDocuments } from '../../models/pipeline/texts.ts';
import { defineLab } from '../lab.ts';
import type { MadeEvent } from '../stages/params.ts';
import { type Bins, type Event, type Look, type Params, params, type Result, result } from './params.ts';
import { type State, viewState } from './view.ts';

/** Turns and pages between two events. */
const [everyTurns, everyPages] = [12, 15];
/** Signs of a page that are shown. */
const shown = 1200;

export const collectLab = defineLab({
  id: 'collect',
  title: 'Gather text from a web',
  about:
    'A crawler follows links through the web of Toyland, and filters sort what it brings. Switch a filter off and see what ' +
    'comes in. Toyland was made here, so what was rightly kept and what was missed can be counted.',
  params,
  result,
  pace: 60,

  *run(given: Params, { seed }): Generator<Event, Result> {
    const { web, steps } = gatheringOf(seed, optionsOf(given));
    const bins = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<keyof Bins, number>;
    let done = 0;
    for (;;) {
      const { value, done: over } = steps.next();
      if (over) {
        const { report } = value;
        const look = lookFor(value, web, given);
        yield { kind: 'report', bins: report.pages, report, look };
        yield { kind: 'made', files: filesOf(value) };
        return { seed, ...resultOf(value), look };
      }
      if (value.kind === 'crawl') {
        const { turn, waiting } = value.progress;
        if (turn % everyTurns === 0 || waiting === 0) yield value;
        continue;
      }
      const { document, of } = value;
      bins[document.fate]++;
      done++;
      if (done % everyPages === 0 || done === of)
        yield { kind: 'sort', bins: { ...bins }, done, of, look: pictureOf(document) };
    }
  },

  start: (params): State => ({ params }),

  reduce(state, event): State {
    if (event.kind === 'made') return state;
    return event.kind === 'crawl' ? { ...state, crawl: event.progress } : { ...state, sorted: event };
  },

  view: viewState,

  line: (event) => (event.kind === 'report' || event.kind === 'made' ? undefined : lineOf(event)),

  share(event) {
    if (event.kind === 'report' || event.kind === 'made') return 1;
    if (event.kind === 'sort') return 0.5 + event.done / event.of / 2;
    const { fetched, waiting } = event.progress;
    return fetched / Math.max(1, fetched + waiting) / 2;
  },
});

/** What was kept, as text files. */
function filesOf({ train, heldOut }: Gathered): MadeEvent['files'] {
  const bytes = (documents: readonly string[]): Uint8Array => new TextEncoder().encode(writeDocuments(documents));
  return { 'documents.txt': bytes(train), 'held-out.txt': bytes(heldOut) };
}

const optionsOf = (given: Params): Omit<CollectOptions, 'seed'> => ({
  perHost: usual.perHost,
  robots: given.robots,
  depth: given.depth,
  licence: given.licence,
  mainText: given.main_text,
  language: given.language,
  quality: given.quality,
  exactCopies: given.exact_copies,
  nearCopies: given.near_copies,
  threshold: given.threshold,
  shingle: given.shingle,
  personal: given.personal,
  heldOut: given.held_out,
});

const pictureOf = ({ url, fate, trail, text }: Document): Omit<Look, 'truth'> => ({
  url,
  fate,
  trail: [...trail],
  text: text.slice(0, shown),
});

function lookFor({ documents }: Gathered, web: Web, { look, page }: Params): Look | null {
  const all = documents.filter(({ fate }) => fate === look);
  if (all.length === 0) return null;
  const document = all[(page - 1) % all.length];
  return { ...pictureOf(document), truth: truthOf(web.truth.get(document.url) ?? web.trap) };
}

const kinds: Record<Truth['kind'], string> = {
  article: 'a good text',
  list: 'a list of links',
  spam: 'spam',
  stub: 'an empty page',
  foreign: 'in another language',
  mixed: 'half in another language',
  rumour: 'a rumour, partly false',
  trap: 'a page without end',
};
const rights: Record<Truth['licence'], string> = {
  free: 'free to take',
  'non-commercial': 'free, but not to sell',
  reserved: 'not to be taken',
  unstated: 'of an owner who said nothing',
};

function truthOf({ kind, licence, copyOf, copy, harmful }: Truth): string {
  const said = [kinds[kind], rights[licence]];
  if (harmful) said.push('tells how to do harm');
  if (copyOf) said.push(`${copy === 'exact' ? 'a copy' : 'a changed copy'} of ${copyOf}`);
  return said.join(', ');
}

const measured = ({ found, wrongly, missed }: Found) => ({
  found,
  wrongly,
  missed,
  precision: found + wrongly === 0 ? null : found / (found + wrongly),
  recall: found + missed === 0 ? null : found / (found + missed),
});

function resultOf({ crawl, report }: Gathered): Omit<Result, 'seed' | 'look'> {
  const { turn, hosts, fetched, forbidden, beyond, missing } = crawl;
  const { words, wanted, wrong, through, leaks, facts }: Report = report;
  return {
    ...{ turns: turn, hosts, fetched, forbidden, beyond, missing },
    pages: binsOf(report.pages),
    words,
    wanted,
    through: { junk: through.junk, not_free: through.notFree, harmful: through.harmful },
    copies: measured(report.copies),
    personal: measured(report.personal),
    wrong,
    leaks: { split: leaks.split, by_lot: leaks.byLot },
    facts: { trained: facts.trained, ways: facts.ways, held_out: facts.heldOut, both: facts.both },
  };
}

const binsOf = (bins: Bins): Result['pages'] => ({
  licence: bins.licence,
  no_text: bins['no-text'],
  language: bins.language,
  quality: bins.quality,
  exact_copy: bins['exact-copy'],
  near_copy: bins['near-copy'],
  train: bins.train,
  held_out: bins['held-out'],
});

function lineOf(event: Exclude<Event, { kind: 'report' | 'made' }>): object {
  if (event.kind === 'crawl') return event.progress;
  const { done, of, bins, look } = event;
  return { sorted: done, of, pages: binsOf(bins), look };
}
