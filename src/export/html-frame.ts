/** Frame → HTML: tables as tables, bars as a table whose bars are drawn, charts as SVG, pictures as pictures, text as text. */
import { brushOf } from '../render/brush.ts';
import type {
  BarsFrame,
  ColumnsFrame,
  Frame,
  Rich,
  Span,
  TableFrame,
  TextFrame,
  TokensFrame,
  Tone,
} from '../render/frame.ts';
import { hueOf } from '../render/palette.ts';
import { render } from '../render/render.ts';
import { signOf } from '../render/rich.ts';
import { shortNumber } from '../render/scale.ts';
import { lettersOn, weightColour } from '../render/tokens.ts';
import { escaped, hex, pictureLink } from './markup.ts';
import { drawPicture, extentOf, isPicture } from './picture.ts';
import { heatmapPlot, histogramPlot, linePlot } from './plot.ts';
import { themes } from './theme.ts';
import { wordsOf } from './words.ts';

export interface Place {
  /** What stands over the frame, for the words about a graphic. */
  readonly name: string;
  /** How deep the next heading is. */
  readonly level: number;
  /** Pictures as their own pixels, or as characters. */
  readonly pictures: 'pixels' | 'characters';
}

/** @param frame with its text made safe (`safeFrame`) */
export function htmlOfFrame(frame: Frame, place: Place): string {
  switch (frame.kind) {
    case 'text':
      return textOf(frame, isAligned([frame], 0));
    case 'table':
      return tableOf(frame, place);
    case 'bars':
      return barsOf(frame, place);
    case 'line':
      return figure(linePlot(frame, wordsOf(frame, place.name)));
    case 'histogram':
      return figure(histogramPlot(frame, wordsOf(frame, place.name)));
    case 'heatmap':
      return figure(heatmapPlot(frame, wordsOf(frame, place.name)));
    case 'image':
      return imageOf(frame, place);
    case 'tokens':
      return tokensOf(frame);
    case 'rows':
      return `<div class="stack${frame.gap ? ' wide' : ''}">\n${stackOf(frame.frames, place)}</div>`;
    case 'columns':
      return columnsOf(frame, place);
    case 'panel': {
      const level = Math.min(6, place.level);
      const title = frame.title.trim() && `<h${level}>${escaped(frame.title.trim())}</h${level}>\n`;
      const inner = { ...place, name: frame.title.trim() || place.name, level: place.level + 1 };
      return `<div class="panel${classOf(frame.tone)}">\n${title}${htmlOfFrame(frame.body, inner)}\n</div>`;
    }
  }
}

const figure = (inside: string): string => `<figure>\n${inside}\n</figure>`;
const classOf = (tone: Tone | undefined): string => (tone && tone !== 'plain' ? ` t-${tone}` : '');

/** Below this, in characters, columns are meant to stand side by side whatever comes. */
const narrow = 12;

function columnsOf({ frames, shares, least = 24 }: ColumnsFrame, place: Place): string {
  const tight = least < narrow && !frames.every(isPicture);
  const parts = frames.map((inner, i) => {
    const share = shares?.[i];
    const grow = share !== undefined && share > 0 && share < 1e6 ? ` style="flex-grow:${shortNumber(share)}"` : '';
    return `<div class="${isPicture(inner) ? 'fit' : 'part'}"${grow}>\n${htmlOfFrame(inner, place)}\n</div>`;
  });
  return `<div class="columns${tight ? ' tight' : ''}">\n${parts.join('\n')}\n</div>`;
}

/** Frames below each other. A text right over a graphic is its name; texts whose words stand under each other are of one
 *  kind of letters. */
function stackOf(frames: readonly Frame[], place: Place): string {
  return frames
    .map((frame, i) => {
      if (frame.kind === 'text') return textOf(frame, isAligned(frames, i));
      const before = frames[i - 1];
      const name = before?.kind === 'text' ? plain(before.text).trim() : '';
      return htmlOfFrame(frame, name ? { ...place, name } : place);
    })
    .map((html) => html && `${html}\n`)
    .join('');
}

/** Whether the words of a text stand under each other, or under those of the texts around it: lines, two at least, with
 *  several spaces in them. */
function isAligned(frames: readonly Frame[], i: number): boolean {
  const isText = (frame: Frame | undefined): frame is TextFrame => frame?.kind === 'text';
  let [from, to] = [i, i];
  while (isText(frames[from - 1])) from--;
  while (isText(frames[to + 1])) to++;
  const lines = frames.slice(from, to + 1).flatMap((frame) => (isText(frame) ? plain(frame.text).split('\n') : []));
  return lines.filter((line) => /\S {2,}\S|^ {2,}\S/.test(line)).length > 1;
}

const plain = (rich: Rich): string =>
  typeof rich === 'string' ? rich : rich.map((part) => (typeof part === 'string' ? part : part.text)).join('');

function textOf({ text, tone }: TextFrame, aligned: boolean): string {
  if (plain(text) === '') return '';
  return `<p class="${aligned ? 'cells' : 'text'}${classOf(tone)}">${richOf(text, tone)}</p>`;
}

const { signs } = brushOf({ colour: 0, unicode: true });

/** Colour is not all that says good or bad. */
function signed(text: string, tone: Tone | undefined): string {
  const sign = tone && signOf(tone, { signs });
  const words = text.trimStart();
  return sign && words !== '' && !words.startsWith(sign)
    ? `${text.slice(0, text.length - words.length)}${sign} ${words}`
    : text;
}

function richOf(rich: Rich, outer?: Tone): string {
  const parts = typeof rich === 'string' ? [rich] : rich;
  return parts
    .map((part, i) => {
      const { text, tone, bold }: Span = typeof part === 'string' ? { text: part } : part;
      const words = escaped(signed(text, tone ?? (i === 0 ? outer : undefined)));
      const inner = bold ? `<b>${words}</b>` : words;
      return tone ? `<span class="t-${tone}">${inner}</span>` : inner;
    })
    .join('');
}

/** A table may be wider than a telephone: then it moves under the finger, and with the keys. */
const scroller = (name: string, table: string): string =>
  `<div class="scroll" role="group" tabindex="0" aria-label="${escaped(name || 'table')}">\n${table}\n</div>`;

const shortest = 14;

function tableOf({ columns, rows }: TableFrame, { name }: Place): string {
  const right = columns.map(({ align }) => align === 'right');
  // Short words stay on one line, where long ones give way.
  const short = columns.map((_, i) => rows.every((row) => plain(row[i] ?? '').length <= shortest));
  const look = (i: number): string => (right[i] ? ' class="n"' : short[i] ? ' class="s"' : '');
  const head = columns.some(({ title }) => title.trim())
    ? `<thead><tr>${columns.map(({ title }, i) => (title.trim() ? `<th scope="col"${look(i)}>${escaped(title)}</th>` : '<td></td>')).join('')}</tr></thead>\n`
    : '';
  const lines = rows.map((row) => {
    const cells = columns.map((_, i) => {
      const inside = richOf(row[i] ?? '');
      return i === 0 && !right[0] ? `<th scope="row"${look(i)}>${inside}</th>` : `<td${look(i)}>${inside}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return scroller(name, `<table>\n${head}<tbody>\n${lines.join('\n')}\n</tbody></table>`);
}

/** Characters of a label that is not broken. */
const longestLabel = 24;

function barsOf({ bars, max }: BarsFrame, { name }: Place): string {
  const finite = (value: number): number => Math.max(-1e300, Math.min(1e300, value)) || 0;
  const values = bars.map(({ value }) => finite(value));
  const low = Math.min(0, ...values);
  const high = max !== undefined && max > 0 ? finite(max) : Math.max(0, ...values);
  // Halves: huge numbers would overflow.
  const at = (value: number): number =>
    high > low ? Math.max(0, Math.min(1, (value / 2 - low / 2) / (high / 2 - low / 2))) : 0;
  const noted = bars.some(({ note }) => note);
  const highlighted = bars.some(({ mark, tone }) => mark || tone);
  const lines = bars.map((bar, i) => {
    const tone: Tone = bar.tone ?? (bar.mark ? 'accent' : highlighted ? 'muted' : 'a');
    const [from, to] = [at(Math.min(0, values[i])), at(Math.max(0, values[i]))];
    const percent = (part: number): string => `${Math.round(part * 1e4) / 100}%`;
    // A bar that is not zero shows, however short.
    const width = values[i] === 0 ? '0' : to - from < 0.004 ? '2' : percent(to - from);
    const rect = `<rect x="${percent(from)}" width="${width}" height="100%" rx="2"/>`;
    const spoken = bar.note ? 'aria-hidden="true"' : `role="img" aria-label="${shortNumber(bar.value)}"`;
    const label = `${bar.mark ? `${signs.pointer} ` : ''}${richOf(bar.label)}`;
    const look = plain(bar.label).length <= longestLabel ? ' class="s"' : '';
    const note = noted ? `<td class="n">${escaped(bar.note ?? '')}</td>` : '';
    return `<tr${bar.mark ? ' class="picked"' : ''}><th scope="row"${look}>${label}</th><td class="bar"><svg class="t-${tone}" ${spoken}>${rect}</svg></td>${note}</tr>`;
  });
  return scroller(name, `<table class="bars"><tbody>\n${lines.join('\n')}\n</tbody></table>`);
}

/** Pixels up to which a picture is enlarged. */
const comfortable = 320;

function imageOf(frame: Extract<Frame, { kind: 'image' }>, { name, pictures }: Place): string {
  const words = escaped(wordsOf(frame, name));
  if (pictures === 'characters') {
    const lines = render(frame, { width: 100, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true });
    return `<p class="cells dense" role="img" aria-label="${words}">${escaped(lines.join('\n'))}</p>`;
  }
  const { width, height } = extentOf(frame);
  const scale = Math.max(1, Math.floor(comfortable / Math.max(width, height)));
  const link = pictureLink(drawPicture(frame, 1, themes.dark.ground));
  return `<img src="${link}" width="${width * scale}" height="${height * scale}" alt="${words}"/>`;
}

function tokensOf({ tokens, more = 0 }: TokensFrame): string {
  const parts = tokens.map(({ text, tone, weight, note }) => {
    const ground = weight !== undefined ? weightColour(weight) : tone && hueOf(tone);
    const look = ground ? ` style="background:${hex(ground)};color:${hex(lettersOn(ground))}"` : '';
    const sign = tone ? signOf(tone, { signs }) : undefined;
    const below = [sign, note].filter(Boolean).join(' ');
    const small = below ? `<small>${escaped(below)}</small>` : '';
    return `<span class="token${tone === 'muted' ? ' t-muted' : ''}"><span${look}>${escaped(text)}</span>${small}</span>`;
  });
  if (more > 0) parts.push(`<span class="t-muted">${signs.ellipsis} ${more} more</span>`);
  return `<p class="tokens${tokens.some(({ note }) => note) ? ' noted' : ''}">${parts.join('')}</p>`;
}
