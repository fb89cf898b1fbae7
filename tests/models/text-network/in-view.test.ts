import { expect, test } from 'vitest';
import { afterFull, Documents, type GrowingText, inView } from '../../../src/models/text-network/generate.ts';

/** What is seen, token by token, as a text grows that begins again with its last half. */
function slowly(tokens: readonly number[], context: number): number[] {
  let seen: number[] = [];
  for (const token of tokens) {
    if (seen.length === context) seen = afterFull(seen, context);
    seen.push(token);
  }
  return seen;
}

test('what is in view at once is what is left when the text grows token by token', () => {
  for (const context of [2, 3, 4, 5, 8, 13]) {
    for (let length = 0; length <= 60; length++) {
      const tokens = Array.from({ length }, (_, i) => i);
      const seen = inView(tokens, context);
      expect(seen).toEqual(slowly(tokens, context));
      // and it goes on from there as if it had seen all
      expect(inView([...seen, -1, -2, -3], context)).toEqual(slowly([...tokens, -1, -2, -3], context));
    }
  }
});

/** Its logits are all that it has been told, and it counts those that are open. */
class Told implements GrowingText {
  static open = 0;
  private readonly tokens: number[] = [];
  constructor() {
    Told.open++;
  }
  push(token: number): number[] {
    this.tokens.push(token);
    return [...this.tokens];
  }
  end(): void {
    Told.open--;
  }
}

test('after a mark nothing is known of what was before', () => {
  const text = new Documents(() => new Told(), 0);
  expect([0, 5, 6, 0, 7].map((token) => text.push(token))).toEqual([[0], [0, 5], [0, 5, 6], [0], [0, 7]]);
  expect(Told.open).toBe(1);
  text.end();
  expect(Told.open).toBe(0);
  const whole = new Documents(() => new Told(), -1);
  expect([5, 0, 6].map((token) => whole.push(token)).at(-1)).toEqual([5, 0, 6]);
});
