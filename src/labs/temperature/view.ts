/** Prompt → model → output: one belief in a column for each way of shaping it, and what is written in each. */
import { type ColumnsFrame, type Frame, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import type { Event, Params, Way } from './params.ts';

export interface State {
  readonly params: Params;
  readonly shaped?: Extract<Event, { kind: 'shaped' }>;
}

/** A column with a bar and a number, and the one with the tokens. */
const [columnWide, labelWide] = [8, 9];
/** The longest number, 100. */
const numberWide = 3;
const [leastBars, mostBars] = [2, 9];

export function viewState({ params, shaped }: State, { width, height }: Size): Frame {
  if (!shaped) return text('model: reading the prompt', 'muted');
  const { ways, prompt, vocabulary } = shaped;
  const tall = Number.isFinite(height) ? height : 40;
  const head = text([muted('prompt: '), prompt === '' ? '(the beginning of a line)' : prompt]);
  const legend = text(`model: % for the next token of ${vocabulary}; H: bits open`, 'muted');
  const fit = Math.max(1, Math.floor((width - labelWide) / (columnWide + 1)));
  const bands = chunks(ways, fit);
  // Each band has a title and an entropy; each way one text at least.
  const fixed = 2 + Math.ceil((legend.text as string).length / width) - 1 + 2 * bands.length;
  const texts = params.texts === 0 ? 0 : ways.length;
  const fewest = leastBars * bands.length;
  const perWay = Math.max(0, Math.min(params.texts, Math.floor((tall - fixed - fewest - 1) / Math.max(1, texts))));
  const room = tall - fixed - perWay * texts - (perWay > 0 ? 1 : 0);
  const bars = Math.max(leastBars, Math.min(mostBars, Math.floor(room / bands.length)));
  return rows(
    { ...head, wrap: false },
    legend,
    ...bands.map((band) => side(band, bars, bands[0].length, width)),
    ...(perWay > 0 ? [text('output: written so, by the same random numbers', 'muted')] : []),
    ...ways.flatMap((way) => way.texts.slice(0, perWay).map((words, i) => line(way, words, i, ways))),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });

const chunks = <T>(all: readonly T[], size: number): T[][] => {
  // As even as they come.
  const count = Math.ceil(all.length / size);
  const each = Math.ceil(all.length / count);
  return Array.from({ length: count }, (_, i) => all.slice(i * each, (i + 1) * each));
};

/** The tokens once, then a column of bars for each way; the last bar is all the rest.
 *  @param most columns that any band has: in all of them a column is equally wide, so that bars can be compared */
function side(ways: readonly Way[], bars: number, most: number, width: number): ColumnsFrame {
  const shown = bars - 1;
  const [first] = ways;
  const names = [...first.candidates.slice(0, shown).map((candidate) => candidate.shown), 'others'];
  const column = (way: Way): Frame => {
    const values = way.candidates.slice(0, shown).map(({ p }) => p);
    values.push(Math.max(0, 1 - values.reduce((sum, p) => sum + p, 0)));
    return rows(
      { ...text(way.name), wrap: false },
      {
        kind: 'bars',
        max: 1,
        bars: values.map((value) => ({ label: percent(value).padStart(numberWide), value })),
      },
      text(`H ${way.entropy_bits.toFixed(2)}`, 'muted'),
    );
  };
  const room = width - 2 * most;
  const each = Math.floor(room / (most + 1.1));
  const none = Array.from({ length: most - ways.length }, () => text(''));
  const labels = rows(text(' '), ...names.map((name) => ({ ...text(name), wrap: false })));
  return {
    kind: 'columns',
    frames: [labels, ...ways.map(column), ...none],
    // A little more than they are, so that what is left over goes to the tokens.
    shares: [room - each * most, ...Array.from({ length: most }, () => each + 0.001)],
    least: 5,
  };
}

/** 0 is for what cannot come. */
function percent(p: number): string {
  const whole = Math.round(100 * p);
  return p <= 1e-12 ? '' : whole === 0 ? '<1' : String(whole);
}

function line(way: Way, words: string, i: number, ways: readonly Way[]): Frame {
  const wide = Math.max(...ways.map(({ name }) => name.length));
  const title = i === 0 ? way.name : '';
  const rich: Rich = [muted(`${title.padEnd(wide)} `), `…${words.replaceAll('\n', ' ')}`];
  return { ...text(rich), wrap: false };
}
