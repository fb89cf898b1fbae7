/** Frames of every kind, filled with friendly and hostile text. */
import fc from 'fast-check';
import type { Frame, Rich, Tone } from '../../src/render/frame.ts';

const hostile = [
  '\x1b[31mred\x1b[0m',
  '\x1b]0;title\x07',
  '\x1b]52;c;aGVsbG8=\x1b\\',
  '\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\',
  '\x9b31m',
  '\x9d0;t\x9c',
  '\x07\b\r\x7f',
  '\u202eevil\u202c',
  '\u2066x\u2069',
  '\ud83d',
  'a\tb',
  'two\nlines',
  'a\u200bb\ufeff',
];

export const words = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(...hostile),
  fc.constantFrom(
    '猫が好きです。',
    'naïve café',
    '👩‍👩‍👧 family 🇩🇪',
    'a long word: Donaudampfschifffahrtsgesellschaftskapitänswitwe',
    '- item 1. | x',
  ),
  fc
    .array(fc.constantFrom('the', 'cat', 'sat', 'on', 'mat', ...hostile), { maxLength: 20 })
    .map((list) => list.join(' ')),
);

const tone = fc.constantFrom<Tone>('plain', 'muted', 'accent', 'good', 'bad', 'warn', 'a', 'b', 'c', 'd');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const number = fc.oneof(fc.double(), fc.double({ min: -5, max: 5 }), fc.double({ min: 0, max: 1 }), fc.integer());
const numbers = fc.array(number, { maxLength: 30 });
const height = maybe(fc.integer({ min: -1, max: 40 }));

const rich: fc.Arbitrary<Rich> = fc.oneof(
  words,
  fc.array(fc.oneof(words, fc.record({ text: words, tone: maybe(tone), bold: maybe(fc.boolean()) })), { maxLength: 5 }),
);

const axis = maybe(
  fc.record({ label: maybe(words), min: maybe(number), max: maybe(number), log: maybe(fc.boolean()) }),
);

const leaf: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: rich, tone: maybe(tone), wrap: maybe(fc.boolean()) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: words, align: maybe(fc.constantFrom('left' as const, 'right' as const)) }), {
      maxLength: 16,
    }),
    rows: fc.array(fc.array(rich, { maxLength: 6 }), { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('bars' as const),
    bars: fc.array(
      fc.record({ label: rich, value: number, note: maybe(words), tone: maybe(tone), mark: maybe(fc.boolean()) }),
      { maxLength: 8 },
    ),
    max: maybe(number),
  }),
  fc.record({
    kind: fc.constant('line' as const),
    series: fc.array(fc.record({ name: words, tone: maybe(tone), x: numbers, y: numbers }), { maxLength: 4 }),
    points: maybe(
      fc.array(fc.record({ name: words, tone: maybe(tone), x: numbers, y: numbers, big: maybe(fc.boolean()) }), {
        maxLength: 2,
      }),
    ),
    x: axis,
    y: axis,
    marks: maybe(fc.array(fc.record({ y: number, name: words }), { maxLength: 3 })),
    height,
  }),
  fc.record({
    kind: fc.constant('histogram' as const),
    from: number,
    to: number,
    series: fc.array(fc.record({ name: words, tone: maybe(tone), values: numbers }), { maxLength: 3 }),
    height,
  }),
  fc.record({
    kind: fc.constant('heatmap' as const),
    values: fc.array(fc.oneof(numbers, fc.array(number, { minLength: 100, maxLength: 130 })), { maxLength: 12 }),
    rows: maybe(fc.array(words, { maxLength: 12 })),
    columns: maybe(fc.array(words, { maxLength: 20 })),
    min: maybe(number),
    max: maybe(number),
    scale: maybe(fc.constantFrom('sequential' as const, 'diverging' as const, 'log' as const)),
    marks: maybe(fc.array(fc.record({ row: number, column: number, sign: words }), { maxLength: 4 })),
  }),
  fc
    .record({ width: fc.integer({ min: 0, max: 150 }), height: fc.integer({ min: 0, max: 20 }) })
    .chain(({ width, height }) =>
      fc.record({
        kind: fc.constant('image' as const),
        width: fc.constant(width),
        height: fc.constant(height),
        channels: fc.constantFrom(1 as const, 3 as const),
        pixels: fc.array(number, { maxLength: 60 }),
        style: maybe(fc.constantFrom('ascii' as const, 'blocks' as const, 'braille' as const)),
      }),
    ),
  fc.record({
    kind: fc.constant('tokens' as const),
    tokens: fc.array(fc.record({ text: words, tone: maybe(tone), weight: maybe(number), note: maybe(words) }), {
      maxLength: 15,
    }),
  }),
);

export const frames: fc.Arbitrary<Frame> = fc.letrec<{ frame: Frame }>((tie) => ({
  frame: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant('rows' as const),
      frames: fc.array(tie('frame'), { maxLength: 4 }),
      gap: maybe(fc.integer({ min: 0, max: 2 })),
    }),
    fc.record({
      kind: fc.constant('columns' as const),
      frames: fc.array(tie('frame'), { maxLength: 4 }),
      shares: maybe(fc.array(number, { maxLength: 4 })),
      least: maybe(fc.integer({ min: 0, max: 30 })),
    }),
    fc.record({ kind: fc.constant('panel' as const), title: words, body: tie('frame'), tone: maybe(tone) }),
  ),
})).frame;
