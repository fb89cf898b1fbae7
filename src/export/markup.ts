/** What SVG and HTML have in common: text and colours as their source wants them. */
import { clean } from '../render/clean.ts';
import type { Rgb } from '../render/palette.ts';
import type { Bitmap } from './bitmap.ts';
import { pngOf } from './png.ts';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const outsideXml = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** `escaped('a < b')` → `'a &lt; b'`, for text and for values of attributes in double quotes; what XML cannot say becomes a
 *  question mark in a box. */
export const escaped = (text: string): string =>
  clean(text)
    .replace(outsideXml, '\ufffd')
    .replace(/[&<>"']/g, (sign) => signs[sign]);

export const hex = (rgb: Rgb): string => `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

/** `percent(0.125)` → `'12.5%'` */
export const percent = (part: number): string => `${Math.round(part * 1e4) / 100}%`;

/** The picture itself as an address, so that nothing has to be fetched. */
export const pictureLink = (picture: Bitmap): string =>
  `data:image/png;base64,${btoa(Array.from(pngOf(picture), (byte) => String.fromCharCode(byte)).join(''))}`;
