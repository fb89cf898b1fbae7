/** What holds for every frame on every terminal. That it fits, and commands nothing: ../fuzz/targets/text.ts. */
import fc from 'fast-check';
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
