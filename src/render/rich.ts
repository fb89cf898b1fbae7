/** Rich text as runs in their styles. Where there are no colours, a sign says what the colour would have said. */
import type { Brush } from './brush.ts';
import type { Run } from './cells.ts';
import type { Rich, Span, Tone } from './frame.ts';

/** Lines of runs: a newline in the text ends one. */
export function runsOf(rich: Rich, brush: Brush, tone: Tone = 'plain'): Run[][] {
  const lines: Run[][] = [[]];
  const whole = typeof rich === 'string' || rich.length === 1;
  for (const part of typeof rich === 'string' ? [rich] : rich) {
    const span: Span = typeof part === 'string' ? { text: part } : part;
    const style = brush.style(span.tone ?? tone, span.bold);
    const text = brush.colour > 0 ? span.text : signed(span, whole, brush);
    text.split('\n').forEach((piece, i) => {
      if (i > 0) lines.push([]);
      if (piece) lines.at(-1)!.push({ text: piece, style });
    });
  }
  const sign = brush.colour === 0 ? signOf(tone, brush) : undefined;
  if (sign && lines[0].length > 0 && !lines[0][0].text.startsWith(`${sign} `))
    lines[0].unshift({ text: `${sign} `, style: '' });
  return lines;
}

/** One line, whatever it holds. */
export function runsInLine(rich: Rich, brush: Brush, tone?: Tone): Run[] {
  return runsOf(rich, brush, tone).flatMap((line, i) => (i === 0 ? line : [{ text: ' ', style: '' }, ...line]));
}

/** A span without its colour: a sign before what is good or bad, brackets about what to look at, stars about bold words. */
function signed({ text, tone, bold }: Span, whole: boolean, brush: Brush): string {
  const sign = tone && signOf(tone, brush);
  if (sign) return text.trimStart().startsWith(`${sign} `) ? text : around(text, `${sign} `, '');
  if (tone === 'accent' && bold) return around(text, '[', ']');
  if (whole || text.trim() === '') return text;
  if (tone === 'accent') return around(text, '`', '`');
  // What stands in quotes or signs of its own stands out already.
  return bold && /^\s*[\p{L}\p{N}]/u.test(text) ? around(text, '*', '*') : text;
}

/** Marks about the words of a text, inside the white space at its ends. */
function around(text: string, before: string, after: string): string {
  const words = text.trim();
  if (words === '') return text;
  const at = text.indexOf(words);
  return text.slice(0, at) + before + words + after + text.slice(at + words.length);
}

export function signOf(tone: Tone, { signs }: Pick<Brush, 'signs'>): string | undefined {
  return tone === 'good' || tone === 'bad' || tone === 'warn' ? signs[tone] : undefined;
}
