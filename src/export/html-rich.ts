/** Rich text → HTML. */
import { brushOf } from '../render/brush.ts';
import type { Rich, Span, Tone } from '../render/frame.ts';
import { signOf } from '../render/rich.ts';
import { escaped } from './markup.ts';

export const plain = (rich: Rich): string =>
  typeof rich === 'string' ? rich : rich.map((part) => (typeof part === 'string' ? part : part.text)).join('');

export const { signs } = brushOf({ colour: 0, unicode: true });

/** Colour is not all that says good or bad. */
function signed(text: string, tone: Tone | undefined): string {
  const sign = tone && signOf(tone, { signs });
  const words = text.trimStart();
  return sign && words !== '' && !words.startsWith(sign)
    ? `${text.slice(0, text.length - words.length)}${sign} ${words}`
    : text;
}

/** @param outer the tone of all of it, for its sign */
export function richOf(rich: Rich, outer?: Tone): string {
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
