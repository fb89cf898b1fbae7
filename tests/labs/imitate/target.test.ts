import { describe, expect, it } from 'vitest';
import { targets } from '../../../src/data/numbers/targets.ts';
import { drawingOf, targetOf } from '../../../src/labs/imitate/target.ts';

describe('numbers of one’s own', () => {
  it.each([
    ['numbers.txt', './numbers.txt'],
    ['cat', './cat'],
    ['-', '-'],
    ['/tmp/numbers', '/tmp/numbers'],
    ['C:\\numbers', 'C:\\numbers'],
  ])('%j is the file %j, never a corpus', async (data, file) => {
    const opened: string[] = [];
    const source = {
      open(name: string) {
        opened.push(name);
        return { name, chunks: () => [new TextEncoder().encode('1\n2\n3\n')] };
      },
    };
    const target = await targetOf({ target: 'normal', data }, source);
    expect(opened).toEqual([file]);
    expect([target.name, target.mean]).toEqual(['own', 2]);
  });
});

it('a target is drawn at places over its whole range', () => {
  const { xs, density, modes, range } = drawingOf(targets.skewed);
  const width = xs[1] - xs[0];
  expect([xs[0] - width / 2, xs.at(-1)! + width / 2].map((x) => x.toFixed(9))).toEqual(range.map((x) => x.toFixed(9)));
  expect(density.reduce((sum, y) => sum + y * width, 0)).toBeCloseTo(1, 2);
  expect(modes).toEqual([0.6, 0.3, 0.1]);
  expect(drawingOf(targets.uniform).modes).toEqual([]);
});
