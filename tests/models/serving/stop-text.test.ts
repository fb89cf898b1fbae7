/** Whatever tokens a text is cut into, what is given is the text up to the first stop string, found here by looking at the whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StopText } from '../../../src/models/serving/stop-text.ts';
import { TextWriter } from '../../../src/models/tokenizer/tokenizer.ts';

const encoder = new TextEncoder();

/** Tokens are these runs of bytes. */
const writerOf = (runs: readonly Uint8Array[]): TextWriter => new TextWriter({ bytes: (token) => runs[token] });

interface Given {
  readonly pieces: { readonly text: string; readonly tokens: readonly number[] }[];
  readonly stopped: boolean;
  /** Tokens read until it stopped. */
  readonly read: number;
}

function play(runs: readonly Uint8Array[], stops: readonly string[]): Given {
  const text = new StopText<number>(writerOf(runs), stops);
  const pieces: Given['pieces'] = [];
  for (let token = 0; token < runs.length; token++) {
    const { stopped, ...piece } = text.write(token, token);
    pieces.push(piece);
    if (stopped) return { pieces, stopped, read: token + 1 };
  }
  const { stopped, ...piece } = text.finish();
  pieces.push(piece);
  return { pieces, stopped, read: runs.length };
}

/** The text before the stop string that is complete first; of two that end together the longer. */
function upToStop(text: string, stops: readonly string[]): string {
  let best: { begin: number; end: number } | undefined;
  for (const stop of stops) {
    const begin = text.indexOf(stop);
    const end = begin + stop.length;
    if (begin < 0 || stop === '') continue;
    if (!best || end < best.end || (end === best.end && begin < best.begin)) best = { begin, end };
  }
  return best ? text.slice(0, best.begin) : text;
}

/** Few signs, so that stop strings and their beginnings are there often; one, two, three and four bytes long. */
const signs = ['a', 'b', 'é', '€', '😀'] as const;
const words = (most: number) => fc.array(fc.constantFrom(...signs), { maxLength: most }).map((signs) => signs.join(''));
const cases = fc
  .record({
    text: words(24),
    stops: fc.array(words(4), { maxLength: 4 }),
    cuts: fc.array(fc.nat(80), { maxLength: 30 }),
  })
  .map(({ text, stops, cuts }) => {
    const bytes = encoder.encode(text);
    const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
    // Some tokens are empty, as marks are.
    return { text, stops, runs: at.slice(1).map((to, i) => bytes.slice(at[i], to)) };
  });

const options = { numRuns: 700, seed: 4 };
const all = ({ pieces }: Given): string => pieces.map(({ text }) => text).join('');

test('the text is that before the first stop string, whatever the cuts', () => {
  fc.assert(
    fc.property(cases, ({ text, stops, runs }) => {
      const given = play(runs, stops);
      const wanted = upToStop(text, stops);
      expect(all(given)).toBe(wanted);
      expect(given.stopped).toBe(stops.some((stop) => stop !== '' && text.includes(stop)));
      for (const { text } of given.pieces) expect(text).not.toMatch(/\p{Surrogate}|\ufffd/u);
    }),
    options,
  );
});

test('what is given is made of its tokens, each once and in order; the last may be cut by the stop string', () => {
  fc.assert(
    fc.property(cases, ({ stops, runs }) => {
      const { pieces, stopped, read } = play(runs, stops);
      const tokens = pieces.flatMap(({ tokens }) => tokens);
      expect(tokens).toEqual([...tokens.keys()]);
      if (!stopped) expect(tokens).toHaveLength(read);
      // Each token's text, as a writer of its own gives it.
      const writer = writerOf(runs);
      const texts = runs.map((_, token) => writer.write(token));
      for (const [i, { text, tokens }] of pieces.entries()) {
        const whole = tokens.map((token) => texts[token]).join('');
        if (stopped && i === pieces.length - 1) {
          expect(whole.startsWith(text)).toBe(true);
          // The last one has begun before the stop string.
          if (tokens.length > 0) expect(whole.length - texts[tokens.at(-1)!].length).toBeLessThan(text.length);
        } else expect(whole).toBe(text);
      }
    }),
    options,
  );
});

test('only what may be the beginning of a stop string is held back, and it stops at once', () => {
  fc.assert(
    fc.property(cases, ({ stops, runs }) => {
      const real = stops.filter((stop) => stop !== '');
      const text = new StopText<number>(writerOf(runs), stops);
      const writer = writerOf(runs);
      let whole = '';
      let given = '';
      for (let token = 0; token < runs.length; token++) {
        const piece = writer.write(token);
        whole += piece;
        const released = text.write(token, token);
        given += released.text;
        expect(released.stopped).toBe(real.some((stop) => whole.includes(stop)));
        if (released.stopped) return;
        // The longest end of the text that begins a stop string.
        const open = Math.max(
          0,
          ...real.flatMap((stop) =>
            Array.from({ length: stop.length }, (_, i) => (whole.endsWith(stop.slice(0, i)) ? i : 0)),
          ),
        );
        expect(given.length).toBeLessThanOrEqual(whole.length - open);
        if (open === 0) expect(given).toBe(whole);
      }
    }),
    options,
  );
});

test('bytes that are no character are shown as such in the end, and can end a text', () => {
  const runs = [encoder.encode('ab'), Uint8Array.of(0xe2, 0x82)];
  expect(all(play(runs, []))).toBe('ab\ufffd');
  expect(play(runs, ['b\ufffd'])).toMatchObject({ stopped: true, pieces: [{}, {}, { text: 'a', tokens: [0] }] });
});

test('a token whose character is not whole yet comes with the one that completes it', () => {
  const runs = [encoder.encode('a'), Uint8Array.of(0xe2, 0x82), Uint8Array.of(0xac, 0x62)];
  expect(play(runs, []).pieces).toEqual([
    { text: 'a', tokens: [0] },
    { text: '', tokens: [] },
    { text: '€b', tokens: [1, 2] },
    { text: '', tokens: [] },
  ]);
});

test('after a stop string nothing comes; empty ones and halves of characters stop nothing', () => {
  const runs = [encoder.encode('x😀y'), encoder.encode('z')];
  expect(all(play(runs, ['', '\ude00', '\ud83d']))).toBe('x😀yz');
  const text = new StopText<string>(writerOf(runs), ['😀']);
  expect(text.write(0, 'first')).toEqual({ text: 'x', tokens: ['first'], stopped: true });
  expect(text.write(1, 'second')).toEqual({ text: '', tokens: [], stopped: true });
  expect(text.finish()).toEqual({ text: '', tokens: [], stopped: true });
});
