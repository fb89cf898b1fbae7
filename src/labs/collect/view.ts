/** Data → model → output: how far the crawler is, the pages by where they ended up, and the report or a page just sorted. */

import { fates } from '../../models/collect/collect.ts';
import type { Progress } from '../../models/collect/crawl.ts';
import type { Found, Report } from '../../models/collect/report.ts';
import { type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import type { Bins, Event, Look, Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly crawl?: Progress;
  readonly sorted?: Exclude<Event, { kind: 'crawl' | 'made' }>;
}

/** Below so many rows there are no boxes; from so many on there is room for everything. */
const [roomy, spacious] = [20, 30];

export const fateNames: Record<keyof Bins, string> = {
  licence: 'not free to take',
  'no-text': 'no text in it',
  language: 'another language',
  quality: 'badly written',
  'exact-copy': 'exact copy',
  'near-copy': 'near copy',
  train: 'kept to learn from',
  'held-out': 'held out',
};

export function viewState(state: State, { height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 40;
  const boxed = tall >= roomy;
  const box = (title: string, ...frames: Frame[]): Frame => (boxed ? panel(title, rows(...frames)) : rows(...frames));
  const { sorted } = state;
  const over = sorted?.kind === 'report';
  const data = text(crawlOf(state));
  return rows(
    // The crawl is over by then, and the report needs the room.
    over && tall < spacious ? { ...data, wrap: false } : box('data: the web of Toyland', data),
    box('model: filters, and where each page ended up', over && !boxed ? summary(sorted.bins) : bars(state)),
    box(titleOf(state), ...outputOf(state, tall)),
  );
}

function titleOf({ sorted, params: { look } }: State): string {
  if (sorted?.kind !== 'report') return 'output: the page sorted last';
  return look === 'report' ? 'output: beside the truth' : `output: a page of "${fateNames[look]}"`;
}

/** The bars in words, what was kept first. */
const summary = (bins: Bins): Frame =>
  text(
    [...fates.slice(-2), ...fates.slice(0, -2)].map((fate) => `${fateNames[fate]} ${bins[fate]}`).join(', '),
    'muted',
  );

const bold = (n: number): Span => ({ text: n.toLocaleString('en'), bold: true });

function crawlOf({ crawl }: State): Rich {
  if (!crawl) return 'The crawler begins.';
  const { turn, fetched, hosts, waiting, forbidden, beyond, missing } = crawl;
  return [
    `turn ${turn}: `,
    bold(fetched),
    ` pages of ${hosts} hosts, ${waiting} wait; ${forbidden} forbidden, ${beyond} too far, ${missing} dead`,
  ];
}

function bars({ params, sorted, crawl }: State): Frame {
  const off: Partial<Record<keyof Bins, boolean>> = {
    licence: params.licence === 'any',
    language: !params.language,
    quality: !params.quality,
    'exact-copy': !params.exact_copies,
    'near-copy': !params.near_copies,
  };
  const value = (fate: keyof Bins): number => sorted?.bins[fate] ?? 0;
  const largest = Math.max(1, ...fates.map(value), sorted ? 0 : (crawl?.fetched ?? 0));
  return {
    kind: 'bars',
    max: largest,
    bars: fates.map((fate) => ({
      label: fateNames[fate],
      value: value(fate),
      note: off[fate] ? 'off' : String(value(fate)),
      tone: fate === 'train' || fate === 'held-out' ? ('good' as const) : ('a' as const),
    })),
  };
}

function outputOf({ sorted, params, crawl }: State, tall: number): Frame[] {
  if (!sorted) return [{ ...text(crawl?.url?.replace('http://', 'fetching ') ?? 'nothing yet', 'muted'), wrap: false }];
  if (sorted.kind === 'sort') return [lookAt(sorted.look, tall >= roomy ? 5 : 2)];
  if (params.look === 'report') return reportOf(sorted.report, tall >= spacious);
  if (!sorted.look) return [text('No page ended up there.', 'muted')];
  return [lookAt(sorted.look, tall >= spacious ? 16 : tall >= roomy ? tall - 13 : tall - 4)];
}

const muted = (text: string): Span => ({ text, tone: 'muted' });

/** A page with what was decided about it; the last decision first, for that is its fate.
 *  @param most rows */
function lookAt(look: Omit<Look, 'truth'> & { readonly truth?: string }, most: number): Frame {
  const { url, fate, trail, text: words, truth } = look;
  const cut = (text: Rich): Frame => ({ kind: 'text', text, wrap: false });
  const before = most >= 8 ? trail.slice(0, -1).slice(0, most - 4) : [];
  const head = [
    cut([{ text: url.replace('http://', ''), bold: true }, `, ${fateNames[fate]}`]),
    ...(truth ? [cut([muted('in truth: '), truth])] : []),
    ...before.map((why) => cut([muted(why)])),
    cut([{ text: trail[trail.length - 1], tone: fate === 'train' || fate === 'held-out' ? 'good' : 'warn' }]),
  ];
  const lines = words.split('\n').slice(0, Math.max(1, most - head.length));
  // A page of one long line may use the rows that are left.
  const wrapped = lines.length === 1 && most > 8;
  return rows(...head, ...lines.map((line): Frame => ({ ...text([muted('> '), line]), wrap: wrapped })));
}

/** Each in a line that a narrow column holds. */
function reportOf({ words, wanted, copies, personal, through, wrong, leaks, facts }: Report, more: boolean): Frame[] {
  const counts = (name: string, { found, wrongly, missed }: Found): Frame =>
    text([`${name}: `, bold(found), ' found, ', bold(wrongly), ' wrongly, ', bold(missed), ' missed']);
  const ways = { text: facts.ways.toFixed(1), bold: true };
  return [
    text([bold(words), ' words kept; ', bold(wanted.kept), ` of ${wanted.texts} wanted texts`]),
    counts('copies', copies),
    counts('personal', personal),
    text([
      'through: ',
      bold(through.junk),
      ' junk, ',
      bold(through.notFree),
      ' not free, ',
      bold(through.harmful),
      ' do harm',
    ]),
    text(['false, unnoticed: ', bold(wrong.sentences), ` sentences on ${wrong.pages} pages`]),
    text(['held out: ', bold(leaks.split), ' leak, by lot ', bold(leaks.byLot)]),
    text([`${facts.trained} facts told, each in `, ways, ' ways']),
    ...(more ? [text(`of ${facts.heldOut} facts held out ${facts.both} are learned too, in other words`)] : []),
  ];
}
