/** Text, numbers and bytes as nobody would give them in kindness. */
import fc from 'fast-check';

const pieces = {
  escapes: [
    '\x1b[31mred\x1b[0m',
    '\x1b[2J',
    '\x1b[?1049h',
    '\x1b[12',
    '\x1b]0;title\x07',
    '\x1b]52;c;aGVsbG8=\x1b\\',
    '\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\',
    '\x1b]52;c;aGk=',
    '\x1bP1$r0m\x1b\\',
    '\x1b_Gx\x1b\\',
    '\x1bc',
    '\x1b(0',
    '\x1b',
    '\x9b31m',
    '\x9d0;t\x9c',
    '\x90x\x9c',
    '\x84\x85\x8d',
  ],
  controls: ['\x00', '\x07', '\b', '\r', '\r\n', '\x0b', '\f', '\x7f', '\n', '\t', '\n\n'],
  order: ['\u202eevil\u202c', '\u2066x\u2069', '\u200e', '\u200f', '\u061c', 'שלום', 'مرحبا'],
  unseen: [
    'a\u200bb',
    '\ufeff',
    '\u2060',
    '\u200d',
    'a\u200db',
    '\u00ad',
    '\u034f',
    '\u115f\u1160\u3164\uffa0',
    '\u17b4\u17b5',
    '\u180b\u180e',
    '\u2028',
    '\u2029',
    '\ufff9x\ufffa',
    '\u{e0041}\u{e0042}',
    'x\ufe00\ufe01\ufe0f\ufe0f',
    'y\u{e0100}\u{e0101}\u{e01ef}',
    '\u{1d173}\u{1bca0}',
    '\u3000\u00a0\u2003',
  ],
  wide: ['猫が好き', '👩‍👩‍👧', '👩🏽‍💻', '❤️‍🔥', '🇩🇪🇫', '😀', '𝒳', '한글', 'ｆｕｌｌ', '1️⃣', '☺️', '\u{10ffff}', '\ue000'],
  marks: ['é', 'Z\u0351\u036a\u0323\u0489', `a${'\u0301'.repeat(60)}`, '\u0301', 'ก็็็', 'க்ஷ', '\u0600\u06dd'],
  halves: ['\ud83d', '\udc00', '\ude00\ud83d', 'a\ud800b'],
  words: [
    'the',
    'cat',
    'sat',
    'mat',
    'a red boat',
    'x',
    ' ',
    '  ',
    '-',
    '--',
    '.',
    '?',
    '"',
    "'",
    '`',
    '\\',
    '/',
    '%s',
  ],
  code: [
    '__proto__',
    'constructor',
    'toString',
    '{}',
    '[',
    '$' + '{x}',
    '<b>',
    '&amp;',
    '|',
    '&',
    '#',
    ': ',
    '*a',
    '!x',
  ],
  digits: ['٣٤', '३', '１２', 'Ⅷ', '½', '²', '一二'],
};

const piece = fc.oneof(
  ...Object.values(pieces).map((list) => fc.constantFrom(...list)),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ maxLength: 8 }),
);

const short = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const spaced = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(' '));

/** One piece again and again: what nests, or piles up. */
const long = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof(piece, fc.constantFrom('(', '[', '> ', '*', '_', '`', '- ', '<', '1', 'a', 'a ')), fc.nat(most))
    .map(([unit, count]) => unit.repeat(count));

/** @param most repetitions of a piece */
export const hostileText = (most = 2000): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 10, arbitrary: short },
    { weight: 10, arbitrary: spaced },
    { weight: 1, arbitrary: long(most) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n', '-') },
  );

const strange = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '1',
    '-1',
    '2',
    '3',
    '0.5',
    '.5',
    '5.',
    '1e309',
    '-1e309',
    '1e-400',
    '5e-324',
    '1e21',
    '1e300',
  ],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '0b11',
    '0o7',
    '1_000',
    '1,5',
    '1 2',
    '+3',
    '--3',
    '1e',
    'e5',
    '1n',
    'true',
  ],
  ...['2147483648', '4294967296', '9007199254740993', '99999999999999999999', '0.1e-7', '٣', '１', '²', '½', 'null'],
  ...['1\n', '\t2', '1\u200b', '1\u00a0', '1;2', '0.30000000000000004', '1/3', '50%', '\u22123', '7'.repeat(400)],
];

/** Numbers, and what looks like them. */
export const hostileNumber: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...strange),
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.double().map(String),
);

/** Real numbers, also such as no sum survives. */
export const anyDouble: fc.Arbitrary<number> = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, 0.5, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 2 ** 53, 1e15, -1e300),
);

const invalidBytes = [
  [0xff],
  [0xc3],
  [0xe2, 0x82],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc0, 0x80],
  [0x80],
  [0xff, 0xfe, 0x61, 0x00],
  [0xef, 0xbb, 0xbf],
  [0x00],
];

/** A recipe for bytes: texts, broken UTF-8 and anything at all behind each other. */
export type Bytes = readonly (string | readonly number[])[];

export const hostileBytes = (most = 2000): fc.Arbitrary<Bytes> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: hostileText(most) },
      { weight: 2, arbitrary: fc.constant('the cat sat on the mat\n') },
      { weight: 1, arbitrary: fc.constantFrom(...invalidBytes) },
      { weight: 1, arbitrary: fc.array(fc.nat(255), { maxLength: 12 }) },
    ),
    { maxLength: 5 },
  );

/** Lone halves of a pair become U+FFFD, as in every encoder. */
export const bytesFrom = (recipe: Bytes): Buffer =>
  Buffer.concat(recipe.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
