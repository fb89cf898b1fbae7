/** Data → model → output: the text, the head, and where each token looks. */
import { type Frame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { habitOf, habits } from './habits.ts';
import type { Event, Params } from './params.ts';
import { why } from './why.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

export interface State {
  readonly params: Params;
  readonly text?: Of<'text'>;
  readonly measuring?: Of<'measuring'>;
  /** [layer][head][query][key] */
  readonly weights: readonly number[][][][];
  readonly end?: Of<'seen'>;
}

export const start = (params: Params): State => ({ params, weights: [] });

/** Bars of one token. */
const barsShown = 12;
/** Columns from which on every habit has room for its name. */
const roomy = 66;
/** Rows beside the numbers of why: its own, the data, the head, the loss, in narrow columns. */
const aroundWhy = 10;
/** Columns that a small head needs. */
const smallest = 14;

export function viewState(state: State, size: Size): Frame {
  const { params, text: data, measuring, end } = state;
  if (!data) return text('data: reading the text', 'muted');
  const head: Rich = [
    { text: 'data: ', tone: 'muted' },
    `${data.tokens.length} tokens of at most ${data.context}`,
    { text: ' · model: ', tone: 'muted' },
    `${counted(data.layers, 'layer')} of ${counted(data.heads, 'head')}`,
    ...(params.mask === 'none' ? [' · ', { text: 'without its mask', tone: 'warn' as const }] : []),
  ];
  if (!end) {
    const share = measuring ? `, line ${measuring.line} of ${measuring.of}` : '';
    return rows(text(head), text(`measuring its heads${share}`, 'muted'));
  }
  const picture = pictureOf(params.show, state, end, data, size);
  // Every row of numbers counts: where there are few, all else goes.
  if (params.show === 'why' && size.height < data.tokens.length + aroundWhy) return picture[picture.length - 1];
  return rows(text(head), ...picture, text(lossOf(end) + foreign(params), 'muted'));
}

function pictureOf(show: Params['show'], state: State, end: Of<'seen'>, data: Of<'text'>, size: Size): Frame[] {
  switch (show) {
    case 'head':
      // Where there is room without end, why stands with it.
      return [
        text(headOf(end)),
        one(state, end, data),
        ...(Number.isFinite(size.height) ? [] : [why(end, data.tokens, size)]),
      ];
    case 'heads':
      return all(state, end, data, size);
    case 'why':
      return [text(headOf(end)), why(end, data.tokens, size)];
    case 'habits':
      return table(end, size);
  }
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** "head 1.4: 30 % to the token before, on new lines; evenly it would be 13 %" */
function headOf({ seen }: Of<'seen'>): Rich {
  const { layer, head, habit } = seen.head;
  const name = { text: `head ${layer}.${head}`, bold: true };
  const measured = seen.habits.find((each) => each.habit === habit);
  if (!measured?.even) return [name, ': none of the habits that are measured'];
  const share = measured.shares[layer - 1][head - 1]!;
  return [
    name,
    `: ${percent(share)} to ${habits[measured.habit]}, on new lines; evenly it would be ${percent(measured.even)}`,
  ];
}

/** A network of one's own may have learnt from something else. */
const foreign = ({ weights, corpus }: Params): string =>
  weights !== undefined && corpus === 'toyland' ? ' (of toyland: if yours learnt from another text, set corpus)' : '';

/** What the mask is worth is told where it is gone. */
function lossOf({ seen }: Of<'seen'>): string {
  const { causal, none } = seen.lines_loss;
  if (causal === null || none === null) return 'nats a token on new lines: no number';
  if (seen.mask === 'causal') return `nats a token on new lines: ${causal.toFixed(2)}`;
  const ahead = `${percent(seen.ahead)} of this head goes to what comes later`;
  return `nats a token on new lines: ${causal.toFixed(2)} with the mask, ${none.toFixed(2)} without; ${ahead}`;
}

/** One head large, and the row of one token. */
function one({ weights }: State, { seen }: Of<'seen'>, { tokens }: Of<'text'>): Frame {
  const { head, looking, row } = seen;
  const names = tokens.map(({ shown }) => shown);
  const map: Frame = {
    kind: 'heatmap',
    values: weights[head.layer - 1][head.head - 1],
    rows: names.map((name, t) => (t === looking.token ? `› ${name}` : name)),
    columns: names,
    min: 0,
  };
  const most = [...row].sort((a, b) => b.weight - a.weight || a.token - b.token).slice(0, barsShown);
  const kept = new Set(most.map(({ token }) => token));
  const bars = row
    .filter(({ token }) => kept.has(token))
    .map(({ token, weight }) => ({
      label: names[token],
      value: weight,
      note: weight.toFixed(2),
      mark: token === seen.most.token,
    }));
  const title = [
    { text: 'output: ', tone: 'muted' as const },
    { text: `"${names[looking.token]}"`, bold: true },
    ' looks at',
  ];
  const right = rows(text(title), {
    kind: 'bars',
    bars,
    max: 1,
  });
  return { kind: 'columns', frames: [map, right], shares: [5, 4], least: 30 };
}

/** All heads, small, a line for each layer. */
function all(
  { weights }: State,
  { seen }: Of<'seen'>,
  { layers, heads }: Of<'text'>,
  { width, height }: Size,
): Frame[] {
  const perLine = Math.max(1, Math.min(heads, Math.floor(width / (smallest + 4))));
  const linesALayer = Math.ceil(heads / perLine);
  // Below so few rows the edges of boxes would take all.
  const boxed = (height - 3) / (layers * linesALayer) >= 5;
  const pictures = weights.flatMap((squares, layer) => {
    const maps = squares.map((values, head): Frame => {
      const habit = habitOf(seen.habits, layer, head)?.habit;
      const title = `${layer + 1}.${head + 1}${habit ? ` ${habit}` : ''}`;
      const map: Frame = { kind: 'heatmap', values, min: 0, max: 1, legend: false };
      return boxed ? panel(title, map) : rows(text(title), map);
    });
    return Array.from(
      { length: linesALayer },
      (_, line): Frame => ({
        kind: 'columns',
        frames: maps.slice(line * perLine, (line + 1) * perLine),
        least: smallest,
      }),
    );
  });
  const title = { text: 'output: ', tone: 'muted' as const };
  return [text([title, 'a row for each token, from left to right where it looks']), ...pictures];
}

/** What each head does, measured. */
function table({ seen }: Of<'seen'>, { width }: Size): Frame[] {
  const shown = (share: number | null, most = false): Rich => {
    const number = share === null ? '-' : String(Math.round(100 * share));
    return most ? [{ text: `${number}*`, bold: true, tone: 'plain' }] : `${number} `;
  };
  const line = (title: Rich, pick: (habit: (typeof seen.habits)[number]) => Rich): Rich[] => [
    title,
    ...seen.habits.map(pick),
  ];
  const columns = seen.habits.map(({ habit }) => ({
    title: width < roomy ? habit.slice(0, 4) : habit,
    align: 'right' as const,
  }));
  const heads = Array.from({ length: seen.layers * seen.heads }, (_, i) => {
    const [layer, head] = [Math.floor(i / seen.heads), i % seen.heads];
    return line(`${layer + 1}.${head + 1}`, ({ shares, most }) =>
      shown(shares[layer][head], most?.layer === layer + 1 && most.head === head + 1),
    );
  });
  const even = line([{ text: 'evenly', tone: 'muted' }], ({ even }) => shown(even));
  const title = { text: 'output: ', tone: 'muted' as const };
  return [
    text([title, 'where attention goes on new lines, in %; * the most of all heads']),
    { kind: 'table', columns: [{ title: 'head' }, ...columns], rows: [even, ...heads] },
    text(
      `${(['word', 'name', 'followed'] as const).map((habit) => `${habit}: ${habits[habit]}`).join(' · ')}`,
      'muted',
    ),
  ];
}
