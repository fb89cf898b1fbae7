import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/course/pointer.ts';

describe('the examples of RFC 6901, section 5', () => {
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value);
  });
});

it('finds every value where it stands, whatever its name', () => {
  const leaves = (value: unknown, pointer = ''): [string, unknown][] =>
    typeof value !== 'object' || value === null
      ? [[pointer, value]]
      : Object.entries(value).flatMap(([name, inner]) =>
          leaves(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        );
  const key = fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', 'ü') });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.integer(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (document) => {
      for (const [pointer, value] of leaves(document)) expect(valueAt(document, pointer)).toBe(value);
    }),
    { seed: 1 },
  );
});

it('has nothing where nothing stands', () => {
  const document = { list: [1, 2], text: 'abc', none: null, half: new Float32Array([0.5]) };
  for (const pointer of ['list', '/list/2', '/list/-', '/list/01', '/list/-1', '/list/length', '/text/0', '/none/a']) {
    expect(valueAt(document, pointer)).toBeUndefined();
  }
  expect(valueAt(document, '/constructor')).toBeUndefined();
  expect(valueAt(undefined, '/a')).toBeUndefined();
  expect(valueAt(document, '/none')).toBeNull();
  expect(valueAt(document, '/half/0')).toBe(0.5);
});
