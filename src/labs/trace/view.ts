/** Each stage as a short screen: what it is, its numbers, and what they are for. */
import { type Frame, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { visible } from '../tokenize/visible.ts';
import type { Candidate, Event, Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly seen: readonly Event[];
}

export const start = (params: Params): State => ({ params, seen: [] });

/** Of each vector so many numbers are drawn. */
const drawn = 24;
/** Numbers that are written out. */
const written = 5;
/** Tokens whose vectors are drawn: the last ones. */
const tokensDrawn = 8;
/** Characters whose bytes are shown. */
const charactersShown = 60;

/** The stage that it is at; where there is room without end, all of them. */
export function viewState({ params, seen }: State, { height }: Size): Frame {
  if (seen.length === 0) return text(['data: ', { text: params.text, bold: true }]);
  if (Number.isFinite(height)) return stageFrame(seen[seen.length - 1]);
  return { kind: 'rows', frames: seen.map(stageFrame), gap: 1 };
}

export function stageFrame(event: Event): Frame {
  const { number, stages } = event;
  const [title, ...frames] = partsOf(event);
  return rows(text([{ text: `${number} of ${stages} `, tone: 'muted' }, ...title]), ...frames);
}

type Parts = [title: Exclude<Rich, string>, ...frames: Frame[]];

function partsOf(event: Event): Parts {
  switch (event.stage) {
    case 'bytes':
      return [
        [bold('Bytes'), `: data, as the computer has it, ${counted(event.bytes.length, 'number')} from 0 to 255`],
        bytes(event.text),
      ];
    case 'tokens':
      return [
        [
          bold('Tokens'),
          `: ${counted(event.tokens.length, 'number')} below ${event.vocabulary}, the mark before a text first`,
        ],
        {
          kind: 'tokens',
          tokens: event.tokens.map(({ id }, t) => ({ text: event.shown[t], note: String(id) })),
        },
      ];
    case 'embeddings':
      return [
        [bold('Embeddings'), `: for each token its row of a learnt table, ${event.vectors[0].length} numbers`],
        ...vectors(event),
      ];
    case 'positions':
      return [
        [bold('Positions'), ': the row of its place, from another table, is added'],
        ...vectors(event),
        ...said(event.says),
      ];
    case 'attention':
      return [
        [bold(`Attention, layer ${event.layer}`), `: "${event.shown.at(-1)}" takes from what it looks at`],
        looks(event.weights, event.shown),
        ...stream(event),
      ];
    case 'thinking':
      return [
        [bold(`Thinking, layer ${event.layer}`), ': each token by itself, a small network'],
        ...stream(event),
        ...said(event.says),
      ];
    case 'logits': {
      const { logits, lowest, of } = event;
      return [
        [bold('Logits'), `: the stream held against the whole table, ${of} scores`],
        { kind: 'bars', bars: logits.map(({ token, logit }) => bar(token, logit, logit.toFixed(2))) },
        text(`the lowest of all: ${lowest.toFixed(2)}`, 'muted'),
      ];
    }
    case 'probabilities': {
      const { candidates, rest, others } = event;
      return [
        [bold('Probabilities'), ': softmax, e to each score, and all together 1'],
        { kind: 'bars', bars: candidates.map(({ token, p }) => bar(token, p, p.toFixed(3))), max: 1 },
        text(`all ${others} others together: ${rest.toFixed(3)}`, 'muted'),
      ];
    }
    case 'pick':
      return pick(event);
  }
}

const bold = (text: string) => ({ text, bold: true });
const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const encoder = new TextEncoder();
const seen = (token: string): string => visible(encoder.encode(token));
const bar = (token: string, value: number, note: string, mark?: boolean) => ({ label: seen(token), value, note, mark });

/** Each character with its bytes. */
function bytes(whole: string): Frame {
  const characters = Array.from(whole);
  if (characters.length === 0) return text('(none)', 'muted');
  const tokens = characters.slice(0, charactersShown).map((character) => {
    const all = encoder.encode(character);
    return { text: visible(all), note: all.join(' ') };
  });
  return { kind: 'tokens', tokens, more: characters.length - tokens.length };
}

type WithVectors = Extract<Event, { vectors: unknown }>;

/** The first numbers of the last tokens as shades, those of the last one written out. */
function vectors({ vectors, norms, shown }: WithVectors): Frame[] {
  const from = Math.max(0, shown.length - tokensDrawn);
  const left = from === 0 ? '' : `, the last ${tokensDrawn} of ${shown.length} tokens`;
  return [
    {
      kind: 'heatmap',
      values: vectors.slice(from).map((vector) => vector.slice(0, drawn)),
      rows: shown.slice(from),
      scale: 'diverging',
    },
    text(`shaded: the first ${Math.min(drawn, vectors[0].length)} of ${vectors[0].length} numbers${left}`, 'muted'),
    numbers({ vectors, norms, shown }),
  ];
}

function numbers({ vectors, norms, shown }: Pick<WithVectors, 'vectors' | 'norms' | 'shown'>): Frame {
  const vector = vectors[vectors.length - 1];
  const first = vector.slice(0, written).map((x) => x.toFixed(2));
  return text([
    `"${shown.at(-1)}": ${first.join('  ')}${vector.length > written ? ' …' : ''}; length `,
    bold(norms[norms.length - 1].toFixed(2)),
  ]);
}

/** The stream of the last token, and how much was added to it. */
function stream(event: Extract<Event, { added: number }>): Frame[] {
  return [
    {
      kind: 'heatmap',
      values: [event.vectors[event.vectors.length - 1].slice(0, drawn)],
      rows: [event.shown.at(-1)!],
      scale: 'diverging',
      legend: false,
    },
    numbers(event),
    text(`what was added has length ${event.added.toFixed(2)}`, 'muted'),
  ];
}

/** Where each head looks most. */
function looks(weights: readonly (readonly number[])[], shown: readonly string[]): Frame {
  const most = (row: readonly number[]): string =>
    row
      .map((weight, token) => ({ weight, token }))
      .sort((a, b) => b.weight - a.weight || a.token - b.token)
      .slice(0, 3)
      .map(({ weight, token }) => `${shown[token]} ${Math.round(100 * weight)} %`)
      .join('  ');
  return {
    kind: 'table',
    columns: [{ title: 'head' }, { title: 'looks most at' }],
    rows: weights.map((row, head) => [String(head + 1), most(row)]),
  };
}

const said = (says: readonly Candidate[]): Frame[] => [
  text('model: what it would say if it ended here'),
  { kind: 'bars', bars: says.map(({ token, p }) => bar(token, p, p.toFixed(3))), max: 1 },
];

function pick(event: Extract<Event, { stage: 'pick' }>): Parts {
  const { candidates, u, picked, on_the_way, temperature, text: whole } = event;
  const way = on_the_way.map(
    ({ token }, layer) => `${layer === 0 ? 'at first' : `after layer ${layer}`} "${seen(token)}"`,
  );
  const at = candidates.findIndex(({ token }) => token === picked.token);
  const shown = at < 0 ? [...candidates.slice(0, -1), picked] : candidates;
  const mark = at < 0 ? shown.length - 1 : at;
  const bars = shown.map(({ token, p }, i) => bar(token, p, p.toFixed(3), i === mark));
  return [
    [bold('Pick'), `: temperature ${temperature}, drew ${u.toFixed(3)} on a line of all probabilities`],
    { kind: 'bars', bars, max: 1 },
    text(`likeliest on the way: ${way.join(', ')}`, 'muted'),
    text(['output: ', bold(whole)]),
  ];
}
