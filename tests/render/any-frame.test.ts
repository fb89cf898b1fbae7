/** What holds for every frame on every terminal. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { render } from '../../src/render/render.ts';
import { frames } from './frames.ts';

const colours = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const);
const surfaces = fc.record({
  width: fc.oneof(fc.constantFrom(40, 80, 120), fc.integer({ min: 1, max: 200 })),
  height: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 50 })),
  colour: colours,
  unicode: fc.boolean(),
});
const ours = /\x1b\[[\d;]+m/g;

test('no line is too wide, none too many, nothing commands the terminal', () => {
  fc.assert(
    fc.property(frames, surfaces, (frame, surface) => {
      const lines = render(frame, surface);
      expect(lines.length).toBeLessThanOrEqual(surface.height);
      for (const line of lines) {
        const bare = line.replace(ours, '');
        expect(bare).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
        expect(bare).not.toMatch(/\p{Cs}/u);
        expect(stringWidth(bare)).toBeLessThanOrEqual(surface.width);
        if (surface.colour === 0) expect(line).toBe(bare);
        if (!surface.unicode) expect(bare).toMatch(/^[\x20-\x7e]*$/);
        // What a line switches on, it switches off.
        if (line !== bare) expect(line.match(ours)?.at(-1)).toBe('\x1b[0m');
      }
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('the same frame gives the same lines, and is left as it was', () => {
  fc.assert(
    fc.property(frames, surfaces, (frame, surface) => {
      const before = structuredClone(frame);
      const lines = render(frame, surface);
      expect(render(frame, surface)).toEqual(lines);
      expect(frame).toEqual(before);
    }),
    { numRuns: 60, seed: 8 },
  );
});
