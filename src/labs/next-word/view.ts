/** Data → model → output: the line with everybody's surprise below each word, what all expected last, and the averages. */
import { widthOf } from '../../render/cells.ts';
import { type BarsFrame, type Frame, rows, type Size, type TableFrame, text } from '../../render/frame.ts';
import { surprise } from '../perplexity/sums.ts';
import { visible } from '../sample/describe.ts';
import { averageBits, far, notesOf } from './bits.ts';
import { type Event, nameOf, type Params, type Result, readers, type TokenEvent } from './params.ts';

export interface State {
  readonly params: Params;
  readonly tokens: readonly TokenEvent[];
  /** Over all lines, as soon as it is known. */
  readonly whole?: NonNullable<Result['whole']>;
}

export const begin = (params: Params): State => ({ params, tokens: [] });

export function reduce(state: State, event: Event): State {
  if (event.kind === 'token') return { ...state, tokens: [...state.tokens, event] };
  return event.kind === 'whole' ? { ...state, whole: event.whole } : state;
}

/** Rows that everything but what was expected takes; the least of that; and rows from which there are bars. */
const [others, leastExpected, roomy] = [12, 4, 12];
const mostExpected = 7;
/** Columns that names and gaps take beside the words. */
const [nameWide, gap] = [8, 2];

export function viewState({ params, tokens, whole }: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const unknown = tokens.filter(({ known }) => !known);
  const last = tokens.at(-1);
  if (!last) return text('data: reading nine tenths of toyland', 'muted');
  const apart = params.weights === undefined ? 'those that none of them saw' : 'toyland (did yours learn from it too?)';
  const line = params.text === undefined ? `line ${params.line} of ${apart}` : 'your text';
  const notes = notesOf(tokens, params.text !== undefined && !params.whole);
  const room = tall - others - notes.reduce((sum, note) => sum + Math.ceil((note.length + 10) / width), 0);
  const average = (whole ?? averageBits(tokens)).bits_per_word;
  const over = whole
    ? `output: bits a word, on average over ${whole.lines} lines, ${whole.words} words and signs`
    : `output: bits a word, on average over ${tokens.length - unknown.length}`;
  return rows(
    text([{ text: 'data: ', tone: 'muted' }, line, { text: ' · surprise in bits', tone: 'muted' }]),
    strip(tokens, width),
    ...(room >= leastExpected
      ? [
          text([
            { text: 'model: ', tone: 'muted' },
            'what they expected where ',
            { text: visible(last.token), bold: true },
            ' came',
          ]),
          expected(last, Math.min(mostExpected, room - 3)),
        ]
      : []),
    ...(tall < roomy ? [text(inOneLine(average, over))] : [text(over), bars(average)]),
    ...notes.map((note) => text(`${note}.`, 'muted')),
  );
}

/** The last words, as many as fit side by side. */
function strip(tokens: readonly TokenEvent[], width: number): TableFrame {
  const wide = ({ token }: TokenEvent): number => Math.max(4, widthOf(visible(token))) + gap;
  let from = tokens.length;
  for (let used = nameWide; from > 0 && (used += wide(tokens[from - 1])) <= width; ) from--;
  const shown = tokens.slice(Math.min(from, tokens.length - 1));
  return {
    kind: 'table',
    columns: [{ title: '' }, ...shown.map(({ token }) => ({ title: visible(token), align: 'right' as const }))],
    rows: readers.map((reader) => [nameOf(reader), ...shown.map(({ p }) => inBits(surprise(p[reader])))]),
  };
}

function expected({ token, believed }: TokenEvent, count: number): TableFrame {
  const lists = readers.map((reader) => believed[reader].slice(0, count));
  return {
    kind: 'table',
    columns: readers.map((reader) => ({ title: nameOf(reader) })),
    rows: Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, i) =>
      lists.map((list) => {
        const one = list[i];
        if (!one) return '';
        return [{ text: `${chance(one.p)} ${visible(one.token)}`, bold: one.token === token }];
      }),
    ),
  };
}

function bars(mean: Result['bits_per_word']): BarsFrame {
  const known = readers.map((reader) => mean[reader] ?? 0);
  const best = Math.min(...readers.map((reader) => far(mean[reader])));
  return {
    kind: 'bars',
    bars: readers.map((reader) => ({
      label: nameOf(reader),
      value: mean[reader] ?? Math.max(...known),
      note: mean[reader]?.toFixed(2) ?? '-',
      mark: mean[reader] === best,
    })),
  };
}

const inOneLine = (mean: Result['bits_per_word'], over: string): string =>
  `${over}: ${readers.map((reader) => `${nameOf(reader)} ${mean[reader]?.toFixed(2) ?? '-'}`).join(', ')}`;

const inBits = (bits: number): string => (Number.isFinite(bits) ? bits.toFixed(1) : '∞');

const chance = (p: number): string => (p >= 0.01 ? p.toFixed(2) : '<.01');
