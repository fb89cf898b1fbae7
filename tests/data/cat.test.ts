/** The figures of the built-in corpus, counted by a regular expression. */
import { describe, expect, it } from 'vitest';
import { builtinCorpora } from '../../src/data/builtin.ts';
import { cat } from '../../src/data/cat.ts';

const count = (pattern: RegExp): number => [...cat.matchAll(pattern)].length;

describe('the corpus cat', () => {
  it('is fifty different sentences', () => {
    const lines = cat.trimEnd().split('\n');
    expect(lines).toHaveLength(50);
    expect(new Set(lines).size).toBe(50);
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Za-z ]+\.$/);
  });

  it('has 50 times "the": 17 mat, 11 floor, 4 roof, and nothing else more than three times', () => {
    expect(count(/\bthe\b/g)).toBe(50);
    expect(count(/\bthe mat\b/g)).toBe(17);
    expect(count(/\bthe floor\b/g)).toBe(11);
    expect(count(/\bthe roof\b/g)).toBe(4);
    const others = new Map<string, number>();
    for (const [, word] of cat.matchAll(/\bthe (\w+)/g)) others.set(word, (others.get(word) ?? 0) + 1);
    for (const word of ['mat', 'floor', 'roof']) others.delete(word);
    expect([...others.values()].reduce((a, b) => a + b, 0)).toBe(18);
    expect(Math.max(...others.values())).toBeLessThanOrEqual(3);
  });

  it('stands among the built-in corpora, as does toyland, each by one name and ending its last line', () => {
    expect(builtinCorpora.map(({ name }) => name)).toEqual(['cat', 'toyland']);
    for (const { text, about } of builtinCorpora) {
      expect(about).not.toBe('');
      expect(text().endsWith('\n')).toBe(true);
    }
  });
});
