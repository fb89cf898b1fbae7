/** Data → model → output: what was read, each token with its surprise; what the model had expected; and the average. */
import { widthOf } from '../../render/cells.ts';
import { type Frame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { joined, visible } from '../sample/describe.ts';
import type { Params, TokenEvent } from './params.ts';
import type { State } from './state.ts';
import { type Measured, measure, type Sums, surprise } from './sums.ts';

/** Below so many rows there are no boxes. */
const roomy = 16;
/** Rows of a line of tokens: itself, its shade where there are no colours, its surprise. */
const rowsOfTokens = 3;
/** Bits at which a token is shaded darkest; each quarter is a shade of its own. */
const darkest = 8;

export function viewState(state: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const boxed = tall >= roomy;
  const inner = boxed ? width - 4 : width;
  const output = outputRows(state, boxed);
  const lines = tall >= 28 ? 2 : 1;
  const outputHeight = output.reduce((sum, frame) => sum + heightOf(frame, inner), 0);
  const room = tall - (boxed ? 6 : 3) - lines * rowsOfTokens - outputHeight;
  const box = (title: string, ...frames: Frame[]): Frame =>
    boxed ? panel(title, rows(...frames)) : rows(text(`${title}:`, 'muted'), ...frames);
  return rows(
    box(`data: ${dataOf(state.params)}`, strip(state, inner, lines)),
    box(`model: ${modelOf(state)}`, ...expectation(state, room, inner)),
    box('output: the average surprise', ...output),
  );
}

function dataOf({ read, corpus }: Params): string {
  if (read === 'text') return 'your text; bits below';
  return `${corpus === '-' ? 'stdin' : corpus}, ${read} lines; bits below`;
}

function modelOf({ params, learned }: State): string {
  const { smoothing, corpus } = params;
  const name = learned?.names.at(-1) ?? 'counts';
  return `${name} of ${corpus === '-' ? 'stdin' : corpus}${smoothing === 'none' ? '' : `, ${smoothing}`}`;
}

const nouns = { char: 'characters', word: 'words', bpe: 'tokens' } as const;
const noun = ({ unit }: Params): string => nouns[unit];

/** The last tokens, as many as fit. */
function strip({ tokens, asked }: State, width: number, lines: number): Frame {
  const blank = { text: '____', note: 'you?', weight: undefined, tone: 'accent' as const };
  const all = [...tokens.map(shaded), ...(asked ? [blank] : [])];
  if (all.length === 0) return text('reading', 'muted');
  let from = all.length - 1;
  while (from > 0 && linesFor(all.slice(from - 1), width) <= lines) from--;
  return { kind: 'tokens', tokens: all.slice(from) };
}

function linesFor(tokens: readonly { readonly text: string; readonly note: string }[], width: number): number {
  let lines = 1;
  let used = -1;
  for (const { text, note } of tokens) {
    const cell = Math.max(widthOf(text), widthOf(note)) + 1;
    if (used + cell > width) {
      lines++;
      used = -1;
    }
    used += cell;
  }
  return lines;
}

function shaded({ token, chances }: TokenEvent) {
  const bits = surprise(chances[chances.length - 1]);
  return { text: visible(token), weight: Math.min(1, bits / darkest), note: inBits(bits, 1) };
}

/** What the model gave the last token, and what else it had in mind; or whose turn it is. */
function expectation({ tokens, asked, params, bytes }: State, room: number, width: number): Frame[] {
  const last = tokens.at(-1);
  if (!last) return [text(bytes > 0 ? `learning: ${(bytes / 1e6).toFixed(1)} MB` : 'learning', 'muted')];
  const said = [text(cameOf(last, params)), ...(asked ? [text(asking(asked, params))] : [])];
  const bars = expected(last, room - said.reduce((sum, frame) => sum + heightOf(frame, width), 0));
  return bars ? [said[0], bars, ...said.slice(1)] : said;
}

function cameOf({ token, known, context, chances, yours }: TokenEvent, { order, unit }: Params): Rich {
  const p = chances[chances.length - 1];
  const bits = surprise(p);
  const after = context.length > 0 ? `after "${joined(context, unit)}"` : order === 1 ? 'anywhere' : 'at the beginning';
  const why = known ? ', for it was held impossible' : ', for it never saw this word';
  return [
    { text: `"${visible(token)}"`, bold: true },
    ` ${after}: p ${chance(p)}, surprise `,
    { text: `${inBits(bits)} bits`, bold: true },
    Number.isFinite(bits) ? ` (${(bits * Math.LN2).toFixed(2)} nats)` : why,
    ...(yours === undefined
      ? []
      : ['. You gave it ', chance(yours), ', ', { text: `${inBits(surprise(yours))} bits`, bold: true }]),
  ];
}

/** The likeliest, the one that came among them. */
function expected({ likeliest, token: came }: TokenEvent, room: number): Frame | undefined {
  if (room < 1 || likeliest.length === 0) return undefined;
  const shown = likeliest.slice(0, room);
  const at = likeliest.findIndex(({ token }) => token === came);
  if (at >= shown.length) shown[shown.length - 1] = likeliest[at];
  const bars = shown.map(({ token, p }) => ({
    label: visible(token),
    value: p,
    note: chance(p),
    mark: token === came,
  }));
  return { kind: 'bars', bars, max: 1 };
}

function asking(context: readonly string[], { unit }: Params): Rich {
  const after = context.length > 0 ? `after "${joined(context.slice(-6), unit)}"` : 'at the beginning of a line';
  return [
    { text: `What comes next ${after}?`, bold: true },
    ' Add it to guess: a word; or several, as in mat:50/floor:30; or _ to let it pass.',
  ];
}

/** The running average, and as many equally likely choices for everybody who reads along. */
function outputRows({ learned, sums, yours, params, whole }: State, boxed: boolean): Frame[] {
  if (!learned || sums.tokens === 0) return [text('nothing read yet', 'muted')];
  const chosen = learned.names.length - 1;
  const guessed = yours.tokens > 0;
  const measured = learned.names.map((name, at) => ({
    name,
    ...measure(guessed ? yours : sums, guessed ? at + 1 : at),
  }));
  const everybody = guessed ? [...measured, { name: 'you', ...measure(yours, 0) }] : measured;
  const most = learned.vocabulary;
  const bars = everybody.map(({ name, perplexity, bits_per_token, unseen }, at) => ({
    label: name,
    value: perplexity ?? most,
    note:
      perplexity === null ? `∞, ${unseen} impossible` : `${choices(perplexity)}, ${bits_per_token!.toFixed(2)} bits`,
    mark: guessed ? name === 'you' : at === chosen,
    tone: name === 'you' ? ('c' as const) : undefined,
  }));
  const head = guessed
    ? `On what you guessed (${yours.tokens}), as unsure as between so many ${noun(params)}:`
    : averageOf(sums, chosen, params);
  return [
    ...(boxed || guessed || !whole ? [text(head)] : []), // in little room the last line says it
    { kind: 'bars', bars, max: Math.max(most, ...bars.map(({ value }) => value)) },
    ...(whole ? [text(partsOf(whole, params))] : []),
  ];
}

function averageOf(sums: Sums, at: number, params: Params): Rich {
  const { tokens, unseen, bits_per_token, nats_per_token, perplexity } = measure(sums, at);
  const read = `${tokens} ${tokens === 1 ? 'token' : 'tokens'}`;
  if (bits_per_token === null) {
    const others = tokens - unseen;
    const rest = others === 0 ? '' : `, the others ${(sums.nats[at] / others / Math.LN2).toFixed(2)} bits`;
    return [`${read}, `, { text: '∞ bits each', bold: true }, `: ${unseen} had no chance${rest}`];
  }
  return [
    `${read}, ${bits_per_token.toFixed(2)} bits (${nats_per_token!.toFixed(2)} nats) each: as unsure as between `,
    { text: `${choices(perplexity!)} ${noun(params)}`, bold: true },
  ];
}

/** The lines it learned from flatter it; those that it never saw stand beside them. */
function partsOf({ training, held_out }: NonNullable<State['whole']>, { read }: Params): Rich {
  const said = ({ perplexity }: Measured) => ({ text: perplexity === null ? '∞' : choices(perplexity), bold: true });
  const learned: Rich = ['Perplexity: all training lines ', said(training)];
  return read === 'training' ? learned : [...learned, ', all held-out lines ', said(held_out)];
}

const choices = (perplexity: number): string => perplexity.toFixed(perplexity < 100 ? 1 : 0);

const inBits = (bits: number, digits = 2): string => (Number.isFinite(bits) ? bits.toFixed(digits) : '∞');

const chance = (p: number): string => (p >= 0.01 ? p.toFixed(2) : String(Number(p.toPrecision(1))));

/** Rows that a frame of bars or of words takes, about. */
function heightOf(frame: Frame, width: number): number {
  if (frame.kind === 'bars') return frame.bars.length;
  if (frame.kind !== 'text' || typeof frame.text === 'string') return 1;
  const length = frame.text.reduce((sum, part) => sum + widthOf(typeof part === 'string' ? part : part.text), 0);
  return Math.ceil((length + 4) / width);
}
