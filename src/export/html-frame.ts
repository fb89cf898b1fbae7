/** Frame → HTML: tables as tables, bars as a table whose bars are drawn, charts as SVG, pictures as pictures, text as text. */
import type { ColumnsFrame, Frame, TextFrame, TokensFrame, Tone } from '../render/frame.ts';
import { hueOf } from '../render/palette.ts';
import { render } from '../render/render.ts';
import { signOf } from '../render/rich.ts';
import { shortNumber } from '../render/scale.ts';
import { lettersOn, weightColour } from '../render/tokens.ts';
import { heatmapPlot } from './heatmap-plot.ts';
import { plain, richOf, signs } from './html-rich.ts';
import { barsOf, tableOf } from './html-table.ts';
import { escaped, hex, pictureLink } from './markup.ts';
import { drawPicture, extentOf, isPicture } from './picture.ts';
import { histogramPlot, linePlot } from './plot.ts';
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
      return tableOf(frame, place.name);
    case 'bars':
      return barsOf(frame, place.name);
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

function textOf({ text, tone }: TextFrame, aligned: boolean): string {
  if (plain(text) === '') return '';
  return `<p class="${aligned ? 'cells' : 'text'}${classOf(tone)}">${richOf(text, tone)}</p>`;
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
