/** The fast counter against the slow one of reference.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn, type NgramModel } from '../../../src/models/ngram/model.ts';
import type { Unit } from '../../../src/models/ngram/tokenize.ts';
import { bytes, chunked, documents, mark, predict } from './reference.ts';

async function learned(chunks: readonly Uint8Array[], order: number, unit: Unit): Promise<NgramModel> {
  const steps = learn(chunked(chunks), order, unit);
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}

/** What the model says, in the words of the reference. */
function said(model: NgramModel, prompt: string) {
  const next = model.next(model.begin(model.encode(prompt)));
  const counts = new Map([...next.tokens].map((id, i) => [model.vocabulary.text(id), next.counts[i]]));
  return { order: next.order, counts, total: next.total };
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);

/** Few different tokens, so that contexts come back; every kind of character that the tokenizer tells apart. */
const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    'a ',
    'b ',
    'c',
    ' ',
    ' ',
    '\n',
    '\r\n',
    '.',
    ',',
    "'",
    '-',
    '’',
    '\t',
    'é',
    'e\u0301',
    'ß',
    '猫',
    '你',
  ],
  ...['の', 'ก', '🙂', '\u200b', '\u00a0', '\u2028', '7', '_', '\x07', '\x1b', 'don’t', "it's", '\ufeff'],
);
const text = fc.array(piece, { minLength: 1, maxLength: 60 }).map((pieces) => pieces.join(''));
const unit = fc.constantFrom<Unit>('word', 'char');
const order = fc.integer({ min: 1, max: 8 });

it('a prompt may be as long as a book', async () => {
  const model = await learned([bytes('a b\n')], 2, 'word');
  expect(model.encode('a b '.repeat(150_000))).toHaveLength(300_000);
});

describe('counts', () => {
  it('are those of the reference, at every order, for words and characters, with any prompt', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, order, unit, async (corpus, prompt, order, unit) => {
        fc.pre(documents(corpus, unit).length > 0);
        const model = await learned([bytes(corpus)], order, unit);
        // a prompt of the corpus' own, so that long contexts are found, and a stranger's
        for (const asked of ['', [...corpus].slice(0, prompt.length).join(''), prompt]) {
          const { counts, order: reached, total } = said(model, asked);
          const expected = predict(corpus, asked, order, unit);
          expect(counts).toEqual(new Map([...expected.counts]));
          expect(reached).toBe(expected.order);
          expect(total).toBe(sum(expected.counts));
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('do not depend on where the chunks end, not even inside a character', async () => {
    const long = fc.constantFrom('x'.repeat(254), 'é'.repeat(140), `${'y'.repeat(300)}'s`, ' ', 'a b\n');
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, long), { minLength: 1, maxLength: 40 }),
        cuts,
        unit,
        async (pieces, at, unit) => {
          const corpus = pieces.join('');
          fc.pre(documents(corpus, unit).length > 0);
          const whole = bytes(corpus);
          const ends = [0, ...at.map((cut) => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b);
          const chunks = ends.slice(1).map((end, i) => whole.slice(ends[i], end));
          const [one, many] = [await learned([whole], 3, unit), await learned(chunks, 3, unit)];
          expect(many.vocabulary.size).toBe(one.vocabulary.size);
          expect(many.counts.tokens).toBe(one.counts.tokens);
          expect(many.counts.unigrams).toEqual(one.counts.unigrams);
          for (let length = 2; length <= 3; length++) {
            const contexts = one.counts.types(length - 1, one.vocabulary);
            expect(many.counts.levels[length].types).toBe(one.counts.levels[length].types);
            expect(many.counts.levels[length].continuations(contexts)).toEqual(
              one.counts.levels[length].continuations(contexts),
            );
          }
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  it('grow past the first size of every table', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `w${i} w${(i * 7) % 4000} w${(i * i) % 4000}`);
    const model = await learned([bytes(lines.join('\n'))], 3, 'word');
    expect(model.vocabulary.size).toBe(4001);
    expect(model.counts.tokens).toBe(4000 * 4);
    for (const i of [0, 1, 63, 1999, 3999]) {
      const prompt = `w${i} w${(i * 7) % 4000}`;
      expect(said(model, prompt).counts.get(` w${(i * i) % 4000}`)).toBeGreaterThan(0);
    }
    const pairs = new Set(
      lines.flatMap((line) => [mark, ...line.split(' '), mark]).map((w, i, all) => `${w} ${all[i + 1]}`),
    );
    pairs.delete(`${mark} ${mark}`); // between the lines stands one mark, not two
    pairs.delete(`${mark} undefined`);
    expect(model.counts.levels[2].types).toBe(pairs.size);
  });

  it('list the likeliest first, and ties in the order of the text', async () => {
    const model = await learned([bytes('z b\nz a\nz c\nz c')], 2, 'word');
    const { tokens, counts } = model.next(model.begin(model.encode('z')));
    expect([...tokens].map((id) => model.show(id))).toEqual(['c', 'b', 'a']);
    expect([...counts]).toEqual([2, 1, 1]);
  });
});

describe('text', () => {
  const tokens = async (text: string | Uint8Array, unit: Unit = 'word') => {
    const model = await learned([typeof text === 'string' ? bytes(text) : text], 1, unit);
    return Array.from({ length: model.vocabulary.size - 1 }, (_, id) => model.vocabulary.text(id + 1));
  };

  it('with a byte order mark or Windows line ends is the same text', async () => {
    expect(await tokens('\ufeffThe cat.\r\nA dog.\r\n\r\n')).toEqual(await tokens('The cat.\nA dog.\n'));
    expect(await tokens('The cat.')).toEqual([' The', ' cat', '.']);
  });

  it('without words is refused, with what to do', async () => {
    for (const nothing of ['', '\n\n \n', '\ufeff', '\x07\x1b']) {
      await expect(tokens(nothing)).rejects.toThrow('the corpus holds no words (test). Give a text');
    }
  });

  it('falls apart at what nobody sees, which never comes out again', async () => {
    for (const unseen of ['\u034f', '\u115f', '\u3164', '\uffa0', '\u17b4', '\u200d', '\u{e0041}', '\u{1d173}']) {
      expect(await tokens(`one${unseen}two`)).toEqual([' one', ' two']);
    }
    // A selector says which form of a sign is meant.
    expect((await tokens('葛\u{e0100} ☺\ufe0f')).join('')).toBe(' 葛\u{e0100} ☺\ufe0f');
  });

  it('with a NUL byte is refused, with the line', async () => {
    await expect(tokens('one\ntwo\nth\0ree')).rejects.toThrow('NUL byte (test, line 3)');
  });

  it('in UTF-16 is refused by name', async () => {
    for (const start of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ]) {
      await expect(tokens(Uint8Array.of(...start, 0x41, 0, 0x42, 0))).rejects.toThrow('UTF-16');
    }
  });

  it('that is not UTF-8 is refused, with the line; all that is, is not', async () => {
    const byte = fc.oneof(
      fc.constantFrom(0x61, 0x20, 0x0a, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80),
      fc.nat(255),
    );
    const isText = (bytes: Uint8Array): boolean => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(byte, { minLength: 1, maxLength: 12 }), unit, async (tail, unit) => {
        const all = Uint8Array.of(...bytes('so\nfar\n'), ...tail.filter((byte) => byte !== 0));
        const reading = learned([all], 2, unit);
        if (isText(all)) await expect(reading).resolves.toBeDefined();
        else await expect(reading).rejects.toThrow(`the text is not UTF-8 (test, line ${badLine(all)})`);
      }),
      { numRuns: 400, seed: 3 },
    );
  });
});

/** The line in which text stops being UTF-8: that of the first byte that no more bytes could mend, or the last one. */
function badLine(bytes: Uint8Array): number {
  let end = 1;
  while (end < bytes.length && mendable(bytes.slice(0, end))) end++;
  return 1 + bytes.slice(0, end - 1).filter((byte) => byte === 0x0a).length;
}

function mendable(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

describe('a text that is one document', () => {
  const whole = async (chunks: readonly Uint8Array[], unit: Unit) => {
    const steps = learn(chunked(chunks), 3, unit, 'text');
    for (;;) {
      const { value, done } = await steps.next();
      if (done) return value;
    }
  };
  const show = (model: NgramModel, text: string) =>
    Array.from(model.encodeDocument(text), (id) => model.vocabulary.text(id));

  it('keeps its newlines as characters, and has one mark at its end', async () => {
    const model = await whole([bytes('ab\n\nc\r\nd\re\u2028f')], 'char');
    const expected = [...'ab\n\nc\nd\ne\nf', mark];
    expect(show(model, 'ab\n\nc\r\nd\re\u2028f')).toEqual(expected);
    expect(model.counts.tokens).toBe(expected.length);
    expect(model.counts.unigrams[0]).toBe(1);
  });

  it('has words that go on over its lines', async () => {
    const model = await whole([bytes('the cat\nsat.\n\nIt')], 'word');
    expect(show(model, 'the cat\nsat.\n\nIt')).toEqual([' the', ' cat', ' sat', '.', ' It', mark]);
    const { tokens } = model.next(model.begin(model.encode('the cat')));
    expect(Array.from(tokens, (id) => model.show(id))).toEqual(['sat']);
  });

  it('does not depend on where the chunks end, not even between the halves of a newline', async () => {
    const line = fc.constantFrom('a', 'b ', '\r\n', '\n', '\r', 'é', 'x'.repeat(300));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), fc.nat(), unit, async (pieces, at, unit) => {
        const all = bytes(`a${pieces.join('')}`);
        const cut = at % all.length;
        const [one, two] = [await whole([all], unit), await whole([all.slice(0, cut), all.slice(cut)], unit)];
        expect(two.counts.tokens).toBe(one.counts.tokens);
        expect(two.counts.levels[3].list()).toEqual(one.counts.levels[3].list());
        if (unit !== 'char') return;
        const plain = `a${pieces.join('')}`.replace(/\r\n?/g, '\n');
        expect(one.counts.tokens).toBe([...plain].length + 1);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
