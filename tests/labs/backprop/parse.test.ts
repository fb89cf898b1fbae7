/** The little language against JavaScript's own idea of the same expression. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { build } from '../../../src/labs/backprop/graph.ts';
import { parse } from '../../../src/labs/backprop/parse.ts';

const valueIn = (text: string): number => {
  const expression = parse(text);
  return build(expression)[expression.result].data;
};

/** Pairs of the same expression: in our language, and in JavaScript. */
const pair: fc.Arbitrary<{ ours: string; theirs: string }> = fc.letrec<{ node: { ours: string; theirs: string } }>(
  (tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...['a', 'b', '2', '0.5', '1.5e1'].map((word) => ({ ours: word, theirs: word }))),
      fc
        .tuple(tie('node'), fc.constantFrom('+', '-', '*', '/'), tie('node'), fc.boolean())
        .map(([l, sign, r, spaced]) => ({
          ours: spaced ? `(${l.ours} ${sign} (${r.ours}))` : `${l.ours}${sign}(${r.ours})`,
          theirs: spaced ? `(${l.theirs} ${sign} (${r.theirs}))` : `${l.theirs}${sign}(${r.theirs})`,
        })),
      fc.tuple(fc.constantFrom('tanh', 'exp'), tie('node')).map(([name, inner]) => ({
        ours: `${name}(${inner.ours})`,
        theirs: `Math.${name}(${inner.theirs})`,
      })),
      tie('node').map(({ ours, theirs }) => ({ ours: `-(${ours})`, theirs: `-(${theirs})` })),
      fc.tuple(tie('node'), fc.integer({ min: -2, max: 4 })).map(([{ ours, theirs }, power]) => ({
        ours: `(${ours})^${power}`,
        theirs: `((${theirs})**(${power}))`,
      })),
    ),
  }),
).node;

test('an expression has the value that JavaScript gives it', () => {
  fc.assert(
    fc.property(pair, ({ ours, theirs }) => {
      const text = `a=3; b=-0.7; 1*(${ours})`;
      fc.pre(text.length <= 300);
      const expected = new Function('a', 'b', `return ${theirs}`)(3, -0.7) as number;
      const value = valueIn(text);
      if (!Number.isFinite(expected) || Math.abs(expected) > 1e12) return;
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
    { seed: 2, numRuns: 300 },
  );
});

test.each([
  ['2+3*4', 14],
  ['2*3^2', 18],
  ['8-3-2', 3],
  ['8/4/2', 1],
  ['a=2; -a^2', -4],
  ['a=2; 2^-1*a', 1],
  ['a=2; b = a*3 \n b+1;;', 7],
  ['x=1; relu(-x) + relu(x)', 1],
  ['1*.5', 0.5],
  ['c=2*3; d=c+1; c', 6],
])('%s is %f', (text, value) => {
  expect(valueIn(text)).toBeCloseTo(value, 12);
});

test('a label says how a part is made, with no more brackets than needed', () => {
  const labels = (text: string): string[] =>
    parse(text).parts.flatMap(({ kind, label }) => (kind === 'operation' ? label : []));
  expect(labels('a=1; b=2; ((a+b)+1)*(a*b)-(a-(b-1))')).toEqual([
    'a+b',
    'a+b+1',
    'a*b',
    '(a+b+1)*(a*b)',
    'b-1',
    'a-(b-1)',
    '(a+b+1)*(a*b)-(a-(b-1))',
  ]);
  expect(labels('a=1; y=2*a; (-y)^2/tanh(a+1)')).toEqual(['y', '-y', '(-y)^2', 'a+1', 'tanh(a+1)', '(-y)^2/tanh(a+1)']);
});

describe('what is wrong is said in one line, with the place', () => {
  it.each([
    ['', 'there is no expression, at character 1'],
    ['a=2; a', 'there is nothing to compute: the last part is only a, at character 7'],
    ['a=2; a*b', 'b has no value yet, at character 8'],
    ['2 $ 3', '"$" is no part of an expression, at character 3'],
    ['(1+2', 'a ")" is missing, at character 5'],
    ['1+', 'a number or a name is missing, at character 3'],
    ['1 2', '"2" does not fit here, at character 3'],
    ['a=1; a=2; a+1', 'a has a value already, at character 6'],
    ['a=1; b=a; b+1', 'b would be only another name for a, at character 6'],
    ['tanh=2; tanh+1', 'tanh is a function and cannot be a name, at character 1'],
    ['tanh 2', 'tanh needs its number in brackets, at character 6'],
    ['a=2; a^0.5', 'the exponent is no whole number from -9 to 9, at character 8'],
    ['a=2; a^a', 'the exponent is no whole number from -9 to 9, at character 8'],
    ['a=2; a^10', 'the exponent is no whole number from -9 to 9, at character 8'],
    [`1${'+1'.repeat(100)}`, 'there are more than 80 parts, at character 80'],
    ['('.repeat(301), 'it is longer than 300 characters, at character 301'],
    ['process.exit()', '"." is no part of an expression, at character 8'],
    ['constructor(1)', 'constructor has no value yet, at character 1'],
  ])('%s', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[ab1.+*/^()=;-]{0,30}$/)),
        (text) => {
          try {
            parse(text);
          } catch (error) {
            expect((error as Error).message).toMatch(/, at character \d+$/);
            expect((error as Error).message).not.toMatch(/[\x00-\x1f]/);
          }
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });
});
